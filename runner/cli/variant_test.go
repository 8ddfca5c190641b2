package cli_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/bbconform/bbconform/examples"
	"github.com/bbconform/bbconform/examples/consent"
	"github.com/bbconform/bbconform/examples/digitalregistries"
	"github.com/bbconform/bbconform/examples/sandbox"
	"github.com/bbconform/bbconform/features"
	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/runner/problem"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/specs"
)

// variant is a building block that takes a freedom which the specification leaves. It conforms, as the reference building
// blocks do, and must pass whole: whatever fails on it is a wrong verdict.
type variant struct {
	name  string
	about string // the freedom that it takes, in one sentence
	only  string // the building block that has it; empty: all of them

	consent    consent.Choices
	registries digitalregistries.Choices
	clock      func() time.Time
	before     middleware // what stands before the building block
	serve      func(http.Handler) *httptest.Server
	target     func(*testing.T, *httptest.Server, *target.Target) // what its configuration says
	during     func(t *testing.T, handler http.Handler) (stop func())
	unheld     bool // its answers are not held against the contract here, as they are no JSON on the way
}

// TestConformantVariantsPass holds that no freedom of an implementation leads to a finding.
func TestConformantVariantsPass(t *testing.T) {
	t.Parallel()
	catalogue := specs.NewCatalogue(specs.Embedded())
	for _, v := range variants() {
		for _, block := range examples.Blocks() {
			if v.only != "" && v.only != block.Name {
				continue
			}
			t.Run(v.name+"/"+block.Name, func(t *testing.T) {
				t.Parallel()
				v.passes(t, catalogue, block)
			})
		}
	}
}

// build makes the building block as the variant has it.
func (v variant) build(t *testing.T, catalogue *specs.Catalogue, block examples.Block) http.Handler {
	t.Helper()
	options := examples.Options{Catalogue: catalogue, Clock: v.clock}
	var server *sandbox.Server
	var err error
	switch block.Name {
	case consent.Name:
		server, err = consent.NewWith(options, v.consent)
	case digitalregistries.Name:
		server, err = digitalregistries.NewWith(options, v.registries)
	default:
		t.Fatalf("%s has no variants", block)
	}
	if err != nil {
		t.Fatal(err)
	}
	var handler http.Handler = server
	if v.before != nil {
		handler = v.before(handler)
	}
	if !v.unheld {
		handler = held(t, catalogue, block)(handler)
	}
	return handler
}

func (v variant) passes(t *testing.T, catalogue *specs.Catalogue, block examples.Block) {
	t.Helper()
	handler := v.build(t, catalogue, block)
	if v.serve == nil {
		v.serve = httptest.NewServer
	}
	server := v.serve(handler)
	defer server.Close()
	configuration := &target.Target{BuildingBlocks: map[string]*target.BuildingBlock{block.Name: {URL: server.URL, Authentication: target.Authentication{
		Type: "apiKey", Header: "Authorization", Key: target.Secret{Env: "KEY"},
	}}}}
	if v.target != nil {
		v.target(t, server, configuration)
	}
	if v.during != nil {
		defer v.during(t, handler)()
	}
	planned, err := plan.New(plan.Options{
		Catalogue: catalogue, Features: features.FS, Target: configuration, Selection: plan.Selection{Blocks: []string{block.Name}, Tags: variantTags},
	})
	if err != nil {
		t.Fatal(err)
	}
	kept := &memory{}
	outcome, err := runner.Run(t.Context(), runner.Options{
		Plan: planned, Target: configuration, Catalogue: catalogue,
		Environment: target.Environment{Now: time.Now, Getenv: func(string) string { return sandbox.DefaultCredential }, ReadFile: os.ReadFile},
		Record:      func(reports.Results) (runner.Recorder, error) { return kept, nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range kept.scenarios {
		if s.Verdict != reports.Passed {
			t.Errorf("%s %s: %s: %s%s", s.ID, s.Name, s.Verdict, s.Reason, findings(s))
		}
	}
	if outcome.Exit != problem.ExitConformant || outcome.Results.Verdict != reports.Passed {
		t.Errorf("%s Exit %d: %s", v.about, outcome.Exit, outcome.Results.Sentence)
	}
}

func findings(s reports.Scenario) string {
	var b strings.Builder
	for _, f := range s.Findings {
		fmt.Fprintf(&b, "\n    %s: %s %s: %s; expected %s, got %s", f.Operation, f.Code, f.Place, f.Message, f.Expected, f.Actual)
	}
	return b.String()
}
