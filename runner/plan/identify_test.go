package plan

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/runner/identifier"
	"github.com/bbconform/bbconform/runner/internal/toys"
	"github.com/bbconform/bbconform/runner/problem"
	"github.com/bbconform/bbconform/specs"
)

// withLedger adds a ledger to the features of a plan.
func withLedger(text string) func(*Options) {
	return func(o *Options) {
		o.Features.(fstest.MapFS)[identifier.LedgerFile] = &fstest.MapFile{Data: []byte(text)}
	}
}

// sentencesByID are the sentences of each scenario: what its identifier has to stand for.
func sentencesByID(p *Plan) map[string]string {
	all := map[string]string{}
	for _, s := range p.Scenarios {
		for _, step := range s.Steps() {
			all[s.ID] += step.Text + "\n"
		}
	}
	return all
}

func TestIdentifiersOutliveEdits(t *testing.T) {
	t.Parallel()
	const rows = "      | name  | is missing             |\n      | name  | is longer than allowed |\n"
	before, err := toyPlan(map[string]string{"a.feature": toys.WholeFeature}, Selection{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := sentencesByID(before)
	if diff := cmp.Diff([]string{
		"toys/a/a-toy-can-be-read", "toys/a/a-toy-is-listed", "toys/a/a-toy-is-made", "toys/a/a-toy-is-thrown-away",
		"toys/a/a-toy-needs-its/name/is-longer-than-allowed", "toys/a/a-toy-needs-its/name/is-missing",
	}, slices.Sorted(maps.Keys(want))); diff != "" {
		t.Fatal(diff)
	}
	scenario := "  @operation:toyList\n  Scenario: Another toy is listed\n    When \"toyList\" is called\n    Then it is accepted\n\n"
	read := toys.From("  @operation:toyRead @alone")
	read, _, _ = strings.Cut(read, "\n\n")
	for name, edit := range map[string]struct {
		old, with string
		more      int // scenarios
	}{
		"lines above":          {"Feature: Toys are kept\n", "Feature: Toys are kept\n  Words.\n\n  More words.\n", 0},
		"another title":        {"Feature: Toys are kept\n", "Feature: Toys are looked after\n", 0},
		"a scenario above":     {"  @smoke", scenario + "  @smoke", 1},
		"a row above":          {rows, "      | name  | is null                |\n" + rows, 1},
		"a row between":        {"      | name  | is longer", "      | name  | is of another type     |\n      | name  | is longer", 1},
		"rows in other order":  {rows, "      | name  | is longer than allowed |\n      | name  | is missing             |\n", 0},
		"a row less":           {"      | name  | is missing             |\n", "", -1},
		"another column":       {"| field |", "| place |", 0},
		"in two tables":        {"      | name  | is longer", "\n    Examples: of length\n      | field | fault |\n      | name  | is longer", 0},
		"other tags":           {"@operation:toyCreate @slow", "@operation:toyCreate @quick", 0},
		"a scenario elsewhere": {read, "", -1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := strings.Replace(toys.WholeFeature, edit.old, edit.with, 1)
			if text == toys.WholeFeature {
				t.Fatalf("the feature has no %q", edit.old)
			}
			if name == "another column" {
				text = strings.ReplaceAll(text, "<field>", "<place>")
			}
			if name == "a scenario elsewhere" {
				text += "\n" + read + "\n"
				edit.more = 0
			}
			p, err := toyPlan(map[string]string{"a.feature": text}, Selection{}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if len(p.Warnings) != 0 {
				t.Errorf("warnings %q", p.Warnings)
			}
			got := sentencesByID(p)
			if len(got) != len(want)+edit.more {
				t.Errorf("%d scenarios: %q", len(got), slices.Sorted(maps.Keys(got)))
			}
			for id, sentences := range want {
				if now, ok := got[id]; ok && now != sentences {
					t.Errorf("%s was given to another scenario:\n%s", id, now)
				} else if !ok && edit.more >= 0 {
					t.Errorf("%s is gone", id)
				}
			}
		})
	}
}

func TestScenariosOfOneNameAreNumbered(t *testing.T) {
	t.Parallel()
	one := "  @operation:toyList\n  Scenario: A toy, listed\n    When \"toyList\" is called\n    Then it is accepted\n\n"
	row := "      | name  | is missing             |\n"
	text := strings.Replace(toys.Feature, row, row+row, 1) + "\n" + one + strings.Replace(one, "toy, listed", "\"toy\": listed!", 1) + one
	p, err := toyPlan(map[string]string{"a.feature": text, "b.feature": toys.Head() + one}, Selection{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var ids, cases []string
	for _, s := range p.Scenarios[1:] {
		ids, cases = append(ids, s.ID), append(cases, s.Case)
	}
	if diff := cmp.Diff([]string{
		"toys/a/a-toy-needs-its/name/is-missing", "toys/a/a-toy-needs-its/name/is-missing~2", "toys/a/a-toy-needs-its/name/is-longer-than-allowed", "toys/a/a-toy-can-be-read",
		"toys/a/a-toy-listed", "toys/a/a-toy-listed~2", "toys/a/a-toy-listed~3", "toys/b/a-toy-listed",
	}, ids); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"is missing", "is missing, 2", "is longer than allowed", "", "", "2", "3", ""}, cases); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{
		"features/toys/a.feature:23: the identifier toys/a/a-toy-needs-its/name/is-missing is that of the scenario in features/toys/a.feature:22 already, " +
			"so that this one is called toys/a/a-toy-needs-its/name/is-missing~2: give it a name, or a row, of its own.",
		"features/toys/a.feature:39: the identifier toys/a/a-toy-listed is that of the scenario in features/toys/a.feature:34 already, so that this one is called toys/a/a-toy-listed~2: give it a name, or a row, of its own.",
		"features/toys/a.feature:44: the identifier toys/a/a-toy-listed is that of the scenario in features/toys/a.feature:34 already, so that this one is called toys/a/a-toy-listed~3: give it a name, or a row, of its own.",
	}, p.Warnings); diff != "" {
		t.Error(diff)
	}

	// The numbers do not depend on what is selected.
	p, err = toyPlan(map[string]string{"a.feature": text}, Selection{Addresses: []string{"toys/a/a-toy-listed~3"}}, nil)
	if err != nil || len(p.Scenarios) != 1 || p.Scenarios[0].Line != 44 {
		t.Errorf("got %+v, %v", p, err)
	}

	// Many are told in few words.
	p, err = toyPlan(map[string]string{"a.feature": toys.Head() + strings.Repeat(one, 9)}, Selection{}, nil)
	if err != nil || len(p.Warnings) != mostDoubles+1 || p.Warnings[mostDoubles] != "3 scenarios more have the identifier of another." {
		t.Errorf("%v, %q", err, p.Warnings)
	}
}

// What an outline is called stands for all of its rows, on the command line and in deviations; no scenario is called so.
func TestNoScenarioIsCalledAsAnOutlineIs(t *testing.T) {
	t.Parallel()
	one := "\n  @operation:toyList\n  Scenario: A toy needs its\n    When \"toyList\" is called\n    Then it is accepted\n"
	p, err := toyPlan(map[string]string{"a.feature": toys.Feature + one}, Selection{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	last := p.Scenarios[len(p.Scenarios)-1]
	if last.ID != "toys/a/a-toy-needs-its~2" || len(p.Warnings) != 1 || !strings.Contains(p.Warnings[0], "so that this one is called toys/a/a-toy-needs-its~2") {
		t.Errorf("%s, %q", last.ID, p.Warnings)
	}
}

// What is called a~2 by the order of things does not take the place of what is so by itself.
func TestNumbersPassOverWhatIsTaken(t *testing.T) {
	t.Parallel()
	f := &feature{file: "f"}
	for i, id := range []string{"a/b~2", "a/b", "a/b", "a/b~2"} {
		f.add(&Scenario{Origin: &Origin{source: &source{File: "f"}}, ID: id, Line: i + 1}, extent{})
	}
	number([]*feature{f})
	var ids []string
	for _, s := range f.scenarios {
		ids = append(ids, s.ID)
	}
	if diff := cmp.Diff([]string{"a/b~2", "a/b", "a/b~3", "a/b~2~2"}, ids); diff != "" {
		t.Error(diff)
	}
}

func TestLedgerAgainstTheFeatures(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		ledger string
		want   []string
	}{
		"nothing":          {"retired: []", nil},
		"in order":         {"retired: [{id: toys/a/a-toy-is-born, replacedBy: [toys/a/a-toy-is-made]}, {id: toys/a/old/*, replacedBy: [toys/a/a-toy-needs-its/*]}, {id: toys/z/*, replacedBy: [toys/a/*]}]", nil},
		"another's ledger": {"retired: [{id: games/a/b, replacedBy: [games/a/c]}]", nil},
		"used again": {"retired: [{id: toys/a/a-toy-is-made, reason: r}]", []string{
			"features/toys/a.feature:8: the identifier toys/a/a-toy-is-made was retired (toys/a/a-toy-is-made in retired.yaml), and is never given to another scenario: choose another name.",
		}},
		"rows used again": {"retired: [{id: toys/a/a-toy-needs-its/*, reason: r}]", []string{
			"features/toys/a.feature:22: the identifier toys/a/a-toy-needs-its/name/is-missing was retired (toys/a/a-toy-needs-its/* in retired.yaml), and is never given to another scenario: choose another name.",
			"features/toys/a.feature:23: the identifier toys/a/a-toy-needs-its/name/is-longer-than-allowed was retired (toys/a/a-toy-needs-its/* in retired.yaml), and is never given to another scenario: choose another name.",
		}},
		"replaced by nothing": {"retired: [{id: toys/a/x, replacedBy: [toys/a/y]}, {id: toys/a/y, replacedBy: [toys/a/z, toys/a/a-toy-is-made]}]", []string{
			"retired.yaml: the entry toys/a/x is replaced by toys/a/z, and there is no such scenario.",
			"retired.yaml: the entry toys/a/y is replaced by toys/a/z, and there is no such scenario.",
		}},
	} {
		p, err := toyPlan(map[string]string{"a.feature": toys.Feature}, Selection{}, withLedger(test.ledger))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(test.want, p.Warnings); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	_, err := toyPlan(map[string]string{"a.feature": toys.Feature}, Selection{}, withLedger("retired: [{id: toys}]"))
	if problem.ExitCode(err) != problem.ExitUsage || !strings.HasPrefix(err.Error(), "retired.yaml: entry 1 (toys): the id is no identifier") {
		t.Errorf("got %v", err)
	}
}

// Two versions of a building block have the same features, and so the same identifiers.
func TestOneVersionARun(t *testing.T) {
	t.Parallel()
	fsys := toys.Specs()
	for name, file := range maps.Clone(fsys) {
		text := strings.Replace(string(file.Data), `version: "1.0"
summary`, `version: "2.0"
summary`, 1)
		fsys[strings.Replace(name, "1.0", "2.0", 1)] = &fstest.MapFile{Data: []byte(text)}
	}
	_, err := toyPlan(map[string]string{"a.feature": toys.Feature}, Selection{Blocks: []string{"toys@1.0", "toys@2.0"}}, func(o *Options) { o.Catalogue = specs.NewCatalogue(fsys) })
	if problem.ExitCode(err) != problem.ExitUsage || err.Error() != "toys@1.0 and toys@2.0 in one run: their scenarios have the same identifiers" {
		t.Errorf("got %v", err)
	}
	p, err := toyPlan(map[string]string{"a.feature": toys.Feature}, Selection{Blocks: []string{"toys@2.0"}}, func(o *Options) { o.Catalogue = specs.NewCatalogue(fsys) })
	if err != nil || p.Blocks[0].Ref.Version != "2.0" {
		t.Errorf("got %+v, %v", p, err)
	}
}

// Of a long outline, every row knows where the others are, and they share what they know.
func BenchmarkLongOutline(b *testing.B) {
	var text strings.Builder
	text.WriteString(toys.Head() + "  @operation:toyList\n  Scenario Outline: Toy <n>\n    When \"toyList\" is called\n    Then it is accepted\n\n    Examples:\n      | n |\n")
	for i := range 4000 {
		fmt.Fprintf(&text, "      | %d |\n", i)
	}
	b.ReportAllocs()
	for b.Loop() {
		if f, mistakes := parseFeature("a.feature", "toys/a", []byte(text.String())); len(f.scenarios) != 4000 || len(mistakes) > 0 {
			b.Fatal(mistakes)
		}
	}
}
