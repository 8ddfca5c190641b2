package verdicts_test

import (
	"slices"
	"testing"

	"github.com/bbconform/bbconform/examples"
	"github.com/bbconform/bbconform/examples/consent"
	"github.com/bbconform/bbconform/examples/freedom"
	"github.com/bbconform/bbconform/examples/sandbox"
	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/runnertest"
	"github.com/bbconform/bbconform/specs"
)

// Cases of a refusal share what they begin with, and their control. What follows is about that alone: faults that could hide behind it,
// and conformant products that it could trouble.

// TestSharingHidesNothing holds that faults are found which show only in what several requests have to do with each other.
func TestSharingHidesNothing(t *testing.T) {
	t.Parallel()
	for _, fault := range []struct {
		name, operation string
		build           freedom.Middleware
		proven          bool // it is held against the operation; otherwise nothing is said of any refusal
	}{
		{"refuses the first time only", "configPolicyUpdate", refusesOnce, true},
		{"accepts what is left out once it was given before", "configPolicyUpdate", remembersRefused, true},
		{"checks credentials until they were wrong once", "configPolicyUpdate", checksCredentialsOnce, true},
		{"changes every other policy as it refuses", "configPolicyUpdate", changesOthers, true},
		{"removes the policy of a data agreement as it refuses to change it", "configDataAgreementUpdate", removesParent, true},
		{"accepts once", "configPolicyUpdate", acceptsAtMost(1), false},
		{"refuses everything after a while", "configPolicyUpdate", acceptsAtFirst(9), false},
	} {
		t.Run(fault.name, func(t *testing.T) {
			t.Parallel()
			outcome := runConsent(t, fault.build, func(suite *runnertest.Suite) *runnertest.Suite {
				if fault.proven {
					return suite.About(fault.operation)
				}
				return suite.About(fault.operation).Tagged("@contract") // refusals alone: what else is changed counts as well
			})
			blamed, refusals := 0, 0
			for _, s := range outcome.Scenarios {
				if !asksForRefusal(s) {
					continue
				}
				refusals++
				if s.Verdict == reports.Passed && !fault.proven {
					t.Errorf("%s passed: %s", s.ID, s.Name)
				}
				if s.Verdict == reports.Failed && slices.ContainsFunc(s.Findings, func(f reports.Finding) bool { return f.Operation == fault.operation }) {
					blamed++
				}
			}
			if refusals < 10 || fault.proven != (blamed > 0) {
				t.Errorf("%d of %d refusals failed because of %s", blamed, refusals, fault.operation)
				for _, s := range outcome.Scenarios {
					t.Log(s.ID, s.Name, s.Verdict, s.Reason)
				}
			}
		})
	}
}

// TestSharingTroublesNobody holds that products pass whose answers depend on what came before, and which are right all the same.
func TestSharingTroublesNobody(t *testing.T) {
	t.Parallel()
	for name, build := range map[string]freedom.Middleware{
		"a policy is locked after some refusals":          locks,
		"who is refused too often has to wait":            throttles,
		"a policy is there for so many requests":          expires,
		"no two policies have the same name":              namesOnce,
		"what was refused once is refused without a look": remembersRefusals,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			outcome := runConsent(t, build, func(suite *runnertest.Suite) *runnertest.Suite { return suite.About("configPolicyUpdate") })
			for _, s := range outcome.Scenarios {
				if asksForRefusal(s) && s.Verdict != reports.Passed {
					t.Errorf("%s %s: %s %s", s.ID, s.Name, s.Verdict, s.Reason)
				}
			}
		})
	}
}

func asksForRefusal(s reports.Scenario) bool { return s.Steps[len(s.Steps)-1].Text == "it is refused" }

// runConsent runs a part of the scenarios against the consent building block, of which build makes another.
func runConsent(t *testing.T, build freedom.Middleware, part func(*runnertest.Suite) *runnertest.Suite) *runnertest.Outcome {
	t.Helper()
	catalogue := specs.NewCatalogue(specs.Embedded())
	block, err := examples.Find(consent.Name)
	if err != nil {
		t.Fatal(err)
	}
	suite, err := runnertest.Load(catalogue, block.String())
	if err != nil {
		t.Fatal(err)
	}
	handler, err := block.New(sandbox.Options{Catalogue: catalogue})
	if err != nil {
		t.Fatal(err)
	}
	server := runnertest.Serve(t, build(handler))
	outcome, err := part(suite).Run(t.Context(), runnertest.Target{URL: server.URL, Concurrency: 1, Roles: func(role string, another bool) string {
		return sandbox.RoleCredential(sandbox.DefaultCredential, role, another)
	}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return outcome
}
