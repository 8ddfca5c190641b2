package plan

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/runner/internal/toys"
	"github.com/bbconform/bbconform/runner/problem"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/steps"
)

// toyPlan plans the features for a target that answers nowhere.
func toyPlan(texts map[string]string, sel Selection, change func(*Options)) (*Plan, error) {
	entry := &target.BuildingBlock{URL: "http://127.0.0.1:1"}
	o := Options{
		Catalogue: toys.Catalogue(), Features: toys.Folder(texts), Selection: sel,
		Target: &target.Target{BuildingBlocks: map[string]*target.BuildingBlock{"toys": entry}},
	}
	if change != nil {
		change(&o)
	}
	return New(o)
}

func names(p *Plan) []string {
	out := make([]string, len(p.Scenarios))
	for i, s := range p.Scenarios {
		out[i] = fmt.Sprintf("%d %s", s.Line, s.Name)
	}
	return out
}

func TestPlan(t *testing.T) {
	t.Parallel()
	p, err := toyPlan(map[string]string{"b.feature": toys.Feature, "a/deep.feature": strings.ReplaceAll(toys.Feature, "kept", "deep"), "README.md": "no"}, Selection{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Scenarios) != 8 || len(p.Blocks) != 1 || len(p.Blocks[0].Scenarios) != 8 || len(p.Selection) != 0 || p.Excluded != 0 || len(p.Sources) != 2 {
		t.Fatalf("got %+v", p)
	}
	want := []string{"8 A toy is made", "22 A toy needs its name", "23 A toy needs its name", "26 A toy can be read"}
	if diff := cmp.Diff(append(want, want...), names(p)); diff != "" {
		t.Error(diff)
	}
	s := p.Scenarios[6]
	if s.ID != "toys/b/a-toy-needs-its/name/is-longer-than-allowed" || s.Outline != "toys/b/a-toy-needs-its" || s.Case != "is longer than allowed" || s.Order != 6 || s.Feature != "Toys are kept" || s.Operation != "toyCreate" || s.ServiceAPI != "keeping" || s.Alone {
		t.Errorf("got %+v", s)
	}
	if diff := cmp.Diff([]string{"@service-api:keeping", "@operation:toyCreate", "@slow"}, s.Tags); diff != "" {
		t.Error(diff)
	}
	wantSteps := []Step{
		{Keyword: "Given", Text: `the "toys" building block`, Line: 5, Phase: steps.Preparation},
		{Keyword: "Given", Text: `a valid "toyCreate" request`, Line: 15, Phase: steps.Preparation},
		{Keyword: "But", Text: `its body field "name" is longer than allowed`, Line: 16, Phase: steps.Preparation},
		{Keyword: "When", Text: "it is sent", Line: 17, Phase: steps.Action},
		{Keyword: "Then", Text: "it is refused", Line: 18, Phase: steps.Outcome},
	}
	for i, want := range wantSteps {
		if got := s.Steps()[i]; got.Keyword != want.Keyword || got.Text != want.Text || got.Line != want.Line || got.Phase != want.Phase {
			t.Errorf("step %d: got %+v", i, got)
		}
	}
	if len(p.Sources) != 2 || p.Sources[1].URI != s.File || !strings.Contains(p.Sources[1].Text, "  Scenario Outline: A toy needs") {
		t.Errorf("sources %+v", p.Sources)
	}
	if !p.Scenarios[7].Alone {
		t.Error("@alone is not heeded")
	}
	var out strings.Builder
	if err := p.Write(&out); err != nil || !strings.Contains(out.String(), "toys/b/a-toy-needs-its/name/is-longer-than-allowed  A toy needs its name") || !strings.Contains(out.String(), "8 scenarios in all.") {
		t.Errorf("%v\n%s", err, &out)
	}
}

func TestSelection(t *testing.T) {
	t.Parallel()
	all := []string{"8 A toy is made", "22 A toy needs its name", "23 A toy needs its name", "26 A toy can be read"}
	for name, test := range map[string]struct {
		sel   Selection
		want  []string
		words string
	}{
		"tags":               {Selection{Tags: "@smoke or @alone"}, []string{all[0], all[3]}, "tags @smoke or @alone"},
		"and not":            {Selection{Tags: "@operation:toyCreate and not @smoke"}, all[1:3], "tags @operation:toyCreate and not @smoke"},
		"name":               {Selection{Names: []string{"TOY IS", "can be"}}, []string{all[0], all[3]}, `name "TOY IS" or "can be"`},
		"line":               {Selection{Addresses: []string{"features/toys/a.feature:8"}}, all[:1], "place features/toys/a.feature:8"},
		"line of a tag":      {Selection{Addresses: []string{"a.feature:7"}}, all[:1], "place a.feature:7"},
		"line of an outline": {Selection{Addresses: []string{"toys/a.feature:17"}}, all[1:3], "place toys/a.feature:17"},
		"line of a row":      {Selection{Addresses: []string{"toys/a.feature:23"}}, all[2:3], "place toys/a.feature:23"},
		"longer path":        {Selection{Addresses: []string{"./src/features/toys/a.feature:26"}}, all[3:], "place ./src/features/toys/a.feature:26"},
		"file":               {Selection{Addresses: []string{"a.feature"}}, all, "place a.feature"},
		"two places":         {Selection{Addresses: []string{"a.feature:8", `toys\a.feature:22`}}, all[:2], ""},
		"everything at once": {Selection{Addresses: []string{"a.feature"}, Names: []string{"name"}, Tags: "@slow"}, all[1:3], ""},
		"custom":             {Selection{Replacements: []string{"features from DIR (--features)"}}, all, "features from DIR (--features)"},
		"block":              {Selection{Blocks: []string{"toys", "toys@1.0"}}, all, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, err := toyPlan(map[string]string{"a.feature": toys.Feature}, test.sel, nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, names(p)); diff != "" {
				t.Error(diff)
			}
			if got := strings.Join(p.Selection, " and "); test.words != "" && got != test.words || name == "block" && got != "" {
				t.Errorf("words %q", got)
			}
			if p.Excluded != 4-len(test.want) || p.Blocks[0].Excluded != p.Excluded {
				t.Errorf("%d excluded", p.Excluded)
			}
		})
	}
}

