package verdict

import (
	"testing"

	"github.com/bbconform/bbconform/reports"
)

func TestSentences(t *testing.T) {
	t.Parallel()
	block := func(title string, c reports.Counts) reports.BuildingBlock {
		return reports.BuildingBlock{Name: title, Title: title, Version: "1.0", Counts: c}
	}
	tests := []struct {
		name   string
		header reports.Results
		want   string
	}{
		{"passed", reports.Results{Complete: true, Verdict: reports.Passed, Counts: reports.Counts{Total: 12, Passed: 12}, Target: reports.Target{Product: "P"}, BuildingBlocks: []reports.BuildingBlock{block("A", reports.Counts{})}},
			"P conforms to everything that was tested of A 1.0: all 12 scenarios passed."},
		{"passed in part", reports.Results{Complete: true, Verdict: reports.Passed, Counts: reports.Counts{Total: 1, Passed: 1}, Run: reports.Run{Selection: []string{"@smoke"}}},
			"The target conforms to everything that was tested of the specification: the one scenario passed. Only part of the scenarios was selected, so this is no statement about the whole."},
		{"waived", reports.Results{Complete: true, Verdict: reports.Passed, Counts: reports.Counts{Total: 5, Passed: 2, Waived: 2, NotApplicable: 1}, Target: reports.Target{Product: "P", Version: "2"}, BuildingBlocks: []reports.BuildingBlock{block("A", reports.Counts{}), block("B", reports.Counts{})}},
			"P 2 conforms to everything that was tested of A 1.0 and B 1.0: 2 of 4 scenarios passed; the other 2 failed and are recorded as known deviations."},
		{"failed in one of two", reports.Results{Complete: true, Verdict: reports.Failed, Counts: reports.Counts{Total: 9, Failed: 1, Passed: 8}, BuildingBlocks: []reports.BuildingBlock{block("A", reports.Counts{}), block("B", reports.Counts{Failed: 1})}},
			"The target does not conform to B 1.0: 1 of 9 scenarios failed."},
		{"failed by answers alone", reports.Results{Complete: true, Verdict: reports.Failed, Counts: reports.Counts{Total: 2, Inconclusive: 1, Passed: 1}, BuildingBlocks: []reports.BuildingBlock{block("A", reports.Counts{})}},
			"The target does not conform to A 1.0: answers broke the contract, although no scenario failed by that alone, and 1 could not be decided."},
		{"undecided", reports.Results{Complete: true, Verdict: reports.Inconclusive, Counts: reports.Counts{Total: 3, Inconclusive: 2, Passed: 1}, BuildingBlocks: []reports.BuildingBlock{block("A", reports.Counts{})}},
			"No verdict on A 1.0: 2 of 3 scenarios could not be decided."},
		{"nothing", reports.Results{Complete: true, Verdict: reports.Inconclusive}, "No verdict on the specification: no scenario was run."},
		{"cut short", reports.Results{Verdict: reports.Inconclusive, Interruption: "it was interrupted", Counts: reports.Counts{Total: 2, Passed: 2}, BuildingBlocks: []reports.BuildingBlock{block("A", reports.Counts{})}},
			"The run was cut short (it was interrupted). No verdict on A 1.0."},
		{"cut short and failed", reports.Results{Verdict: reports.Failed, Counts: reports.Counts{Total: 2, Failed: 1, Inconclusive: 1}, BuildingBlocks: []reports.BuildingBlock{block("A", reports.Counts{})}},
			"The run was cut short. The target does not conform to A 1.0: 1 of 2 scenarios failed, and 1 could not be decided."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := RunSentence(&test.header); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
