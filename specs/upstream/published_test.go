package upstream

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// loadable holds the published contracts after the smallest repair, beside the checkout. It is not part of the project.
const loadable = "../../../shared/govstack/loadable"

// TestContractsAgainstUpstream holds each contract against the published files. Every difference must be an erratum, and
// every pattern of an erratum must still match a difference.
func TestContractsAgainstUpstream(t *testing.T) { //nolint:paralleltest // its parts fill one table
	if _, err := os.Stat(loadable); err != nil {
		t.Skipf("the published contracts are not there: %v", err)
	}
	catalogue := specs.NewCatalogue(specs.Embedded())
	refs, err := catalogue.Refs()
	if err != nil {
		t.Fatal(err)
	}
	table := "building block\toperations upstream\tours\tdifferences\texplained\n"
	for _, ref := range refs { //nolint:paralleltest // they fill one table
		t.Run(ref.String(), func(t *testing.T) {
			block, err := catalogue.Block(ref)
			if err != nil {
				t.Fatal(err)
			}
			agreement, err := Agree(block, Published(loadable, ref))
			if err != nil {
				t.Fatal(err)
			}
			table += fmt.Sprintf("%s\t%d\t%d\t%d\t%d\n", ref, agreement.Upstream, agreement.Ours, agreement.Differences(), len(agreement.Explained))
			for _, d := range agreement.Unexplained {
				t.Errorf("no erratum of %s/%s/block.yaml explains: %s (%s; ours %s, upstream %s)",
					ref.Name, ref.Version, d.Key(), d.Kind, wording.Or(d.Ours, "-"), wording.Or(d.Theirs, "-"))
			}
			for _, stale := range agreement.Stale {
				t.Errorf("%s/%s/block.yaml, erratum %s: the pattern %q matches no difference any more; take it out of explains",
					ref.Name, ref.Version, stale.Erratum, stale.Pattern)
			}
		})
	}
	var text strings.Builder
	w := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	if _, err := fmt.Fprint(w, table); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + text.String())
}
