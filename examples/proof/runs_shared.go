//go:build !apart

package proof

import "github.com/bbconform/bbconform/examples/freedom"

// runs are those in which variants are proven: each group of variants shares one, and a group of general ones with it, as far as there are
// so many. The tag apart gives each variant a run of its own, to find out which one it is, and in .ci/run.
func runs(general, own []freedom.Group) []freedom.Variant {
	var shared []freedom.Variant
	for i := range max(len(general), len(own)) {
		switch {
		case i >= len(general):
			shared = append(shared, own[i].Together)
		case i >= len(own):
			shared = append(shared, general[i].Together)
		default:
			shared = append(shared, own[i].Together.With(general[i].Together))
		}
	}
	return shared
}
