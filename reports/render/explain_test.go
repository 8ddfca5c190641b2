package render

import (
	"bytes"
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/internal/sample"
	"github.com/bbconform/bbconform/reports/record"
)

func explained(t *testing.T, f *record.File, selector string, options ExplainOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := Explain(&b, f, selector, options); err != nil {
		t.Fatalf("%s: %v", selector, err)
	}
	return b.String()
}

func TestExplain(t *testing.T) {
	t.Parallel()
	f := sample.Open(t, sample.Header(t), sample.Scenarios(t))
	for name, selector := range map[string]string{
		"explain-all":            "",
		"explain-failed":         "features/consent/policies.feature:26",
		"explain-changed":        "policies.feature:29",
		"explain-inconclusive":   "an answer comes in time",
		"explain-waived":         "records.feature:14",
		"explain-passed":         "created and can be read",
		"explain-not-applicable": "Use of personal data is recorded",
	} {
		text := strings.ReplaceAll(explained(t, f, selector, ExplainOptions{}), f.Path(), reports.ResultsName)
		golden(t, name+".txt", []byte(text))
	}
}

func TestExplainNeutralisesTerminalEscapes(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]*record.File{
		"sample":  sample.Open(t, sample.Header(t), sample.Scenarios(t)),
		"hostile": sample.Open(t, reports.Results{Sentence: sample.Hostile, Verdict: reports.Failed}, sample.HostileScenarios()),
	} {
		selectors := []string{""}
		for _, s := range sample.ReadAll(t, f) {
			selectors = append(selectors, s.ID)
		}
		for _, selector := range selectors {
			plain := explained(t, f, selector, ExplainOptions{})
			if i := strings.IndexFunc(plain, func(r rune) bool { return r != '\n' && r != '\t' && reports.IsHidden(r) }); i >= 0 {
				t.Errorf("%s %q: a hidden character near %q", name, selector, plain[max(0, i-40):i+20])
			}
			coloured := explained(t, f, selector, ExplainOptions{Colour: true})
			for _, code := range []string{"0", "1", "2", "31", "32", "1;31", "1;32", "1;33", "1;35", "1;36"} {
				coloured = strings.ReplaceAll(coloured, "\x1b["+code+"m", "")
			}
			if coloured != plain {
				t.Errorf("%s %q: colours change the text", name, selector)
			}
		}
	}
}

func TestExplainFindsScenarios(t *testing.T) {
	t.Parallel()
	all := []label{
		{"features/a/x.feature:3", "A record is created", reports.Passed, "features/a/x.feature", []int{3}},
		{"features/a/x.feature:33", "A record is read", reports.Failed, "features/a/x.feature", []int{33}},
		{"features/b/x.feature:3", "A record is read twice", reports.Passed, "features/b/x.feature", []int{3}},
		{"features/b/y.feature:9", "A list is read", reports.Inconclusive, "features/b/y.feature", []int{9}},
	}
	of := func(labels []label) iter.Seq2[label, error] {
		return func(yield func(label, error) bool) {
			for _, l := range labels {
				if !yield(l, nil) {
					return
				}
			}
		}
	}
	tests := map[string]struct{ want, wrong string }{
		"features/a/x.feature:33": {"features/a/x.feature:33", ""},
		"x.feature:33":            {"features/a/x.feature:33", ""},
		"a/x.feature:3":           {"features/a/x.feature:3", ""},
		"x.feature:3":             {"", `"x.feature:3" names 2 scenarios`},
		"a record is read":        {"features/a/x.feature:33", ""},
		"a list":                  {"features/b/y.feature:9", ""},
		"is read":                 {"features/a/x.feature:33", ""}, // the one that failed
		"A recrod is created":     {"", "near ones are:\n  features/a/x.feature:3  A record is created (passed)"},
		"\x1b[2J":                 {"", `there is no scenario "\x1b[2J"`},
	}
	for selector, test := range tests {
		got, err := choose(of(all), selector)
		if got != test.want || (err == nil) != (test.wrong == "") || err != nil && !strings.Contains(err.Error(), test.wrong) {
			t.Errorf("%q: %q, error %v", selector, got, err)
		}
	}
	if _, err := choose(of(nil), "x"); err == nil || !strings.Contains(err.Error(), "holds no scenario") && !strings.Contains(err.Error(), "hold no scenario") {
		t.Errorf("error %v", err)
	}
}

