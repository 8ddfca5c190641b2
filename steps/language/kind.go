package language

import (
	"maps"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/verdict"
)

// KindOf finds a kind of instance by its name in the singular or the plural. It returns the singular. The error is a fault of the suite
// and lists what there is.
func KindOf(block *specs.Block, name string) (string, specs.Resource, error) {
	if spec, ok := block.Resources[name]; ok {
		return name, spec, nil
	}
	names := slices.Sorted(maps.Keys(block.Resources))
	for _, singular := range names {
		if block.Resources[singular].Plural == name {
			return singular, block.Resources[singular], nil
		}
	}
	return "", specs.Resource{}, verdict.SuiteFaultf("building block %s knows nothing called %q; there are: %s", block.Ref(), name, strings.Join(names, ", "))
}

// MaxAtOnce bounds how many requests a sentence may send side by side.
const MaxAtOnce = 32
