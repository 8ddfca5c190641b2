package proof

import (
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/examples"
	"github.com/bbconform/bbconform/examples/freedom"
	"github.com/bbconform/bbconform/examples/sandbox"
	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/runnertest"
	"github.com/bbconform/bbconform/specs"
)

// Block is a reference building block and what is known of it beforehand.
type Block struct {
	examples.Block
	Variants []freedom.Group // those of its own, beside the general ones
	// The fewest scenarios and faults that there must be: a proof over nothing would hold as well.
	FewestScenarios, FewestFaults int
}

// Verdicts proves the verdicts on one building block.
func Verdicts(t *testing.T, block Block) {
	t.Helper()
	debug.SetGCPercent(200) // thousands of small runs throw away much and keep little: this takes a tenth off the time
	catalogue := specs.NewCatalogue(specs.Embedded())
	suite, err := runnertest.Load(catalogue, block.String())
	if err != nil {
		t.Fatal(err)
	}
	if n := suite.Len(); n < block.FewestScenarios || block.FewestScenarios == 0 {
		t.Errorf("%s has %d scenarios, want at least %d, which is to be more than 0", block, n, block.FewestScenarios)
	}
	p := &proof{Block: block, catalogue: catalogue, suite: suite}
	for _, part := range []struct {
		name string
		hold func(*testing.T)
	}{
		{"variants pass", p.variantsPass},
		{"nothing passes against degenerate targets", p.nothingPasses},
		{"faults are caught", p.faultsAreCaught},
		{"runs side by side pass", p.sideBySide},
		{"no credentials prove nothing", p.withoutCredentials},
		{"a role without credentials is undecided", p.withoutARole},
		{"a wrong key proves nothing", p.withAWrongKey},
	} {
		t.Run(part.name, func(t *testing.T) {
			t.Parallel()
			part.hold(t)
		})
	}
}

// proof is what the proofs of one building block share.
type proof struct {
	Block
	catalogue *specs.Catalogue
	suite     *runnertest.Suite
}

// build makes the building block; a fault of "" is none.
func (p *proof) build(t *testing.T, fault string) http.Handler {
	t.Helper()
	handler, err := p.New(sandbox.Options{Fault: fault, Catalogue: p.catalogue})
	if err != nil {
		t.Fatal(err)
	}
	return handler
}

// run runs a suite to its end, or until something is seen.
func run(t *testing.T, suite *runnertest.Suite, target runnertest.Target, until func(reports.Scenario) bool) *runnertest.Outcome {
	t.Helper()
	outcome, err := suite.Run(t.Context(), target, until)
	if err != nil {
		t.Fatal(err)
	}
	return outcome
}

// target is a building block that is reached with a key for each role.
func target(url string) runnertest.Target {
	return runnertest.Target{URL: url, Roles: func(role string, another bool) string {
		return sandbox.RoleCredential(sandbox.DefaultCredential, role, another)
	}}
}

// passed holds that a run passed whole.
func passed(t *testing.T, outcome *runnertest.Outcome) {
	t.Helper()
	passedBut(t, outcome, "")
}

// passedAsOne holds that a run with one key for everybody passed whole: nothing can be said of one role's key in another's place.
func passedAsOne(t *testing.T, outcome *runnertest.Outcome) {
	t.Helper()
	passedBut(t, outcome, "present the same to the target")
}

// passedBut holds that a run passed but for what is not applicable for a reason; empty: that it passed whole.
func passedBut(t *testing.T, outcome *runnertest.Outcome, reason string) {
	t.Helper()
	if outcome.Err != nil {
		t.Error(outcome.Err)
	}
	for _, s := range outcome.Scenarios {
		if s.Verdict == reports.NotApplicable && reason != "" && strings.Contains(s.Reason, reason) {
			continue
		}
		if s.Verdict != reports.Passed {
			t.Errorf("%s %s: %s: %s%s", s.ID, s.Name, s.Verdict, s.Reason, findings(s))
		}
	}
	if outcome.Exit != runnertest.ExitConformant || outcome.Results.Verdict != reports.Passed {
		t.Errorf("exit %d, verdict %s: %s", outcome.Exit, outcome.Results.Verdict, outcome.Results.Sentence)
	}
}

func findings(s reports.Scenario) string {
	var b strings.Builder
	for _, f := range s.Findings {
		fmt.Fprintf(&b, "\n    %s: %s %s: %s; expected %s, got %s", f.Operation, f.Code, f.Place, f.Message, f.Expected, f.Actual)
	}
	return b.String()
}