func TestWhatWasAskedForAndIsNotThere(t *testing.T) {
	t.Parallel()
	for want, sel := range map[string]Selection{
		"no scenario of toys@1.0 is selected by tags @smok":                    {Tags: "@smok"},
		"no scenario of toys@1.0 is selected by tags @smoke and name \"read\"": {Tags: "@smoke", Names: []string{"read"}},
		`no scenario of toys@1.0 has "walks" in its name`:                      {Names: []string{"toy", "walks"}},
		"there is no scenario at toys/a.feature:2":                             {Addresses: []string{"a.feature", "toys/a.feature:2"}},
		"there is no scenario at b.feature":                                    {Addresses: []string{"b.feature"}},
		`"a.feature:x" is not FILE:LINE`:                                       {Addresses: []string{"a.feature:x"}},
		`the tag expression "@a and" is not understood:`:                       {Tags: "@a and"},
		`the tag expression "@a && @b" is not understood:`:                     {Tags: "@a && @b"},
		`the tag expression "not" is not understood: an operand is missing`:    {Tags: "not"},
		`the tag expression "(@a" is not understood:`:                          {Tags: "(@a"},
		`the tag expression "smoke" is not understood: "smoke" is no tag`:      {Tags: "smoke"},
		`the target has no building block "toy" (did you mean "toys"?)`:        {Blocks: []string{"toy"}},
		`there is no building block "toys@9"; there are: toys@1.0`:             {Blocks: []string{"toys@9"}},
	} {
		_, err := toyPlan(map[string]string{"a.feature": toys.Feature}, sel, nil)
		if problem.ExitCode(err) != problem.ExitUsage || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%+v: %v (exit %d)\ninstead of %s", sel, err, problem.ExitCode(err), want)
		}
	}
	for want, change := range map[string]func(*Options){
		"the target names no building block":         func(o *Options) { o.Target = &target.Target{} },
		"there are no features for toys in features": func(o *Options) { o.Features = fstest.MapFS{"other/x.feature": {}} },
		"there are no features in features":          func(o *Options) { o.Features, o.Target = fstest.MapFS{}, nil },
		"there are no scenarios for toys@1.0":        func(o *Options) { o.Features = fstest.MapFS{"toys/readme.md": {}} },
		`toys.yaml:2: buildingBlocks.toys: there is no`: func(o *Options) {
			o.Target, _ = target.Parse("toys.yaml", []byte("buildingBlocks:\n  toys: {url: 'http://h', version: 7}\n"))
		},
		"toys.yaml:3: buildingBlocks.toys.urls.toy: toys@1.0 has no contract \"toy\" (did you mean \"toys\"?)": func(o *Options) {
			o.Target, _ = target.Parse("toys.yaml", []byte("buildingBlocks:\n  toys:\n    urls: {toy: 'http://h'}\n    data: {hue: x}\n"))
		},
		`toys.yaml:2: buildingBlocks.toys: no URL for the contract toys`: func(o *Options) {
			o.Target, _ = target.Parse("toys.yaml", []byte("buildingBlocks:\n  toys: {url: 'http://h'}\n"))
			o.Target.BuildingBlocks["toys"].URL = ""
		},
	} {
		_, err := toyPlan(map[string]string{"a.feature": toys.Feature}, Selection{}, change)
		if problem.ExitCode(err) != problem.ExitUsage || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v (exit %d)\ninstead of %s", err, problem.ExitCode(err), want)
		}
	}
}

