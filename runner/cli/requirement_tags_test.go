package cli_test

import (
	"strings"
	"testing"

	"github.com/bbconform/bbconform/features"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/specs"
)

// TestRequirementTagsNameRequirements holds that every @requirement:… tag of a scenario names an entry of the catalogue.
func TestRequirementTagsNameRequirements(t *testing.T) {
	t.Parallel()
	catalogue := specs.NewCatalogue(specs.Embedded())
	refs, err := catalogue.RequirementRefs()
	if err != nil {
		t.Fatal(err)
	}
	all, err := catalogue.AllRequirements(refs)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, requirements := range all {
		for _, entry := range requirements.Requirements {
			known["@requirement:"+entry.ID] = true
		}
	}
	planned, err := plan.New(plan.Options{Catalogue: catalogue, Features: features.FS, ListOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	tagged := 0
	for _, scenario := range planned.Scenarios {
		for _, tag := range scenario.Tags {
			if !strings.HasPrefix(tag, "@requirement:") {
				continue
			}
			tagged++
			if !known[tag] {
				t.Errorf("%s: there is no requirement %s", scenario.ID, tag)
			}
		}
	}
	if tagged == 0 {
		t.Error("no scenario names a requirement")
	}
}
