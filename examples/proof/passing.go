package proof

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/runnertest"
	"github.com/bbconform/bbconform/specs"
)

// sideBySide holds that the building block conforms, and that several people can test it at once: each run is another's noise.
func (p *proof) sideBySide(t *testing.T) {
	server := runnertest.Serve(t, p.build(t, ""))
	for n := range 3 {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			passed(t, run(t, p.walk(), target(server.URL), nil))
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

// withoutARole holds, of each role, that where the configuration has nothing for it, exactly the scenarios that have to call as it are
// undecided, for that reason and with the key that is missing, and that it is told once.
func (p *proof) withoutARole(t *testing.T) {
	block, err := p.catalogue.Block(specs.Ref{Name: p.Name, Version: p.Version})
	if err != nil {
		t.Fatal(err)
	}
	if len(block.Roles) < 2 {
		t.Fatalf("%s declares %d roles", block.Ref(), len(block.Roles))
	}
	server := runnertest.Serve(t, p.build(t, ""))
	callers := run(t, p.walk(), target(server.URL), nil).Callers
	for _, role := range block.Roles {
		t.Run(role.Name, func(t *testing.T) {
			t.Parallel()
			p.withoutRole(t, server.URL, role, callers)
		})
	}
}

// withoutRole holds it of one role. Callers are the roles that each scenario needs, by its identifier.
func (p *proof) withoutRole(t *testing.T, url string, role specs.Role, callers map[string][]string) {
	t.Helper()
	to, key := target(url), fmt.Sprintf("buildingBlocks.%s.roles.%s.authentication", p.Name, role.Name)
	all := to.Roles
	to.Roles = func(name string, another bool) string {
		if name == role.Name {
			return ""
		}
		return all(name, another)
	}
	outcome := run(t, p.walk(), to, nil)
	undecided, called := 0, 0
	for _, s := range outcome.Scenarios {
		needs := slices.Contains(callers[s.ID], role.Name)
		switch {
		case s.Verdict == reports.Inconclusive && strings.Contains(s.Reason, key) && needs:
			undecided++
		case s.Verdict != reports.Passed:
			t.Errorf("%s %s: %s: %s", s.ID, s.Name, s.Verdict, s.Reason)
		case needs:
			t.Errorf("%s %s passed, and calls as the %s", s.ID, s.Name, role.Name)
		}
		if needs {
			called++
		}
	}
	if undecided != called || undecided == 0 || outcome.Exit != runnertest.ExitInconclusive {
		t.Errorf("%d scenarios are undecided, %d call as the %s; exit %d", undecided, called, role.Name, outcome.Exit)
	}
	told := 0
	for _, warning := range outcome.Results.Warnings {
		if strings.Contains(warning, key) {
			told++
		}
	}
	if told != 1 {
		t.Errorf("that %s is missing is told %d times: %q", key, told, outcome.Results.Warnings)
	}
}

// withAWrongKey holds, of each role whose credentials scenarios present where it may not call, that no refusal of a key which the building
// block does not know is taken for a refusal of the role.
func (p *proof) withAWrongKey(t *testing.T) {
	block, err := p.catalogue.Block(specs.Ref{Name: p.Name, Version: p.Version})
	if err != nil {
		t.Fatal(err)
	}
	server := runnertest.Serve(t, p.build(t, ""))
	right := run(t, p.walk(), target(server.URL), nil).Scenarios
	some := false
	for _, role := range block.Roles {
		misplaced := func(s reports.Scenario) bool { return strings.HasSuffix(s.ID, "/the-credentials-of-the-"+role.Name) }
		if !slices.ContainsFunc(right, misplaced) {
			continue
		}
		some = true
		t.Run(role.Name, func(t *testing.T) {
			t.Parallel()
			to := target(server.URL)
			all := to.Roles
			to.Roles = func(name string, another bool) string {
				if name == role.Name {
					return all(name, another) + "-mistyped"
				}
				return all(name, another)
			}
			for _, s := range run(t, p.walk(), to, nil).Scenarios {
				if misplaced(s) && s.Verdict != reports.Inconclusive {
					t.Errorf("%s %s: %s: %s", s.ID, s.Name, s.Verdict, s.Reason)
				}
			}
		})
	}
	if !some {
		t.Skip("no scenario presents the credentials of a role where it may not call")
	}
}
