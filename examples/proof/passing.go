package proof

import (
	"fmt"
	"testing"

	"github.com/bbconform/bbconform/examples/sandbox"
	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/runnertest"
)

// sideBySide holds that the building block conforms, and that several people can test it at once: each run is another's noise.
func (p *proof) sideBySide(t *testing.T) {
	server := runnertest.Serve(t, p.build(t, ""))
	for n := range 3 {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			passed(t, run(t, p.walk(), runnertest.Target{URL: server.URL, Credential: sandbox.DefaultCredential}, nil))
		})
	}
}

// withoutCredentials holds that a product which protects its data, as it should, is not called faulty by a first look without
// credentials.
func (p *proof) withoutCredentials(t *testing.T) {
	outcome := run(t, p.suite, runnertest.Target{URL: runnertest.Serve(t, p.build(t, "")).URL}, nil)
	if outcome.Err != nil {
		t.Error(outcome.Err)
	}
	for _, s := range outcome.Scenarios {
		if s.Verdict == reports.Failed {
			t.Errorf("%s %s: %s", s.ID, s.Name, s.Reason)
		}
	}
	if outcome.Exit != runnertest.ExitInconclusive {
		t.Errorf("exit %d: %s", outcome.Exit, outcome.Results.Sentence)
	}
}
