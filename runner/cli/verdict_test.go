package cli_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bbconform/bbconform/examples"
	"github.com/bbconform/bbconform/examples/sandbox"
	"github.com/bbconform/bbconform/features"
	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/runner/problem"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/specs"
)

// memory keeps the outcome of a run for a test to look at.
type memory struct {
	mu        sync.Mutex
	scenarios []reports.Scenario
	exchanges map[string][]reports.Exchange
}

func (m *memory) Plan([]reports.Scenario) error { return nil }

func (m *memory) Exchange(scenario string, e reports.Exchange) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.exchanges == nil {
		m.exchanges = map[string][]reports.Exchange{}
	}
	m.exchanges[scenario] = append(m.exchanges[scenario], e)
	return nil
}

func (m *memory) Scenario(s reports.Scenario) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.scenarios = append(m.scenarios, s)
	return nil
}

func (m *memory) Close(reports.Results) error { return nil }

// testRun runs the embedded features against base URLs.
func testRun(t *testing.T, catalogue *specs.Catalogue, urls map[string]string, limits target.Limits, tags string) (*runner.Outcome, *memory, error) {
	t.Helper()
	configuration := &target.Target{BuildingBlocks: map[string]*target.BuildingBlock{}, Limits: limits}
	for name, url := range urls {
		configuration.BuildingBlocks[name] = &target.BuildingBlock{URL: url, Authentication: target.Authentication{
			Type: "apiKey", Header: "Authorization", Key: target.Secret{Env: "KEY"},
		}}
	}
	selection := plan.Selection{Tags: tags}
	for name := range urls {
		selection.Blocks = append(selection.Blocks, name)
	}
	planned, err := plan.New(plan.Options{Catalogue: catalogue, Features: features.FS, Target: configuration, Selection: selection})
	if err != nil {
		t.Fatalf("plan: %v", err)
	}
	kept := &memory{}
	outcome, err := runner.Run(t.Context(), runner.Options{
		Plan: planned, Target: configuration, Catalogue: catalogue,
		Environment: target.Environment{Now: time.Now, Getenv: func(string) string { return sandbox.DefaultCredential }},
		Record:      func(reports.Results) (runner.Recorder, error) { return kept, nil },
	})
	return outcome, kept, err
}

