package specs

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"text/tabwriter"
)

// loadable holds the published contracts after the smallest repair, beside the checkout. It is not part of the project.
const loadable = "../../shared/govstack/loadable"

// TestContractsAgainstUpstream holds each contract against the published file. Every difference must be an erratum, and
// every pattern of an erratum must still match a difference.
func TestContractsAgainstUpstream(t *testing.T) { //nolint:paralleltest // its parts fill one table
	if _, err := os.Stat(loadable); err != nil {
		t.Skipf("the published contracts are not there: %v", err)
	}
	catalogue := NewCatalogue(Embedded())
	refs, err := catalogue.Refs()
	if err != nil {
		t.Fatal(err)
	}
	table := "building block\tcontract\toperations upstream\tours\tdifferences\texplained\n"
	for _, ref := range refs { //nolint:paralleltest // they fill one table
		t.Run(ref.String(), func(t *testing.T) {
			block, err := catalogue.Block(ref)
			if err != nil {
				t.Fatal(err)
			}
			documents, err := block.Documents()
			if err != nil {
				t.Fatal(err)
			}
			var all []Difference
			for i, info := range block.Contracts {
				theirs, err := LoadDocument(filepath.Join(loadable, "bb-"+block.Name, filepath.FromSlash(info.Upstream)+".json"))
				if err != nil {
					t.Fatal(err)
				}
				found := Diff(documents[i:i+1], theirs)
				table += fmt.Sprintf("%s\t%s\t%d\t%d\t%d\t%d\n", ref, info.Name, len(routesOf(theirs)), len(routesOf(documents[i])),
					len(found), len(Explain(block, found).Explained))
				all = append(all, found...)
			}
			explanation := Explain(block, all)
			for _, d := range explanation.Unexplained {
				t.Errorf("no erratum explains: %s (%s; ours %s, upstream %s)", d.Key(), d.Kind, orWord(d.Ours, "-"), orWord(d.Theirs, "-"))
			}
			for _, stale := range explanation.Stale {
				t.Errorf("erratum %s: the pattern %q matches no difference", stale.Erratum, stale.Pattern)
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
