package runner

import (
	"testing"

	"github.com/bbconform/bbconform/reports"
)

// What may be due to others is kept until nothing runs beside it, and counts then.
func TestWhatMayBeDueToOthersIsKeptUntilTheyHaveEnded(t *testing.T) {
	t.Parallel()
	ended := func(v reports.Verdict, unsettled bool) *performance {
		return &performance{unsettled: unsettled, result: reports.Scenario{
			Verdict: v, Steps: []reports.Step{{Verdict: v}}, Findings: []reports.Finding{{Proven: true}, {Proven: true, Contract: "contract.yaml:1"}},
		}}
	}
	s := &state{}
	failed, undecided := ended(reports.Failed, true), ended(reports.Inconclusive, true)
	for p, want := range map[*performance]bool{
		failed: true, undecided: true, ended(reports.Passed, true): false, ended(reports.Failed, false): false, ended(reports.NotApplicable, true): false,
	} {
		if got := s.keepUnsettled(p); got != want {
			t.Errorf("%s, unsettled %t: kept %t", p.result.Verdict, p.unsettled, got)
		}
	}
	if kept := s.fallQuiet(); len(kept) != 2 {
		t.Errorf("%d are kept", len(kept))
	}
	if s.keepUnsettled(failed) {
		t.Error("nothing runs beside it any more, and it is not taken for what it is")
	}
	failed.unproven("the run ended")
	if r := failed.result; r.Verdict != reports.Inconclusive || r.Reason != "the run ended" || r.Steps[0].Verdict != reports.Inconclusive || r.Findings[0].Proven || !r.Findings[1].Proven {
		t.Errorf("%+v", r)
	}
}
