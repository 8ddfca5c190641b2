package specs

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/specs/internal/wording"
	"github.com/bbconform/bbconform/specs/sample"
)

// HasDatum reports whether the building block has a datum of this name.
func (b *Block) HasDatum(name string) bool {
	return slices.ContainsFunc(b.Data, func(d Datum) bool { return d.Name == name })
}

// CheckPlaceholder says whether the words of a placeholder mean something for the building block: a general placeholder (see
// IsGeneralPlaceholder), data.NAME, remembered.NAME, or the name of a resource, perhaps after "other" and perhaps with the
// path of a value: "policy", "other policy", "policy:version".
func (b *Block) CheckPlaceholder(expr string) error {
	if sample.IsGeneralPlaceholder(expr) {
		return nil
	}
	if name, ok := strings.CutPrefix(expr, "data."); ok {
		if b.HasDatum(name) {
			return nil
		}
		return fmt.Errorf("${%s} names the datum %q, which block.yaml does not have", expr, name)
	}
	if name, ok := strings.CutPrefix(expr, "remembered."); ok && name != "" {
		return nil
	}
	name, _, _ := strings.Cut(expr, ":")
	name = strings.TrimPrefix(name, "other ")
	if _, ok := b.Resources[name]; ok {
		return nil
	}
	return fmt.Errorf("${%s} means nothing: there is no resource %q; %s", expr, name,
		wording.DidYouMean(name, slices.Collect(maps.Keys(b.Resources))))
}
