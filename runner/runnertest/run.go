package runnertest

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/runner/problem"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/specs"
)

// patience is a limit that only a hang reaches, however busy the machine is: a target that answers is never too slow.
const patience = 5 * time.Minute

// Target is what a suite is run against.
type Target struct {
	URL               string            // base URL of every building block
	URLs              map[string]string // or base URL by the name of a building block
	Credential        string            // value of the Authorization header, whoever calls; "": the configuration names none
	Roles             RoleCredential    // value of the Authorization header of each role, beside or in place of Credential; nil: none of its own
	Trust             []string          // files of CA certificates (PEM)
	RequestsPerSecond float64           // at most; 0: no limit
	Concurrency       int               // scenarios at a time; 0: the runner's own

	Answer, Scenario, Readiness time.Duration // limits; 0: patience
}

// RoleCredential is what a role presents, or another caller of it; empty: the configuration names nothing for the role.
type RoleCredential func(role string, another bool) string

// apiKey says that a credential is the value of the Authorization header.
func apiKey(credential string) target.Authentication {
	return target.Authentication{Type: "apiKey", Header: "Authorization", Key: target.Secret{Env: credentialVariable + credential}}
}

// roles are the roles of a building block that are configured.
func (t Target) roles(block *specs.Block) map[string]*target.Role {
	roles := map[string]*target.Role{}
	for _, role := range block.Roles {
		if credential := t.Roles(role.Name, false); credential != "" {
			roles[role.Name] = &target.Role{Authentication: apiKey(credential), Another: &target.Caller{Authentication: apiKey(t.Roles(role.Name, true))}}
		}
	}
	return roles
}

// credentialVariable begins the variable that holds a credential; the credential itself ends it.
const credentialVariable = "CREDENTIAL_"

func (t Target) configuration(blocks []*plan.Block) *target.Target {
	configuration := &target.Target{
		BuildingBlocks: map[string]*target.BuildingBlock{}, Trust: t.Trust, RequestsPerSecond: t.RequestsPerSecond,
		Limits: target.Limits{
			Answer:    target.Duration(cmp.Or(t.Answer, patience)),
			Scenario:  target.Duration(cmp.Or(t.Scenario, patience)),
			Readiness: target.Duration(cmp.Or(t.Readiness, patience)),
		},
	}
	for _, b := range blocks {
		own := &target.BuildingBlock{URL: cmp.Or(t.URLs[b.Ref.Name], t.URL)}
		if t.Credential != "" {
			own.Authentication = apiKey(t.Credential)
		}
		if t.Roles != nil {
			own.Roles = t.roles(b.Block)
		}
		configuration.BuildingBlocks[b.Ref.Name] = own
	}
	return configuration
}

// The exit codes that a run ends with.
const (
	ExitConformant    = problem.ExitConformant
	ExitNotConformant = problem.ExitNotConformant
	ExitInconclusive  = problem.ExitInconclusive
)

// Outcome is how a run ended, and what became of each scenario, in the order in which they ended.
type Outcome struct {
	Exit      int
	Results   reports.Results
	Scenarios []reports.Scenario
	Callers   map[string][]string // roles as which requests were made for a scenario, but to clean up, by its identifier
	Err       error               // beside the outcome: the target could not be reached
}

// Run runs the suite. The error says that there was no run. A run ends early as soon as one of its scenarios is what the
// test was waiting for (until, which may be nil): no further one is started, and those under way are interrupted.
func (s *Suite) Run(ctx context.Context, to Target, until func(reports.Scenario) bool) (*Outcome, error) {
	if s.Len() == 0 {
		return nil, fmt.Errorf("run %s: there are no such scenarios", strings.Join(s.selection, " and "))
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	kept := &memory{made: map[string]map[int]string{}}
	if until != nil {
		kept.ended = func(scenario reports.Scenario) {
			if until(scenario) {
				cancel()
			}
		}
	}
	configuration := to.configuration(s.blocks)
	outcome, err := runner.Run(ctx, runner.Options{
		Plan: s.plan(configuration), Target: configuration, Catalogue: s.catalogue, Concurrency: to.Concurrency,
		Evidence: 1, // byte of a body: nobody keeps it here
		Environment: target.Environment{ReadFile: os.ReadFile, Getenv: func(name string) string {
			credential, _ := strings.CutPrefix(name, credentialVariable)
			return credential
		}},
		Record: func(reports.Results) (runner.Recorder, error) { return kept, nil },
	})
	if outcome == nil {
		return nil, err
	}
	return &Outcome{Exit: outcome.Exit, Results: outcome.Results, Scenarios: kept.scenarios, Callers: kept.callers(), Err: err}, nil
}

// memory keeps the outcomes of a run, and of its evidence who made requests: the tests look at verdicts and findings.
type memory struct {
	mu        sync.Mutex
	scenarios []reports.Scenario
	made      map[string]map[int]string // role as which each exchange was made, by scenario and number; those to clean up are left out
	ended     func(reports.Scenario)    // may be nil
}

func (m *memory) Plan([]reports.Scenario) error { return nil }

func (m *memory) Exchange(scenario string, e reports.Exchange) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.made[scenario] == nil {
		m.made[scenario] = map[int]string{}
	}
	if e.Purpose != "cleanup" {
		m.made[scenario][e.Number] = e.Role
	}
	return nil
}

// callers are the roles as which requests were made for each scenario, by itself or by another one that sent something for it.
func (m *memory) callers() map[string][]string {
	m.mu.Lock()
	defer m.mu.Unlock()
	callers := map[string][]string{}
	for _, s := range m.scenarios {
		add := func(scenario string, numbers []int) {
			for _, n := range numbers {
				if role, ok := m.made[scenario][n]; ok && !slices.Contains(callers[s.ID], role) {
					callers[s.ID] = append(callers[s.ID], role)
				}
			}
		}
		for _, step := range s.Steps {
			add(s.ID, step.Exchanges)
			for _, shared := range step.Shared {
				add(shared.Scenario, shared.Exchanges)
			}
		}
	}
	return callers
}

func (m *memory) Scenario(s reports.Scenario) error {
	m.mu.Lock()
	m.scenarios = append(m.scenarios, s)
	m.mu.Unlock()
	if m.ended != nil {
		m.ended(s)
	}
	return nil
}

func (m *memory) Close(reports.Results) error { return nil }
