package examples_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/examples"
	"github.com/bbconform/bbconform/specs"
)

func TestBlocks(t *testing.T) {
	t.Parallel()
	catalogue := specs.NewCatalogue(specs.Embedded())
	var names []string
	owner := map[string]string{}
	for _, b := range examples.Blocks() {
		names = append(names, b.Name)
		if _, err := catalogue.Block(specs.Ref{Name: b.Name, Version: b.Version}); err != nil {
			t.Error(err)
		}
		for _, f := range b.FaultNames() {
			if owner[f] != "" {
				t.Errorf("the fault %s is one of %s and of %s: --fault could mean either", f, owner[f], b.Name)
			}
			owner[f] = b.Name
		}
	}
	if !slices.IsSorted(names) || len(names) < 2 {
		t.Errorf("got %v", names)
	}
}

// TestEveryBlockHasItsVerdicts holds that the verdicts on each building block are proven, by a package of its own that is named
// as its folder is.
func TestEveryBlockHasItsVerdicts(t *testing.T) {
	t.Parallel()
	proven := regexp.MustCompile(`(?m)^\tproof\.Verdicts\(t, proof\.Block\{`)
	for _, b := range examples.Blocks() {
		folder := strings.ReplaceAll(b.Name, "-", "")
		text, err := os.ReadFile(filepath.Join(folder, "verdicts", "verdicts_test.go"))
		if err != nil {
			t.Errorf("%s is not proven: %v", b, err)
		} else if !proven.Match(text) || !strings.Contains(string(text), "examples.Find("+folder+".Name)") {
			t.Errorf("examples/%s/verdicts does not prove the verdicts on %s", folder, b)
		}
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"consent", "digital-registries", "digital-registries@3.0.0-alpha"} {
		if b, err := examples.Find(name); err != nil || !strings.HasPrefix(b.String(), name) {
			t.Errorf("%s: got %s, %v", name, b, err)
		}
	}
	if _, err := examples.Find("payments"); err == nil || !strings.Contains(err.Error(), "consent@1.1.0, digital-registries@3.0.0-alpha") {
		t.Errorf("the error does not list what there is: %v", err)
	}
}

func TestReferenceBuildingBlocksAreServed(t *testing.T) {
	t.Parallel()
	s, err := examples.Start("", examples.Blocks(), examples.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	for _, b := range examples.Blocks() {
		if got := get(t, s.URL(b.Name)+"/no/such/operation"); !strings.Contains(got, "nothing at this address") {
			t.Errorf("%s answers %q", b, got)
		}
	}
}
