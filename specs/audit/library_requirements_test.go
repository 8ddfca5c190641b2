package audit

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/internal/fixture"
)

// crossFunctional is the name under which the requirements lie that hold for every building block.
const crossFunctional = "cross-functional"

// TestRequirementsAreValid looks at every requirements.yaml by itself.
func TestRequirementsAreValid(t *testing.T) {
	t.Parallel()
	catalogue := library()
	refs, err := catalogue.RequirementRefs()
	if err != nil {
		t.Fatal(err)
	}
	for _, ref := range refs {
		t.Run(ref.String(), func(t *testing.T) {
			t.Parallel()
			for _, p := range ValidateRequirements(catalogue, ref) {
				t.Error(p)
			}
		})
	}
}

// TestRequirementsHaveOneIdentifier holds that no identifier means two things. Versions of one building block may share them.
func TestRequirementsHaveOneIdentifier(t *testing.T) {
	t.Parallel()
	catalogue := library()
	refs, err := catalogue.RequirementRefs()
	if err != nil {
		t.Fatal(err)
	}
	owner := map[string]string{}
	for _, ref := range refs {
		list, err := catalogue.Requirements(ref)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, r := range list.Requirements {
			if other := owner[r.ID]; other != "" && other != ref.Name {
				t.Errorf("%s is a requirement of %s and of %s", r.ID, other, ref.Name)
			}
			owner[r.ID] = ref.Name
		}
	}
}

// published is one entry of requirements.json.
type published struct {
	BB     string      `json:"bb"`
	Index  int         `json:"index_in_section"`
	Level  specs.Level `json:"level"`
	File   string      `json:"source_file"`
	Line   int         `json:"line"`
	Commit string      `json:"commit"`
}

// TestRequirementsAreComplete holds the requirements of each building block against the published list: each is there once,
// with its level. One line of the text may hold several.
func TestRequirementsAreComplete(t *testing.T) {
	t.Parallel()
	byBlock := map[string][]published{}
	for _, p := range fixture.ReadFacts[[]published](t, "requirements.json") {
		if p.BB != "architecture" { // replaced by the cross-functional requirements
			byBlock[p.BB] = append(byBlock[p.BB], p)
		}
	}
	catalogue := library()
	for _, bb := range slices.Sorted(maps.Keys(byBlock)) {
		t.Run(bb, func(t *testing.T) {
			t.Parallel()
			ref, err := catalogue.ResolveRequirements(bb)
			if err != nil {
				t.Fatalf("specs/%s/VERSION/%s with %d requirements is missing: %v", bb, specs.RequirementsFile, len(byBlock[bb]), err)
			}
			list, err := catalogue.Requirements(ref)
			if err != nil {
				t.Fatal(err)
			}
			prefix := "bb-" + bb + "/" // the published list has the repository's name before the path
			sourceLine := func(file string, line int) string {
				return fmt.Sprintf("%s:%d", strings.TrimPrefix(file, prefix), line)
			}
			want, got := map[string][]specs.Level{}, map[string][]specs.Level{}
			for _, p := range byBlock[bb] {
				want[sourceLine(p.File, p.Line)] = append(want[sourceLine(p.File, p.Line)], p.Level)
			}
			for _, r := range list.Requirements {
				got[sourceLine(r.Source.File, r.Source.Line)] = append(got[sourceLine(r.Source.File, r.Source.Line)], r.Level)
			}
			for _, at := range keysOf(want, got) {
				slices.Sort(want[at])
				slices.Sort(got[at])
				if !slices.Equal(want[at], got[at]) {
					t.Errorf("%s/%s/%s: the text has %v at %s, and we have %v", ref.Name, ref.Version, specs.RequirementsFile, want[at], at, got[at])
				}
			}
			if len(list.Requirements) != len(byBlock[bb]) {
				t.Errorf("%d requirements, and the text has %d", len(list.Requirements), len(byBlock[bb]))
			}
		})
	}
}

// TestCrossFunctionalRequirementsAreComplete does the same for those that hold for all building blocks.
func TestCrossFunctionalRequirementsAreComplete(t *testing.T) {
	t.Parallel()
	type entry struct {
		ID            string
		Level         specs.Level
		Mutability    string
		Observability string
	}
	facts := fixture.ReadFacts[struct {
		Version      string
		Requirements []entry
	}](t, "cfr-2.1.0.json")
	ref := specs.Ref{Name: crossFunctional, Version: facts.Version}
	list, err := library().Requirements(ref)
	if err != nil {
		t.Fatalf("specs/%s/%s/%s with %d requirements is missing: %v", ref.Name, ref.Version, specs.RequirementsFile, len(facts.Requirements), err)
	}
	want, got := map[string]entry{}, map[string]entry{}
	for _, e := range facts.Requirements {
		want[e.ID] = e
	}
	for _, r := range list.Requirements {
		got[r.ID] = entry{r.ID, r.Level, r.Mutability, r.Observability}
	}
	for _, id := range keysOf(want, got) {
		if want[id] != got[id] {
			t.Errorf("%s: the text has %v, and we have %v", id, want[id], got[id])
		}
	}
	if len(list.Requirements) != len(facts.Requirements) {
		t.Errorf("%d requirements, and the text has %d", len(list.Requirements), len(facts.Requirements))
	}
}

// keysOf returns the keys of both, sorted.
func keysOf[V any](a, b map[string]V) []string {
	all := map[string]V{}
	maps.Copy(all, a)
	maps.Copy(all, b)
	return slices.Sorted(maps.Keys(all))
}
