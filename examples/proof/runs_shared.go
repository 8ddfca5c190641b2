//go:build !apart

package proof

import "github.com/bbconform/bbconform/examples/freedom"

// runs are those in which variants are proven: what has nothing to do with each other shares one. The tag apart gives each variant
// a run of its own, to find out which one it is, and in .ci/run.
func runs(general, own []freedom.Group) []freedom.Variant {
	return share(general, own)
}
