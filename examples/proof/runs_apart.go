//go:build apart

package proof

import (
	"slices"

	"github.com/bbconform/bbconform/examples/freedom"
)

// runs are those in which variants are proven: one for each.
func runs(general, own []freedom.Variant) []freedom.Variant { return slices.Concat(general, own) }
