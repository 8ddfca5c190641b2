package plan

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/runner/internal/toys"
	"github.com/bbconform/bbconform/runner/target"
)

func TestScenariosOfDeviations(t *testing.T) {
	t.Parallel()
	const ledger = addressLedger + `
  - {id: toys/a/a-toy-is-lost, replacedBy: [toys/a/a-toy-is-found]}
`
	for written, want := range map[string]struct{ covered, warning string }{
		"A toy is made":                          {"8", ""},
		"A toy needs its name":                   {"22 23", ""}, // a name of all its rows
		"toys/a/a-toy-is-made":                   {"8", ""},
		"toys/a/a-toy-needs-its/name/is-missing": {"22", ""},
		"toys/a/a-toy-needs-its":                 {"22 23", ""}, // the outline
		"features/toys/a.feature:8": {"8", `toys.yaml:9: buildingBlocks.toys.deviations[1].scenario: features/toys/a.feature:8 is a line, which means another scenario as soon as the feature is edited. ` +
			`Now it means "A toy is made": if that is the one, write toys/a/a-toy-is-made`},
		"a.feature:23": {"23", `toys.yaml:9: buildingBlocks.toys.deviations[1].scenario: a.feature:23 is a line, which means another scenario as soon as the feature is edited. ` +
			`Now it means "A toy needs its name": if that is the one, write toys/a/a-toy-needs-its/name/is-longer-than-allowed`},
		"a.feature:9": {"", "toys.yaml:9: buildingBlocks.toys.deviations[1].scenario: no scenario begins at a.feature:9 any more; it waives nothing: " +
			"write the identifier of the scenario that is meant (`bbconform list` shows every scenario with its identifier and its tags.)"},
		"a.feature":   {"", "toys.yaml:9: buildingBlocks.toys.deviations[1].scenario: no scenario begins at a.feature any more; it waives nothing"},
		"a.feature:x": {"", `toys.yaml:9: buildingBlocks.toys.deviations[1].scenario: "a.feature:x" is not FILE:LINE; it waives nothing`},
		"toys/a/a-toy-is-born": {"8", "toys.yaml:9: buildingBlocks.toys.deviations[1].scenario: the identifier toys/a/a-toy-is-born is no longer in use: " +
			"write toys/a/a-toy-is-made"},
		"toys/a/a-toy-wants-its/name/is-missing": {"22", "toys.yaml:9: buildingBlocks.toys.deviations[1].scenario: the identifier toys/a/a-toy-wants-its/name/is-missing is no longer in use: " +
			"write toys/a/a-toy-needs-its/name/is-missing"},
		"toys/a/a-toy-is-sold": {"", "toys.yaml:9: buildingBlocks.toys.deviations[1].scenario: the scenario toys/a/a-toy-is-sold is no longer there: Toys are free; it waives nothing"},
		"toys/a/a-toy-is-lost": {"", "toys.yaml:9: buildingBlocks.toys.deviations[1].scenario: the scenario toys/a/a-toy-is-lost is no longer there; it waives nothing"},
		"toys/a/a-toy-is-maid": {"", `toys.yaml:9: buildingBlocks.toys.deviations[1].scenario: there is no scenario "toys/a/a-toy-is-maid" (did you mean "toys/a/a-toy-is-made"?); it waives nothing`},
		"A toy is maid":        {"", `toys.yaml:9: buildingBlocks.toys.deviations[1].scenario: there is no scenario "A toy is maid" (did you mean "A toy is made"?); it waives nothing`},
		"toys/a":               {"", `toys.yaml:9: buildingBlocks.toys.deviations[1].scenario: there is no scenario "toys/a"; it waives nothing`}, // a whole file is no scenario
		"a-toy-is-made":        {"", `toys.yaml:9: buildingBlocks.toys.deviations[1].scenario: there is no scenario "a-toy-is-made" (did you mean "A toy is made"?); it waives nothing`},
	} {
		t.Run(written, func(t *testing.T) {
			t.Parallel()
			configuration, err := target.Parse("toys.yaml", []byte(`buildingBlocks:
  toys:
    url: http://127.0.0.1:1
    deviations:
      - {operation: toyRead, reason: r, owner: o, expires: 2030-12-31}
      - reason: r
        owner: o
        expires: 2030-12-31
        scenario: "`+written+`"
`))
			if err != nil {
				t.Fatal(err)
			}
			// What is selected has no say in it.
			for _, sel := range []Selection{{}, {Tags: "@smoke"}} {
				p, err := toyPlan(map[string]string{"a.feature": toys.Feature}, sel, func(o *Options) {
					o.Target = configuration
					withLedger(ledger)(o)
				})
				if err != nil {
					t.Fatal(err)
				}
				warnings := []string{}
				for _, w := range p.Warnings {
					if !strings.HasPrefix(w, "retired.yaml: the entry toys/a/a-toy-is-lost") {
						warnings = append(warnings, w)
					}
				}
				if want.warning == "" && len(warnings) > 0 || want.warning != "" && (len(warnings) != 1 || !strings.HasPrefix(warnings[0], want.warning)) {
					t.Errorf("warnings %q", warnings)
				}
				var covered []string
				for _, s := range p.Scenarios {
					if !p.Blocks[0].IsAbout(0, s) {
						t.Errorf("a deviation that names no scenario is not about %s", s.ID)
					}
					if p.Blocks[0].IsAbout(1, s) {
						line, _, _ := strings.Cut(names(&Plan{Scenarios: []*Scenario{s}})[0], " ")
						covered = append(covered, line)
					}
				}
				if diff := cmp.Diff(want.covered, strings.Join(covered, " ")); diff != "" && sel.Tags == "" {
					t.Error(diff)
				}
			}
		})
	}
}
