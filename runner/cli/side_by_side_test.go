package cli_test

import (
	"fmt"
	"testing"

	"github.com/bbconform/bbconform/examples"
	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/problem"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/specs"
)

// TestRunsSideBySidePass holds that several people can test the same target at once: each run is another's noise.
func TestRunsSideBySidePass(t *testing.T) {
	t.Parallel()
	catalogue := specs.NewCatalogue(specs.Embedded())
	server, err := examples.Start(examples.DefaultListen, examples.Blocks(), examples.Options{Catalogue: catalogue})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Stop)
	urls := map[string]string{}
	for _, block := range examples.Blocks() {
		urls[block.Name] = server.URL(block.Name)
	}
	for run := range 3 {
		t.Run(fmt.Sprint(run), func(t *testing.T) {
			t.Parallel()
			outcome, kept, err := testRun(t, catalogue, urls, target.Limits{}, variantTags)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range kept.scenarios {
				if s.Verdict != reports.Passed {
					t.Errorf("%s %s: %s: %s", s.ID, s.Name, s.Verdict, s.Reason)
				}
			}
			if outcome.Exit != problem.ExitConformant {
				t.Errorf("exit %d: %s", outcome.Exit, outcome.Results.Sentence)
			}
		})
	}
}
