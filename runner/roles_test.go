package runner

import (
	"net/http"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/internal/toys"
	"github.com/bbconform/bbconform/runner/problem"
	"github.com/bbconform/bbconform/runner/target"
)

// withRoles lets the toys have roles, each with the token that the configuration has for it; the others have none.
func withRoles(roles ...string) func(*Options) {
	return func(o *Options) {
		o.Catalogue = toys.CatalogueWithRoles()
		o.Target.BuildingBlocks["toys"].Roles = map[string]*target.Role{}
		for _, role := range roles {
			o.Target.BuildingBlocks["toys"].Roles[role] = &target.Role{Authentication: target.Authentication{Type: "bearer", Token: target.Secret{Env: role}}}
		}
		o.Environment.Getenv = func(role string) string { return "token-of-the-" + role }
	}
}

// guarded lets each role do what it may, and turns everybody else away.
func guarded(shutTo string) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		role := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer token-of-the-")
		throws := r.Method == http.MethodDelete
		if role != shutTo && (role == "keeper" && !throws || role == "toy-thrower" && (throws || r.Method == http.MethodGet && r.URL.Path != "/toys")) {
			return false
		}
		w.WriteHeader(http.StatusForbidden)
		return true
	}
}

func TestEachRoleCallsWhatItMay(t *testing.T) {
	t.Parallel()
	_, server := toys.NewServer(t, guarded(""))
	o, rec := runOf(t, server.URL, toys.WholeFeature, withRoles("keeper", "toy-thrower"))
	outcome := mustRun(t, o)
	if outcome.Exit != problem.ExitConformant || outcome.Results.Counts.Passed != 6 || len(outcome.Results.Warnings) > 0 {
		t.Errorf("exit %d, %+v, %q", outcome.Exit, outcome.Results.Counts, outcome.Results.Warnings)
	}
	for _, exchanges := range rec.exchanges {
		for _, e := range exchanges {
			if want := map[bool]string{false: "keeper", true: "toy-thrower"}[e.Operation == "toyDelete"]; e.Role != want {
				t.Errorf("%s is called as the %s", e.Operation, e.Role)
			}
		}
	}
}

// TestARoleThatIsNotConfigured holds that exactly the scenarios which have to call as a role that the configuration has nothing for are
// undecided, with what to configure, and that it is told once.
func TestARoleThatIsNotConfigured(t *testing.T) {
	t.Parallel()
	for missing, count := range map[string]int{"toy-thrower": 1, "keeper": 6} {
		configured := map[string]string{"toy-thrower": "keeper", "keeper": "toy-thrower"}[missing]
		_, server := toys.NewServer(t, guarded(""))
		o, rec := runOf(t, server.URL, toys.WholeFeature, withRoles(configured))
		outcome := mustRun(t, o)
		c := outcome.Results.Counts
		if outcome.Exit != problem.ExitInconclusive || c.Inconclusive != count || c.Passed != 6-count {
			t.Errorf("without the %s: exit %d, %+v", missing, outcome.Exit, c)
		}
		key := "buildingBlocks.toys.roles." + missing + ".authentication"
		for _, s := range rec.scenarios {
			if s.Verdict != reports.Inconclusive {
				continue
			}
			if !strings.Contains(s.Reason, "the "+strings.ReplaceAll(missing, "-", " ")+" has to call ") || !strings.Contains(s.Reason, ", and the target's configuration has nothing for that: it belongs under "+key) {
				t.Errorf("%s: %s", s.Name, s.Reason)
			}
		}
		if warnings := outcome.Results.Warnings; len(warnings) != 1 || !strings.Contains(warnings[0], key) {
			t.Errorf("warnings %q", warnings)
		}
	}
}

// TestARoleThatIsTurnedAway holds that a role which is let in nowhere makes its own scenarios undecided and no others.
func TestARoleThatIsTurnedAway(t *testing.T) {
	t.Parallel()
	for shut, count := range map[string]int{"toy-thrower": 1, "keeper": 6} {
		_, server := toys.NewServer(t, guarded(shut))
		o, rec := runOf(t, server.URL, toys.WholeFeature, withRoles("keeper", "toy-thrower"))
		outcome := mustRun(t, o)
		c := outcome.Results.Counts
		if outcome.Exit != problem.ExitInconclusive || c.Failed != 0 || c.Inconclusive != count || len(rec.scenarios) != 6 {
			t.Errorf("%s: exit %d, %+v", shut, outcome.Exit, c)
		}
		if warnings := strings.Join(outcome.Results.Warnings, "\n"); !strings.Contains(warnings, "toys@1.0 let nobody in as the "+strings.ReplaceAll(shut, "-", " ")+": 403 Forbidden") && shut == "toy-thrower" {
			t.Errorf("%s: %s", shut, warnings)
		}
	}
}
