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

// admitting lets in whoever presents the right key, to all but the operation that it is closed to.
func admitting(key, closed string, status int) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		if r.Header.Get("X-Key") == key && (closed == "" || r.Method != closed) {
			return false
		}
		w.WriteHeader(status)
		return true
	}
}

func presenting(key string) func(*Options) {
	return func(o *Options) {
		o.Target.BuildingBlocks["toys"].Authentication = target.Authentication{Type: "apiKey", Header: "X-Key", Key: target.Secret{Env: "KEY"}}
		o.Environment.Getenv = func(string) string { return key }
	}
}

// TestWhoeverLetsNobodyInIsNotJudged holds that wrong credentials lead to no failure: the verdict must not depend on a typing error.
func TestWhoeverLetsNobodyInIsNotJudged(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusUnauthorized, http.StatusForbidden} {
		_, server := toys.NewServer(t, admitting("the right key", "", status))
		o, rec := runOf(t, server.URL, toys.WholeFeature, presenting("another key"))
		outcome := mustRun(t, o)
		c := outcome.Results.Counts
		if outcome.Exit != problem.ExitInconclusive || c.Failed != 0 || c.Inconclusive != c.Total || len(rec.scenarios) != c.Total {
			t.Errorf("%d: exit %d, %+v, %d recorded", status, outcome.Exit, c, len(rec.scenarios))
		}
		if warnings := strings.Join(outcome.Results.Warnings, "\n"); !strings.Contains(warnings, "toys@1.0 let nobody in") || !strings.Contains(warnings, "Are they right") {
			t.Errorf("%d: %s", status, warnings)
		}
		for _, s := range rec.scenarios {
			for _, step := range s.Steps {
				if step.Verdict == reports.Failed {
					t.Errorf("%d: %s: %q failed", status, s.ID, step.Text)
				}
			}
		}
	}
}

// TestWhoeverTurnsSomeAwayIsJudged holds that credentials which are good for one operation have to be good for all, whenever in the
// run that becomes known.
func TestWhoeverTurnsSomeAwayIsJudged(t *testing.T) {
	t.Parallel()
	const list = "\n  @operation:toyList\n  Scenario: Toys are listed\n    When \"toyList\" is called\n    Then it is accepted\n"
	for _, closed := range []string{http.MethodPost, http.MethodDelete} {
		for _, concurrency := range []int{1, 4} {
			_, server := toys.NewServer(t, admitting("the right key", closed, http.StatusUnauthorized))
			o, rec := runOf(t, server.URL, toys.WholeFeature+list, func(o *Options) {
				presenting("the right key")(o)
				o.Concurrency = concurrency
			})
			outcome := mustRun(t, o)
			if outcome.Exit != problem.ExitNotConformant || len(outcome.Results.Warnings) > 0 || len(rec.scenarios) != outcome.Results.Counts.Total {
				t.Errorf("%s: exit %d, %+v, %q", closed, outcome.Exit, outcome.Results.Counts, outcome.Results.Warnings)
			}
		}
	}
}

func TestNobodyAsksForCredentials(t *testing.T) {
	t.Parallel()
	_, server := toys.NewServer(t, admitting("the right key", "", http.StatusUnauthorized))
	o, _ := runOf(t, server.URL, toys.WholeFeature, nil)
	outcome := mustRun(t, o)
	if outcome.Exit != problem.ExitInconclusive || outcome.Results.Counts.Failed != 0 {
		t.Errorf("exit %d, %+v", outcome.Exit, outcome.Results.Counts)
	}
	if warnings := strings.Join(outcome.Results.Warnings, "\n"); !strings.Contains(warnings, "the configuration has no credentials for it") {
		t.Error(warnings)
	}
}

func TestNothingIsWhereItIsLookedFor(t *testing.T) {
	t.Parallel()
	_, server := toys.NewServer(t, nil)
	o, _ := runOf(t, server.URL+"/elsewhere", toys.WholeFeature, nil)
	if warnings := strings.Join(mustRun(t, o).Results.Warnings, "\n"); !strings.Contains(warnings, "toys@1.0 answered 404 Not Found to every request. Is its URL right?") {
		t.Error(warnings)
	}
	o, _ = runOf(t, server.URL, toys.WholeFeature, nil)
	if warnings := mustRun(t, o).Results.Warnings; len(warnings) > 0 {
		t.Error(warnings)
	}
}
