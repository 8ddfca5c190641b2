package verdict

import (
	"slices"
	"testing"

	"github.com/bbconform/bbconform/reports"
)

// block is a building block with two operations in one service API, one of which is not claimed where a reason is given.
func block(name, notClaimed string) reports.BuildingBlock {
	return reports.BuildingBlock{
		Name: name, Title: name, Version: "1.0",
		ServiceAPIs: []reports.ServiceAPI{{Name: "service", Title: "Service"}},
		Operations: []reports.Operation{
			{ID: "read", ServiceAPI: "service", NotClaimed: notClaimed}, {ID: "write", ServiceAPI: "service"},
		},
	}
}

// ended makes scenarios about an operation of the building block a, which all came to an end.
func ended(n int, operation string, v reports.Verdict) []reports.Scenario {
	one := reports.Scenario{BuildingBlock: "a@1.0", ServiceAPI: "service", Operation: operation, Verdict: v, Steps: []reports.Step{{Verdict: v}}}
	return slices.Repeat([]reports.Scenario{one}, n)
}

// finding adds a finding to scenarios.
func finding(all []reports.Scenario, f reports.Finding) []reports.Scenario {
	for i := range all {
		all[i].Findings = append(slices.Clone(all[i].Findings), f)
	}
	return all
}

// unreached makes scenarios of which no sentence came to its end.
func unreached(n int) []reports.Scenario {
	all := ended(n, "write", reports.Inconclusive)
	for i := range all {
		all[i].Steps = []reports.Step{{}}
	}
	return all
}

// concluded draws the conclusions from scenarios, each with so many exchanges.
func concluded(r reports.Results, exchanges int, scenarios ...[]reports.Scenario) reports.Results {
	t := NewTally()
	for _, s := range slices.Concat(scenarios...) {
		t.Add(&s, exchanges)
	}
	Conclude(&r, t)
	return r
}

