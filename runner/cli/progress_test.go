package cli

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/specs"
)

// Where hundreds of scenarios could not be decided for one reason, the reason is not told hundreds of times.
func TestOneReasonIsToldAFewTimes(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	l := &lineProgress{out: &out, told: map[string]int{}}
	l.Planned(&plan.Plan{Blocks: []*plan.Block{
		{Ref: specs.Ref{Name: "consent", Version: "1.1.0"}, Entry: &target.BuildingBlock{URL: "http://127.0.0.1:8080"}},
		{Ref: specs.Ref{Name: "digital-registries", Version: "3.0.0-alpha"}, Entry: &target.BuildingBlock{URLs: map[string]string{
			"data": "http://127.0.0.1:8081", "database": "http://127.0.0.1:8082",
		}}},
	}})
	for i := range 10 {
		l.ScenarioEnded(reports.Scenario{Name: fmt.Sprint("scenario ", i), Verdict: reports.Inconclusive, Reason: "Not run: nothing answers"})
	}
	for i := range 4 {
		l.ScenarioEnded(reports.Scenario{Name: fmt.Sprint("scenario ", i), Verdict: reports.NotApplicable, Reason: "audit is not claimed"})
	}
	l.ScenarioEnded(reports.Scenario{Name: "scenario 15", Verdict: reports.Inconclusive, Reason: "another one"})
	l.Ended(reports.Results{})
	got := out.String()
	for _, want := range []string{
		"consent@1.1.0: 0 scenarios at http://127.0.0.1:8080\n",
		"digital-registries@3.0.0-alpha: 0 scenarios, data at http://127.0.0.1:8081, database at http://127.0.0.1:8082\n",
		"inconclusive: 7 more scenarios: Not run: nothing answers\n", "not applicable: 1 more scenario: audit is not claimed\n", "scenario 15",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if n := strings.Count(got, "\n"); n != 2+3+3+1+2 {
		t.Errorf("%d lines:\n%s", n, got)
	}
}
