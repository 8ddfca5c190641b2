package runner

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/internal/toys"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/runner/problem"
	"github.com/bbconform/bbconform/runner/target"
)

// A contract finding in a preparation leaves scenarios inconclusive, and the operation has failed all the same.
func TestFindingsInPreparations(t *testing.T) {
	t.Parallel()
	_, server := toys.NewServer(t, func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodPost {
			w.Header().Set("Content-Type", "application/json")
			_, _ = fmt.Fprint(w, `{"id":"toy-1"}`)
			return true
		}
		return false
	})
	feature := toys.Head() + toys.From("  @operation:toyList")
	o, rec := runOf(t, server.URL, feature, nil)
	outcome := mustRun(t, o)
	f := outcome.Results
	if outcome.Exit != problem.ExitNotConformant || f.Counts.Inconclusive != 2 || f.Counts.Failed != 0 {
		t.Errorf("exit %d, %+v", outcome.Exit, f.Counts)
	}
	if want := "Not conformant: the operation toyCreate answered against the contract, although no scenario about that failed. 2 scenarios could not be decided."; f.Sentence != want {
		t.Errorf("got %q", f.Sentence)
	}
	for _, op := range f.BuildingBlocks[0].Operations {
		if (op.Verdict == reports.Failed) != (op.ID == "toyCreate") {
			t.Errorf("got %+v", op)
		}
	}
	if api := f.BuildingBlocks[0].ServiceAPIs[0]; api.Verdict != reports.Failed || api.Reason == "" {
		t.Errorf("got %+v", api)
	}
	for _, s := range rec.scenarios {
		if s.Verdict != reports.Inconclusive || !strings.Contains(s.Reason, "could not be prepared") || len(s.Findings) == 0 {
			t.Errorf("got %+v", s)
		}
	}

	// A known deviation waives both.
	o, rec = runOf(t, server.URL, feature, func(o *Options) {
		o.Target.BuildingBlocks["toys"].Deviations = []target.Deviation{{ID: "T-1", Operation: "toyCreate", Finding: "missing-field", Reason: "Names are coming.", Owner: "Us", Expires: target.Date{Year: 9999, Month: 1, Day: 1}}}
	})
	outcome = mustRun(t, o)
	if outcome.Results.Counts.Waived != 2 || outcome.Exit != problem.ExitInconclusive || outcome.Results.Deviations[0].Used != 2 {
		t.Errorf("exit %d, %+v", outcome.Exit, outcome.Results)
	}
	for _, s := range rec.scenarios {
		if s.Deviation != "T-1" || !strings.HasPrefix(s.Reason, "Waived until 9999-01-01 as the known deviation T-1 (Names are coming.; Us). ") {
			t.Errorf("got %+v", s)
		}
	}
}

// A target that refuses what should be accepted may want other test data: nothing is proven.
func TestRefusalInAPreparationProvesNothing(t *testing.T) {
	t.Parallel()
	_, server := toys.NewServer(t, func(w http.ResponseWriter, _ *http.Request) bool {
		w.WriteHeader(http.StatusUnauthorized)
		return true
	})
	feature := toys.Head() + toys.From("  @operation:toyRead")
	o, _ := runOf(t, server.URL, feature, nil)
	if outcome := mustRun(t, o); outcome.Exit != problem.ExitInconclusive || outcome.Results.Counts.Inconclusive != 3 {
		t.Errorf("exit %d, %s", outcome.Exit, outcome.Results.Sentence)
	}
}

// listsNothing is a fault of the server: whatever toys there are, its list is empty.
func listsNothing(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodGet || r.URL.Path != "/toys" {
		return false
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = fmt.Fprint(w, `[]`)
	return true
}

func TestWaivers(t *testing.T) {
	t.Parallel()
	deviation := func(change func(*target.Deviation)) target.Deviation {
		d := target.Deviation{Reason: "r", Owner: "o", Expires: target.Date{Year: 9999, Month: 1, Day: 1}}
		change(&d)
		return d
	}
	for name, test := range map[string]struct {
		d      target.Deviation
		waived bool
	}{
		"operation":         {deviation(func(d *target.Deviation) { d.Operation = "toyList" }), true},
		"another operation": {deviation(func(d *target.Deviation) { d.Operation = "toyRead" }), false},
		"scenario":          {deviation(func(d *target.Deviation) { d.Scenario = "A toy is listed" }), true},
		"identifier":        {deviation(func(d *target.Deviation) { d.Scenario = "toys/a/a-toy-is-listed" }), true},
		"another's":         {deviation(func(d *target.Deviation) { d.Scenario = "toys/a/a-toy-can-be-read" }), false},
		"a part of it":      {deviation(func(d *target.Deviation) { d.Scenario = "toys/a" }), false},
		"place":             {deviation(func(d *target.Deviation) { d.Scenario = "toys/a.feature:33" }), true},
		"another place":     {deviation(func(d *target.Deviation) { d.Scenario = "toys/a.feature:40" }), false},
		"tag":               {deviation(func(d *target.Deviation) { d.Tag = "@operation:toyList" }), true},
		"tag without @":     {deviation(func(d *target.Deviation) { d.Tag = "operation:toyList" }), true},
		"another finding":   {deviation(func(d *target.Deviation) { d.Finding = "too-slow" }), false},
		"all must hold":     {deviation(func(d *target.Deviation) { d.Operation, d.Tag = "toyList", "@smoke" }), false},
		"expired": {deviation(func(d *target.Deviation) {
			d.Operation, d.Expires = "toyList", target.Date{Year: 2020, Month: 1, Day: 1}
		}), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, server := toys.NewServer(t, listsNothing)
			o, rec := runOf(t, server.URL, toys.WholeFeature, func(o *Options) { o.Target.BuildingBlocks["toys"].Deviations = []target.Deviation{test.d} })
			outcome := mustRun(t, o)
			s := rec.at(33)
			if test.waived {
				if outcome.Exit != problem.ExitConformant || s.Verdict != reports.Waived || outcome.Results.Sentence != "Conformant, apart from known deviations: 5 of 6 scenarios passed, 1 waived as known deviations." {
					t.Errorf("exit %d, %s (%s), %s", outcome.Exit, s.Verdict, s.Reason, outcome.Results.Sentence)
				}
				return
			}
			if outcome.Exit != problem.ExitNotConformant || s.Verdict != reports.Failed {
				t.Errorf("exit %d, %s (%s)", outcome.Exit, s.Verdict, s.Reason)
			}
			if w := strings.Join(outcome.Results.Warnings, " "); !strings.Contains(w, "toys deviation 1") || outcome.Results.Deviations[0].Expired != (name == "expired") {
				t.Errorf("warnings %q, %+v", w, outcome.Results.Deviations)
			}
		})
	}
}