func TestSentences(t *testing.T) {
	t.Parallel()
	const passed, failed, inconclusive, waived, na = reports.Passed, reports.Failed, reports.Inconclusive, reports.Waived, reports.NotApplicable
	whole := reports.Results{Complete: true, BuildingBlocks: []reports.BuildingBlock{block("a", "")}}
	two := reports.Results{Complete: true, BuildingBlocks: []reports.BuildingBlock{block("a", ""), block("b", "")}}
	part := whole
	part.Run.Selection = []string{"tags @smoke"}
	cut := whole
	cut.Complete, cut.Interruption = false, "the run was interrupted."
	unsaid := whole
	unsaid.Complete = false
	proven := reports.Finding{Code: "missing-field", Operation: "read", Proven: true}
	tests := []struct {
		name      string
		results   reports.Results
		exchanges int
		scenarios [][]reports.Scenario
		want      string
	}{
		{"passed", whole, 1, [][]reports.Scenario{ended(1200, "read", passed)}, "Conformant: all 1,200 scenarios passed."},
		{"one passed", whole, 1, [][]reports.Scenario{ended(1, "read", passed), ended(1, "write", na)}, "Conformant: the one scenario passed. 1 scenario is not applicable."},
		{"passed in part", part, 1, [][]reports.Scenario{ended(1, "read", passed)},
			"Passed, of the part that was selected (tags @smoke): 1 of 1 scenario. This says nothing about the rest."},
		{"waived", whole, 1, [][]reports.Scenario{ended(5, "read", passed), ended(1, "write", waived), ended(2, "write", na)},
			"Conformant, apart from known deviations: 5 of 6 scenarios passed, 1 waived as known deviations. 2 scenarios are not applicable."},
		{"failed", whole, 1, [][]reports.Scenario{ended(5, "read", passed), ended(1, "write", failed), ended(1, "read", inconclusive)},
			"Not conformant: 1 of 7 scenarios failed, at the operation write. 1 scenario could not be decided."},
		{"failed, at another operation", whole, 1, [][]reports.Scenario{finding(ended(1, "write", failed), proven)}, "Not conformant: 1 of 1 scenario failed, at the operation read."},
		{"failed in one of two", two, 1, [][]reports.Scenario{ended(5, "read", passed), ended(1, "write", failed), finding(ended(1, "write", inconclusive), proven)},
			"Not conformant: 1 of 7 scenarios failed, at the operations a read and a write. 1 scenario could not be decided."},
		{"failed, at nothing", whole, 1, [][]reports.Scenario{ended(1, "", failed)}, "Not conformant: 1 of 1 scenario failed."},
		{"failed by answers alone", whole, 1, [][]reports.Scenario{ended(1, "read", passed), finding(ended(2, "write", inconclusive), proven)},
			"Not conformant: the operation read answered against the contract, although no scenario about that failed. 2 scenarios could not be decided."},
		{"undecided", whole, 1, [][]reports.Scenario{ended(1, "read", passed), ended(2, "write", inconclusive)},
			"Inconclusive: no failure was proven, and 2 of 3 scenarios could not be decided."},
		{"nothing", whole, 1, nil, "Inconclusive: no scenario was run."},
		{"nothing that applies", whole, 1, [][]reports.Scenario{ended(2, "read", na)}, "Inconclusive: none of 2 scenarios passed. 2 scenarios are not applicable."},
		{"cut short", cut, 0, [][]reports.Scenario{ended(2, "read", passed), unreached(3)},
			"Inconclusive: no failure was proven, and 3 of 5 scenarios could not be decided. The run was cut short. 3 scenarios were not run: the run was interrupted."},
		{"cut short in a scenario", cut, 1, [][]reports.Scenario{ended(2, "read", passed), unreached(1)},
			"Inconclusive: no failure was proven, and 1 of 3 scenarios could not be decided. The run was cut short. 1 scenario did not end: the run was interrupted."},
		{"cut short and failed", cut, 0, [][]reports.Scenario{ended(1, "read", failed), unreached(1)},
			"Not conformant: 1 of 2 scenarios failed, at the operation read. 1 scenario could not be decided. The run was cut short. 1 scenario was not run: the run was interrupted."},
		{"cut short at its end", unsaid, 1, [][]reports.Scenario{ended(2, "read", passed)}, "Inconclusive: the run was not completed. Here 2 of 2 scenarios passed. The run was cut short."},
		{"not complete, and does not say so", whole, 0, [][]reports.Scenario{ended(1, "read", passed), unreached(1)},
			"Inconclusive: no failure was proven, and 1 of 2 scenarios could not be decided. The run was cut short. 1 scenario was not run: not every scenario came to its end."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := concluded(test.results, test.exchanges, test.scenarios...).Sentence; got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestManyOperationsAreCounted(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{1: "the operation a", 2: "the operations a and b", 5: "the operations a, b, c, d and e", 7: "the operations a, b, c, d, e and 2 more"} {
		if got := operations([]string{"a", "b", "c", "d", "e", "f", "g"}[:n]); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestBlockSentences(t *testing.T) {
	t.Parallel()
	whole := reports.Results{Complete: true, BuildingBlocks: []reports.BuildingBlock{block("a", ""), block("b", "")}}
	r := concluded(whole, 1, ended(1, "read", reports.Failed), ended(1, "read", reports.Passed))
	if a, b := r.BuildingBlocks[0].Sentence, r.BuildingBlocks[1].Sentence; a != "Not conformant: 1 of 2 scenarios failed, at the operation read." || b != "Inconclusive: no scenario was run." {
		t.Errorf("%q, %q", a, b)
	}
	r = concluded(whole, 1, ended(2, "read", reports.NotApplicable))
	if a := r.BuildingBlocks[0]; a.Verdict != reports.NotApplicable || a.Sentence != "Not applicable: the target does not claim what the 2 scenarios are about." {
		t.Errorf("%s, %q", a.Verdict, a.Sentence)
	}
}
