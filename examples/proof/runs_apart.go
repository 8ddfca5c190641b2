//go:build apart

package proof

import "github.com/bbconform/bbconform/examples/freedom"

// runs are those in which variants are proven: one for each.
func runs(general, own []freedom.Group) []freedom.Variant {
	return alone(general, own)
}