func TestReferenceBuildingBlocksConform(t *testing.T) {
	t.Parallel()
	catalogue := specs.NewCatalogue(specs.Embedded())
	server, err := examples.Start(examples.DefaultListen, examples.Blocks(), examples.Options{Catalogue: catalogue})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Stop()
	urls := map[string]string{}
	for _, block := range examples.Blocks() {
		urls[block.Name] = server.URL(block.Name)
	}
	outcome, kept, err := testRun(t, catalogue, urls, target.Limits{}, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range kept.scenarios {
		if s.Verdict != reports.Passed {
			t.Errorf("%s %s: %s: %s", s.ID, s.Name, s.Verdict, s.Reason)
		}
	}
	if outcome.Exit != problem.ExitConformant || outcome.Results.Verdict != reports.Passed {
		t.Errorf("exit %d, verdict %s: %s", outcome.Exit, outcome.Results.Verdict, outcome.Results.Sentence)
	}
	if n := outcome.Results.Counts.Passed; n < 170 {
		t.Errorf("%d scenarios passed, want at least 170", n)
	}
}

// TestEveryFaultIsCaught holds that each fault makes a scenario fail that is about the operation at fault, and that the
// failure is blamed on that operation.
func TestEveryFaultIsCaught(t *testing.T) {
	t.Parallel()
	catalogue := specs.NewCatalogue(specs.Embedded())
	least := map[string]int{"digital-registries": 40, "consent": 60}
	for _, block := range examples.Blocks() {
		if n := len(block.Faults); n < least[block.Name] {
			t.Errorf("%s has %d faults, want at least %d", block, n, least[block.Name])
		}
		for _, fault := range block.Faults {
			t.Run(block.Name+"/"+fault.Name, func(t *testing.T) {
				t.Parallel()
				server, err := examples.Start(examples.DefaultListen, []examples.Block{block}, examples.Options{Fault: fault.Name, Catalogue: catalogue})
				if err != nil {
					t.Fatal(err)
				}
				defer server.Stop()
				outcome, kept, err := testRun(t, catalogue, map[string]string{block.Name: server.URL(block.Name)},
					target.Limits{Answer: target.Duration(3 * time.Second)}, "@operation:"+fault.Operation)
				if err != nil {
					t.Fatal(err)
				}
				var blamed []string
				for _, s := range kept.scenarios {
					if s.Verdict != reports.Failed {
						continue
					}
					for _, finding := range s.Findings {
						blamed = append(blamed, finding.Operation)
						if finding.Operation == fault.Operation {
							return
						}
					}
				}
				t.Errorf("%s\nno scenario about %s failed because of it: exit %d, %d scenarios, blamed: %v\n%s", fault.About, fault.Operation,
					outcome.Exit, len(kept.scenarios), blamed, outcomes(kept.scenarios))
			})
		}
	}
}

func outcomes(scenarios []reports.Scenario) string {
	var b strings.Builder
	for _, s := range scenarios {
		fmt.Fprintf(&b, "  %s %s: %s %s\n", s.ID, s.Name, s.Verdict, s.Reason)
	}
	return b.String()
}

// TestNothingPassesAgainstDegenerateTargets holds that a target which answers the same to everything passes no scenario,
// and that the run ends within its limits.
func TestNothingPassesAgainstDegenerateTargets(t *testing.T) {
	t.Parallel()
	catalogue := specs.NewCatalogue(specs.Embedded())
	unreachable := []string{"closes", "never-answers", "endless-header"}
	const lettingNobodyIn = "unauthorized" // the credentials may be wrong as well
	limits := target.Limits{Answer: target.Duration(400 * time.Millisecond), Scenario: target.Duration(5 * time.Second)}
	for _, degenerate := range examples.Degenerate() {
		t.Run(degenerate.Name, func(t *testing.T) {
			t.Parallel()
			running, err := degenerate.Start()
			if err != nil {
				t.Fatal(err)
			}
			defer running.Stop()
			want, limits := problem.ExitNotConformant, limits
			limits.Readiness = target.Duration(10 * time.Second) // whatever else the machine is doing
			if degenerate.Name == lettingNobodyIn {
				want = problem.ExitInconclusive
			}
			if slices.Contains(unreachable, degenerate.Name) {
				want, limits.Readiness = problem.ExitInconclusive, target.Duration(400*time.Millisecond)
			}
			ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
			defer cancel()
			urls := map[string]string{}
			for _, block := range examples.Blocks() {
				urls[block.Name] = running.URL
			}
			outcome, kept, err := testRun(t, catalogue, urls, limits, "")
			if ctx.Err() != nil {
				t.Error("the run did not end within its limits")
			}
			if outcome == nil {
				t.Fatal(err)
			}
			if outcome.Exit != want {
				t.Errorf("exit code %d, want %d: %v", outcome.Exit, want, err)
			}
			if outcome.Results.Verdict == reports.Passed {
				t.Errorf("the run passed: %s", outcome.Results.Sentence)
			}
			for _, s := range kept.scenarios {
				if s.Verdict == reports.Passed {
					t.Errorf("%s %s passed", s.ID, s.Name)
				}
			}
		})
	}
}

// TestWhoHasNoCredentialsProvesNothing holds that a product which protects its data, as it should, is not called faulty by a
// first look without credentials.
func TestWhoHasNoCredentialsProvesNothing(t *testing.T) {
	t.Parallel()
	catalogue := specs.NewCatalogue(specs.Embedded())
	for _, block := range examples.Blocks() {
		t.Run(block.Name, func(t *testing.T) {
			t.Parallel()
			server, err := examples.Start(examples.DefaultListen, []examples.Block{block}, examples.Options{Catalogue: catalogue})
			if err != nil {
				t.Fatal(err)
			}
			defer server.Stop()
			configuration := &target.Target{}
			if err := configuration.SetURL(block.Name + "=" + server.URL(block.Name)); err != nil {
				t.Fatal(err)
			}
			planned, err := plan.New(plan.Options{Catalogue: catalogue, Features: features.FS, Target: configuration})
			if err != nil {
				t.Fatal(err)
			}
			kept := &memory{}
			outcome, err := runner.Run(t.Context(), runner.Options{
				Plan: planned, Target: configuration, Catalogue: catalogue,
				Environment: target.Environment{Now: time.Now, Getenv: func(string) string { return "" }},
				Record:      func(reports.Results) (runner.Recorder, error) { return kept, nil },
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range kept.scenarios {
				if s.Verdict == reports.Failed {
					t.Errorf("%s %s: %s", s.ID, s.Name, s.Reason)
				}
			}
			if outcome.Exit != problem.ExitInconclusive {
				t.Errorf("exit %d: %s", outcome.Exit, outcome.Results.Sentence)
			}
		})
	}
}
