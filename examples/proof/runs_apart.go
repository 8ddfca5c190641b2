//go:build apart

package proof

import (
	"slices"

	"github.com/bbconform/bbconform/examples/freedom"
)

// runs are those in which variants are proven: one for each.
func runs(general, own []freedom.Group) []freedom.Variant {
	var all []freedom.Variant
	for _, g := range slices.Concat(general, own) {
		all = append(all, g.Apart...)
	}
	return all
}
