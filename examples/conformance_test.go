package examples_test

import (
	"testing"

	"github.com/bbconform/bbconform/examples"
	"github.com/bbconform/bbconform/examples/sandbox"
	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/runnertest"
	"github.com/bbconform/bbconform/specs"
)

// TestReferenceBuildingBlocksConform holds that all of them pass whole when they are tested in one run, on one server, as a
// user's demo does.
func TestReferenceBuildingBlocksConform(t *testing.T) {
	t.Parallel()
	catalogue := specs.NewCatalogue(specs.Embedded())
	server, err := examples.Start(examples.DefaultListen, examples.Blocks(), examples.Options{Catalogue: catalogue})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Stop)
	urls := map[string]string{}
	var names []string
	for _, block := range examples.Blocks() {
		names = append(names, block.String())
		urls[block.Name] = server.URL(block.Name)
	}
	suite, err := runnertest.Load(catalogue, names...)
	if err != nil {
		t.Fatal(err)
	}
	outcome, err := suite.Run(t.Context(), runnertest.Target{URLs: urls, Roles: func(role string, another bool) string {
		return sandbox.RoleCredential(sandbox.DefaultCredential, role, another)
	}}, nil)
	if err != nil || outcome.Err != nil {
		t.Fatal(err, outcome.Err)
	}
	for _, s := range outcome.Scenarios {
		if s.Verdict != reports.Passed {
			t.Errorf("%s %s: %s: %s", s.ID, s.Name, s.Verdict, s.Reason)
		}
	}
	if outcome.Exit != runnertest.ExitConformant || outcome.Results.Verdict != reports.Passed {
		t.Errorf("exit %d, verdict %s: %s", outcome.Exit, outcome.Results.Verdict, outcome.Results.Sentence)
	}
	if n := outcome.Results.Counts.Passed; n != suite.Len() || n < 800 {
		t.Errorf("%d of %d scenarios passed, want all, and at least 800", n, suite.Len())
	}
}