func TestMistakesInFeatures(t *testing.T) {
	t.Parallel()
	const head = "Feature: f\n\n  Background:\n    Given the \"toys\" building block\n\n"
	for name, test := range map[string]struct {
		text string
		want []string // each with the line
	}{
		"undefined":          {head + "  Scenario: s\n    When it is dropped\n", []string{`7: undefined sentence "it is dropped"`}},
		"undefined in a row": {head + "  Scenario Outline: s\n    When it is <x>\n    Examples:\n      | x |\n      | lost |\n      | lost |\n", []string{`7: undefined sentence "it is lost"`}},
		"keyword":            {"Feature: f\n  Scenaro: s\n    When it is sent\n", []string{`2: "Scenaro:" is no keyword`, `1: the feature "f" holds no scenario`}},
		"keyword later":      {head + "  Scenario: s\n    When it is sent\n  Scenaro: t\n    When it is sent\n", []string{"8: expected: "}},
		"outline":            {head + "  Scenario Outlin: s\n    Given an existing toy\n\n  Scenario: t\n    When \"toyList\" is called\n    Then it is accepted\n", []string{"6: "}},
		"no scenario":        {"Feature: f\n  Only words.\n", []string{`1: the feature "f" holds no scenario`}},
		"no feature":         {"# nothing\n", []string{"holds no feature"}},
		"no steps":           {head + "  Scenario: s\n", []string{`6: the scenario "s" has no steps`}},
		"no examples":        {head + "  Scenario Outline: s\n    Given an existing <x>\n", []string{`6: the outline "s" has no examples`}},
		"no rows":            {head + "  Scenario Outline: s\n    Given an existing <x>\n    Examples:\n      | x |\n", []string{`8: the examples of "s" have no rows`}},
		"unknown operation":  {head + "  @operation:toyBreak\n  Scenario: s\n    When \"toyList\" is called\n    Then it is accepted\n", []string{`7: unknown operation in the tag @operation:toyBreak`}},
		"two operations":     {head + "  @operation:toyList @operation:toyRead\n  Scenario: s\n    When \"toyList\" is called\n    Then it is accepted\n", []string{"7: the scenario \"s\" has two tags"}},
		"unknown service":    {head + "  @service-api:lending\n  Scenario: s\n    When \"toyList\" is called\n    Then it is accepted\n", []string{`7: unknown service API in the tag @service-api:lending (toys@1.0 has: keeping, throwing)`}},
		"another service":    {head + "  @service-api:throwing @operation:toyList\n  Scenario: s\n    When \"toyList\" is called\n    Then it is accepted\n", []string{"7: the operation toyList belongs to the service API keeping, not to throwing"}},
		"text below":         {head + "  Scenario: s\n    When \"toyList\" is called\n      \"\"\"\n      x\n      \"\"\"\n", []string{"7: the sentence"}},
		"table below":        {head + "  Scenario: s\n    When \"toyList\" is called\n      | a |\n", []string{"7: the sentence"}},
		"called operation":   {head + "  Scenario: s\n    When \"toyBreak\" is called\n    Then it is accepted\n", []string{"7: "}}, // and not what follows from it
		"resource":           {head + "  Scenario: s\n    Given an existing game\n    When \"toyList\" is called\n    Then it is accepted\n", []string{"7: "}},
		"no room for it":     {head + "  Scenario: s\n    Given a valid \"toyCreate\" request\n    But its body field \"colour\" is longer than allowed\n    When it is sent\n    Then it is refused\n", []string{"8: "}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := toyPlan(map[string]string{"x.feature": test.text}, Selection{}, nil)
			mistakes, ok := errors.AsType[problem.Mistakes](err)
			if !ok || problem.ExitCode(err) != problem.ExitUsage {
				t.Fatalf("got %v", err)
			}
			for _, want := range test.want {
				separator := ":"
				if want[0] > '9' {
					separator = ": "
				}
				if !strings.Contains(err.Error(), "features/toys/x.feature"+separator+want) {
					t.Errorf("got\n%v\nwithout %s", err, want)
				}
			}
			if len(mistakes) != len(test.want) {
				t.Errorf("%d mistakes:\n%v", len(mistakes), err)
			}
		})
	}
}

