//go:build !apart

package proof

import "github.com/bbconform/bbconform/examples/freedom"

// runs are those in which variants are proven: general freedoms share them with those of the building block, as they have nothing
// to do with each other. The tag apart gives each a run of its own, to find out which of two it is, and in .ci/run.
func runs(general, own []freedom.Variant) []freedom.Variant { return share(general, own) }