// What a deviation names by its line, or by an identifier that is no longer in use, is waived, and the report says what to write.
func TestWaiversByFormerAddresses(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]struct{ match, warning string }{
		"toys/a.feature:33":       {"toys, scenario toys/a/a-toy-is-listed (written as toys/a.feature:33)", `Now it means "A toy is listed": if that is the one, write toys/a/a-toy-is-listed`},
		"toys/a/toys-are-listed":  {"toys, scenario toys/a/a-toy-is-listed (written as toys/a/toys-are-listed)", "the identifier toys/a/toys-are-listed is no longer in use: write toys/a/a-toy-is-listed"},
		"toys/a/a-toy-is-listed":  {"toys, scenario toys/a/a-toy-is-listed", ""},
		"A toy is listed":         {"toys, scenario A toy is listed", ""},
		"toys/a/a-toy-is-counted": {"toys, scenario toys/a/a-toy-is-counted", `there is no scenario "toys/a/a-toy-is-counted"`},
	} {
		t.Run(written, func(t *testing.T) {
			t.Parallel()
			_, server := toys.NewServer(t, listsNothing)
			features := toys.Folder(map[string]string{"a.feature": toys.WholeFeature})
			features["retired.yaml"] = &fstest.MapFile{Data: []byte("retired: [{id: toys/a/toys-are-listed, replacedBy: [toys/a/a-toy-is-listed]}]")}
			o, rec := runOf(t, server.URL, "", func(o *Options) {
				o.Target.BuildingBlocks["toys"].Deviations = []target.Deviation{{ID: "T-1", Scenario: written, Reason: "r", Owner: "o", Expires: target.Date{Year: 9999, Month: 1, Day: 1}}}
				var err error
				if o.Plan, err = plan.New(plan.Options{Catalogue: o.Catalogue, Features: features, Target: o.Target}); err != nil {
					t.Fatal(err)
				}
			})
			outcome := mustRun(t, o)
			f := outcome.Results
			waives := !strings.Contains(want.warning, "there is no scenario")
			if s := rec.at(33); (s.Verdict == reports.Waived) != waives || s.ID != "toys/a/a-toy-is-listed" || (outcome.Exit == problem.ExitConformant) != waives {
				t.Errorf("exit %d, %s: %s", outcome.Exit, s.ID, s.Verdict)
			}
			if f.Deviations[0].Match != want.match {
				t.Errorf("covers %q", f.Deviations[0].Match)
			}
			if w := strings.Join(f.Warnings, "\n"); !strings.Contains(w, want.warning) || want.warning == "" && w != "" {
				t.Errorf("warnings %q", w)
			}
		})
	}
}

func TestNotClaimedIsNotApplicable(t *testing.T) {
	t.Parallel()
	_, server := toys.NewServer(t, nil)
	o, rec := runOf(t, server.URL, toys.WholeFeature, func(o *Options) {
		o.Target.BuildingBlocks["toys"].NotClaimed = []target.NotClaimed{{ServiceAPI: "throwing", Reason: "Kept for ever."}}
	})
	outcome := mustRun(t, o)
	if outcome.Exit != problem.ExitConformant || outcome.Results.Sentence != "Conformant: all 5 scenarios passed. 1 scenario is not applicable." {
		t.Errorf("exit %d, %q", outcome.Exit, outcome.Results.Sentence)
	}
	s := rec.at(40)
	if s.Verdict != reports.NotApplicable || s.Reason != "The target does not claim the service API throwing: Kept for ever." || len(rec.exchanges[s.ID]) != 0 {
		t.Errorf("got %+v", s)
	}
	b := outcome.Results.BuildingBlocks[0]
	if b.ServiceAPIs[1].Verdict != reports.NotApplicable || b.ServiceAPIs[1].Reason == "" || len(b.NotTested) != 1 || b.NotTested[0].What != "operation toyDelete" {
		t.Errorf("got %+v", b)
	}

	// Who claims nothing has passed nothing.
	o, _ = runOf(t, server.URL, toys.WholeFeature, func(o *Options) {
		o.Target.BuildingBlocks["toys"].NotClaimed = []target.NotClaimed{{ServiceAPI: "throwing", Reason: "r"}, {ServiceAPI: "keeping", Reason: "r"}}
	})
	if outcome := mustRun(t, o); outcome.Exit != problem.ExitInconclusive || outcome.Results.BuildingBlocks[0].Verdict != reports.NotApplicable {
		t.Errorf("exit %d, %s", outcome.Exit, outcome.Results.Sentence)
	}
}
