package proof

import (
	"testing"
	"time"

	"github.com/bbconform/bbconform/examples"
	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/runnertest"
)

// nothingPasses holds that a target which answers the same to everything passes no scenario, and that the run ends.
func (p *proof) nothingPasses(t *testing.T) {
	for _, degenerate := range examples.Degenerate() {
		t.Run(degenerate.Name, func(t *testing.T) {
			t.Parallel()
			p.passesNothing(t, degenerate)
		})
	}
}

// The limits of targets that never come to an end: what else is limited is patience. However slow the machine is, these have to
// pass, and nothing hangs on what happens before. A request to a target that drips has only to be connected within its limit; all
// that are needed until the target is given up are under way at a time.
const (
	givenUp   = 400 * time.Millisecond
	dripLimit = 1500 * time.Millisecond
	dripping  = 32 // scenarios at a time
)

func (p *proof) passesNothing(t *testing.T, degenerate examples.Target) {
	t.Helper()
	running, err := degenerate.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer running.Stop()
	to := target(running.URL)
	want := runnertest.ExitNotConformant
	switch degenerate.Name {
	case "unauthorized": // the credentials may be wrong as well
		want = runnertest.ExitInconclusive
	case "closes", "never-answers", "endless-header": // unreachable
		want, to.Readiness = runnertest.ExitInconclusive, givenUp
	case "drip": // without an end
		to.Answer, to.Concurrency = dripLimit, dripping
	}
	outcome := run(t, p.suite, to, nil)
	if outcome.Exit != want {
		t.Errorf("exit code %d, want %d: %v", outcome.Exit, want, outcome.Err)
	}
	if outcome.Results.Verdict == reports.Passed {
		t.Errorf("the run passed: %s", outcome.Results.Sentence)
	}
	if n := len(outcome.Scenarios); n != p.suite.Len() {
		t.Errorf("%d of %d scenarios have a verdict", n, p.suite.Len())
	}
	for _, s := range outcome.Scenarios {
		if s.Verdict == reports.Passed {
			t.Errorf("%s %s passed", s.ID, s.Name)
		}
	}
}