// Prose is not mistaken for a misspelt keyword.
func TestDescriptionsStayPossible(t *testing.T) {
	t.Parallel()
	text := strings.Replace(toys.Feature, "Feature: Toys are kept\n", "Feature: Toys are kept\n  Note: toys break. Given time, all do.\n  Rules: none.\n", 1)
	if _, err := toyPlan(map[string]string{"x.feature": text}, Selection{}, nil); err == nil || !strings.Contains(err.Error(), `x.feature:4: "Rules:" is no keyword`) {
		t.Errorf("got %v", err)
	}
	text = strings.ReplaceAll(text, "Rules: none.", "There are no rules.")
	if _, err := toyPlan(map[string]string{"x.feature": text}, Selection{}, nil); err != nil {
		t.Error(err)
	}
}

func TestListingNeedsNoTarget(t *testing.T) {
	t.Parallel()
	p, err := toyPlan(map[string]string{"a.feature": strings.ReplaceAll(toys.Feature, "it is accepted", "it is nonsense")}, Selection{}, func(o *Options) {
		o.Target, o.ListOnly, o.FeaturesName = nil, true, "my/features"
	})
	if err != nil || len(p.Scenarios) != 4 || p.Scenarios[0].File != "my/features/toys/a.feature" || p.Scenarios[0].ID != "toys/a/a-toy-is-made" {
		t.Errorf("got %+v, %v", p, err)
	}
}

// Only the features of the selected building blocks are read.
func TestOtherFeaturesAreNotRead(t *testing.T) {
	t.Parallel()
	features := toys.Folder(map[string]string{"a.feature": toys.Feature})
	features["other/broken.feature"] = &fstest.MapFile{Data: []byte("Feature")}
	if _, err := toyPlan(nil, Selection{}, func(o *Options) { o.Features = features }); err != nil {
		t.Error(err)
	}
}

func TestNotClaimed(t *testing.T) {
	t.Parallel()
	p, err := toyPlan(map[string]string{"a.feature": toys.Feature}, Selection{}, func(o *Options) {
		o.Target.BuildingBlocks["toys"].NotClaimed = []target.NotClaimed{{Operation: "toyRead", Reason: "No reading."}, {ServiceAPI: "throwing", Reason: "Kept for ever."}}
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Scenarios[3].NotClaimed; got != "The target does not claim the operation toyRead: No reading." || p.Scenarios[0].NotClaimed != "" {
		t.Errorf("got %q", got)
	}
}

// What godog reads of a scenario is what was planned.
func FuzzTags(f *testing.F) {
	for _, s := range []string{"@a and @b", "not (@a or @b)", "@a and", "\\", "@a && ", "((((", "not not"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, expression string) {
		keep, err := tagFilter(expression)
		if err != nil {
			if problem.ExitCode(err) != problem.ExitUsage {
				t.Errorf("got %v", err)
			}
			return
		}
		keep([]string{"@a", "@c"})
		keep(nil)
	})
}

func FuzzParseFeature(f *testing.F) {
	f.Add(toys.Feature)
	f.Add("Feature: f\nRule: r\nBackground:\nGiven x\nExample: e\n* y\n\"\"\"\nz\n\"\"\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		feature, mistakes := parseFeature("f.feature", "f", []byte(text))
		if feature == nil && len(mistakes) == 0 {
			t.Error("nothing was found, and nothing is said")
		}
	})
}

func BenchmarkPlan(b *testing.B) {
	features := toys.Folder(map[string]string{"a.feature": toys.WholeFeature})
	target := &target.Target{BuildingBlocks: map[string]*target.BuildingBlock{"toys": {URL: "http://127.0.0.1"}}}
	catalogue := toys.Catalogue()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(Options{Catalogue: catalogue, Features: features, Target: target}); err != nil {
			b.Fatal(err)
		}
	}
}