func TestExplainFindsScenariosByTheirIdentifier(t *testing.T) {
	t.Parallel()
	all := []label{
		{"a/x/a-record-is-read", "A record is read", reports.Passed, "features/a/x.feature", []int{3, 4, 5}},
		{"a/x/a-record-is-read-twice/id/8", "A record is read twice: id", reports.Failed, "features/a/x.feature", []int{19, 11, 12}},
		{"a/x/a-record-is-read-twice/id/9", "A record is read twice: id", reports.Passed, "features/a/x.feature", []int{20, 11, 12}},
		{"a/x/a-record-is-listed/id", "A record is listed: id", reports.Passed, "features/a/x.feature", []int{30, 26}},
		{"a/x/a-record-is-listed/name", "A record is listed: name", reports.Passed, "features/a/x.feature", []int{31, 26}},
		{"b/x/a-record-is-read", "A record of B is read", reports.Inconclusive, "features/b/x.feature", []int{3, 4}},
	}
	labels := func(yield func(label, error) bool) {
		for _, l := range all {
			if !yield(l, nil) {
				return
			}
		}
	}
	for selector, want := range map[string]string{
		"a/x/a-record-is-read":            "a/x/a-record-is-read",
		"b/x/a-record-is-read":            "b/x/a-record-is-read",
		"x/a-record-is-read":              "a/x/a-record-is-read b/x/a-record-is-read",
		"a/x/a-record-is-read-twice/id/9": "a/x/a-record-is-read-twice/id/9",
		"a/x/a-record-is-read-twice":      "a/x/a-record-is-read-twice/id/8", // the one that failed
		"a/x/a-record-is-read-twice/":     "a/x/a-record-is-read-twice/id/8",
		"read-twice/id/9":                 "a/x/a-record-is-read-twice/id/9",
		"a/x/a-record-is-listed":          "a/x/a-record-is-listed/id a/x/a-record-is-listed/name",
		"listed/na":                       "a/x/a-record-is-listed/name",
		"features/a/x.feature:3":          "a/x/a-record-is-read",
		"features/a/x.feature:4":          "a/x/a-record-is-read",
		"a/x.feature:19":                  "a/x/a-record-is-read-twice/id/8",
		"a/x.feature:20":                  "a/x/a-record-is-read-twice/id/9",
		"a/x.feature:12":                  "a/x/a-record-is-read-twice/id/8", // the line of a sentence: the one that failed there
		"x.feature:4":                     "a/x/a-record-is-read b/x/a-record-is-read",
		"features/b/x.feature":            "b/x/a-record-is-read",
		"a record is read":                "a/x/a-record-is-read",
	} {
		got, err := choose(labels, selector)
		several := strings.Fields(want)
		if len(several) == 1 && (err != nil || got != want) {
			t.Errorf("%s: %s, %v", selector, got, err)
		}
		if len(several) > 1 {
			if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("names %d scenarios; choose one by its identifier:", len(several))) {
				t.Fatalf("%s: %s, %v", selector, got, err)
			}
			for _, id := range several {
				if !strings.Contains(err.Error(), "\n  "+id+"  ") {
					t.Errorf("%s: %v does not list %s", selector, err, id)
				}
			}
		}
	}
	if _, err := choose(labels, "a/x.feature:99"); err == nil {
		t.Error("a line that holds no scenario finds one")
	}
}

func TestExplainOfARunThatPassed(t *testing.T) {
	t.Parallel()
	f := sample.Open(t, sample.Header(t), sample.Scenarios(t)[:4])
	if s := explained(t, f, "", ExplainOptions{}); !strings.Contains(s, "Nothing failed") {
		t.Error(s)
	}
}

// What kept hundreds of scenarios from being decided is said a few times, with how many there were.
func TestExplainOfOneReasonForMany(t *testing.T) {
	t.Parallel()
	scenarios := sample.Scenarios(t)[:1]
	for i := range 12 {
		scenarios = append(scenarios, reports.Scenario{
			ID: fmt.Sprintf("features/consent/many.feature:%d", i+1), Name: fmt.Sprintf("Many %d", i), File: "features/consent/many.feature", Line: i + 1,
			BuildingBlock: scenarios[0].BuildingBlock, ServiceAPI: scenarios[0].ServiceAPI, Operation: scenarios[0].Operation,
			Verdict: reports.Inconclusive, Reason: "Not run: nothing answers",
		})
	}
	text := explained(t, sample.Open(t, sample.Header(t), scenarios), "", ExplainOptions{})
	if n := strings.Count(text, "Not run: nothing answers"); n != maxAlike+1 || !strings.Contains(text, "Inconclusive: 9 more scenarios, for the same reason") {
		t.Errorf("%d times in\n%s", n, text)
	}
}
