package proof

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/examples/sandbox"
	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/runnertest"
)

// faultsAreCaught holds that each fault makes a scenario fail that is about the operation at fault, and that the failure is
// blamed on that operation. Scenarios about other operations prove nothing here, also where they read what it left behind.
func (p *proof) faultsAreCaught(t *testing.T) {
	if n := len(p.Faults); n < p.FewestFaults || p.FewestFaults == 0 {
		t.Errorf("%s has %d faults, want at least %d, which is to be more than 0", p, n, p.FewestFaults)
	}
	about := map[string]*runnertest.Suite{}
	for _, fault := range p.Faults {
		if about[fault.Operation] == nil {
			about[fault.Operation] = p.suite.About(fault.Operation)
		}
		t.Run(fault.Name, func(t *testing.T) {
			t.Parallel()
			p.faultIsCaught(t, fault, about[fault.Operation])
		})
	}
}

func (p *proof) faultIsCaught(t *testing.T, fault sandbox.Fault, suite *runnertest.Suite) {
	t.Helper()
	caught := func(s reports.Scenario) bool {
		return s.Verdict == reports.Failed && s.Operation == fault.Operation &&
			slices.ContainsFunc(s.Findings, func(f reports.Finding) bool { return f.Operation == fault.Operation })
	}
	server := runnertest.Serve(t, p.build(t, fault.Name))
	// Two scenarios at a time are each other's noise, as in any run, and little is begun that nobody waits for.
	to := target(server.URL)
	to.Concurrency = 2
	outcome := run(t, suite, to, caught)
	if !slices.ContainsFunc(outcome.Scenarios, caught) {
		t.Errorf("%s\nno scenario about %s failed because of it: exit %d, %d scenarios\n%s", fault.About, fault.Operation,
			outcome.Exit, len(outcome.Scenarios), verdicts(outcome.Scenarios))
	}
}

func verdicts(scenarios []reports.Scenario) string {
	var b strings.Builder
	for _, s := range scenarios {
		fmt.Fprintf(&b, "  %s %s: %s %s%s\n", s.ID, s.Name, s.Verdict, s.Reason, findings(s))
	}
	return b.String()
}
