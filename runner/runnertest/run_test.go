package runnertest_test

import (
	"strings"
	"testing"

	"github.com/bbconform/bbconform/examples/digitalregistries"
	"github.com/bbconform/bbconform/examples/sandbox"
	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/runnertest"
	"github.com/bbconform/bbconform/specs"
)

func load(t *testing.T) *runnertest.Suite {
	t.Helper()
	suite, err := runnertest.Load(specs.NewCatalogue(specs.Embedded()), digitalregistries.Name)
	if err != nil {
		t.Fatal(err)
	}
	return suite
}

func serve(t *testing.T, fault string) runnertest.Target {
	t.Helper()
	handler, err := digitalregistries.New(sandbox.Options{Fault: fault})
	if err != nil {
		t.Fatal(err)
	}
	return runnertest.Target{URL: runnertest.Serve(t, handler).URL, Credential: sandbox.DefaultCredential, Concurrency: 1}
}

func run(t *testing.T, suite *runnertest.Suite, target runnertest.Target, until func(reports.Scenario) bool) *runnertest.Outcome {
	t.Helper()
	outcome, err := suite.Run(t.Context(), target, until)
	if err != nil || outcome.Err != nil {
		t.Fatal(err, outcome.Err)
	}
	return outcome
}

func count(outcome *runnertest.Outcome, verdict reports.Verdict) int {
	n := 0
	for _, s := range outcome.Scenarios {
		if s.Verdict == verdict {
			n++
		}
	}
	return n
}

// TestRunsShareASuite holds that runs of one suite know nothing of each other: a faulty target fails, a conformant one passes.
func TestRunsShareASuite(t *testing.T) {
	t.Parallel()
	suite := load(t).About("update")
	for fault, exit := range map[string]int{"update/not-applied": runnertest.ExitNotConformant, "": runnertest.ExitConformant} {
		t.Run("fault "+fault, func(t *testing.T) {
			t.Parallel()
			outcome := run(t, suite, serve(t, fault), nil)
			if outcome.Exit != exit || len(outcome.Scenarios) != suite.Len() || outcome.Results.Counts.Total != suite.Len() {
				t.Errorf("exit %d, want %d, with %d scenarios of %d", outcome.Exit, exit, len(outcome.Scenarios), suite.Len())
			}
			for _, s := range outcome.Scenarios {
				if s.Operation != "update" {
					t.Errorf("%s is about %s", s.ID, s.Operation)
				}
			}
		})
	}
}

func TestARunEndsEarly(t *testing.T) {
	t.Parallel()
	suite := load(t).About("update")
	failed := func(s reports.Scenario) bool { return s.Verdict == reports.Failed }
	outcome := run(t, suite, serve(t, "update/not-applied"), failed)
	if n := count(outcome, reports.Failed); n != 1 {
		t.Errorf("%d scenarios failed, want the one that ended the run", n)
	}
	if n := count(outcome, reports.Inconclusive); n == 0 || outcome.Results.Complete {
		t.Errorf("%d scenarios of %d were not run", n, suite.Len())
	}
	if outcome.Exit != runnertest.ExitInconclusive {
		t.Errorf("exit %d: a part is taken for the whole", outcome.Exit)
	}
}

func TestPartsOfASuite(t *testing.T) {
	t.Parallel()
	suite := load(t)
	smoke := suite.Tagged("@smoke")
	if smoke.Len() == 0 || smoke.Len() >= suite.Len() {
		t.Fatalf("%d of %d scenarios are tagged @smoke", smoke.Len(), suite.Len())
	}
	outcome := run(t, smoke, serve(t, ""), nil)
	if outcome.Results.Verdict != reports.Passed || outcome.Results.Counts.Passed != smoke.Len() {
		t.Errorf("%s: %+v", outcome.Results.Verdict, outcome.Results.Counts)
	}
	if selection := outcome.Results.Run.Selection; len(selection) != 1 || selection[0] != "tags @smoke" {
		t.Errorf("the results do not say that it was a part: %q", selection)
	}
}

// TestNothingIsNoRun holds that a misspelt part is noticed.
func TestNothingIsNoRun(t *testing.T) {
	t.Parallel()
	if _, err := load(t).About("no-such-operation").Run(t.Context(), runnertest.Target{}, nil); err == nil || !strings.Contains(err.Error(), "no-such-operation") {
		t.Errorf("got %v", err)
	}
	if _, err := runnertest.Load(specs.NewCatalogue(specs.Embedded()), "no-such-block"); err == nil || !strings.Contains(err.Error(), "no-such-block") {
		t.Errorf("got %v", err)
	}
}
