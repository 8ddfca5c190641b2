package runner

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/steps"
)

// toyServer keeps toys as the contract says, apart from what change makes of it.
type toyServer struct {
	mu     sync.Mutex
	toys   map[string]map[string]any
	next   int
	change func(w http.ResponseWriter, r *http.Request) bool // true: it has answered
}

func newToyServer(t testing.TB, change func(http.ResponseWriter, *http.Request) bool) (*toyServer, *httptest.Server) {
	t.Helper()
	s := &toyServer{toys: map[string]map[string]any{}, change: change}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return s, server
}

func (s *toyServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.change != nil && s.change(w, r) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	id, single := strings.CutPrefix(r.URL.Path, "/toys/")
	toy := s.toys[id]
	switch {
	case r.URL.Path == "/toys" && r.Method == http.MethodPost:
		data, _ := io.ReadAll(r.Body)
		var sent map[string]any
		name, _ := "", false
		if json.Unmarshal(data, &sent) == nil {
			name, _ = sent["name"].(string)
		}
		if name == "" || len(name) > 40 {
			w.Header().Del("Content-Type")
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		s.next++
		sent["id"] = fmt.Sprint("toy-", s.next)
		s.toys[sent["id"].(string)] = sent
		_ = json.NewEncoder(w).Encode(sent)
	case r.URL.Path == "/toys":
		all := []map[string]any{}
		for _, t := range s.toys {
			all = append(all, t)
		}
		_ = json.NewEncoder(w).Encode(all)
	case single && toy != nil && r.Method == http.MethodGet:
		_ = json.NewEncoder(w).Encode(toy)
	case single && toy != nil && r.Method == http.MethodDelete:
		delete(s.toys, id)
		w.WriteHeader(http.StatusNoContent)
	default:
		w.Header().Del("Content-Type")
		w.WriteHeader(http.StatusNotFound)
	}
}

const runFeature = toyFeature + `
  @operation:toyList
  Scenario: A toy is listed
    Given an existing toy
    When "toyList" is called
    Then it is accepted
    And the answer contains the toy

  @operation:toyDelete @service-api:throwing
  Scenario: A toy is thrown away
    Given an existing toy
    When "toyDelete" is called
    Then it is accepted
    And the toy can no longer be read
`

// runOf prepares a run of the features against base.
func runOf(t testing.TB, base, features string, change func(*Options)) (Options, *record) {
	t.Helper()
	rec := newRecord()
	target := &Target{Product: "Toy box", BuildingBlocks: map[string]*BlockTarget{"toys": {URL: base}}, order: []string{"toys"}}
	target.Limits.Readiness = Duration(500 * time.Millisecond)
	o := Options{
		Target: target, Catalogue: toysCatalogue(), Tool: reports.Tool{Name: "bbconform", Version: "test"}, Record: rec.begin,
		Environment: Environment{Now: time.Now, ReadFile: os.ReadFile},
	}
	if change != nil {
		change(&o)
	}
	if o.Plan == nil {
		var err error
		o.Plan, err = NewPlan(PlanOptions{
			Catalogue: o.Catalogue, Features: toyFeatures(map[string]string{"a.feature": features}), Target: o.Target,
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return o, rec
}

func mustRun(t testing.TB, o Options) *Outcome {
	t.Helper()
	outcome, err := Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return outcome
}

// verdicts lists the scenarios by line.
func (r *record) verdicts() map[int]reports.Verdict {
	out := map[int]reports.Verdict{}
	for _, s := range r.scenarios {
		out[s.Line] = s.Verdict
	}
	return out
}

func (r *record) at(line int) reports.Scenario {
	for _, s := range r.scenarios {
		if s.Line == line {
			return s
		}
	}
	return reports.Scenario{}
}

func TestConformantTarget(t *testing.T) {
	t.Parallel()
	toys, server := newToyServer(t, nil)
	o, rec := runOf(t, server.URL, runFeature, nil)
	outcome := mustRun(t, o)
	f := outcome.Results
	if outcome.Exit != ExitConformant || f.Verdict != reports.Passed || !f.Complete || f.Sentence != "Conformant: all 6 scenarios passed." {
		t.Errorf("exit %d, %s: %s", outcome.Exit, f.Verdict, f.Sentence)
		for _, s := range rec.scenarios {
			t.Logf("%s: %s %s", s.Name, s.Verdict, s.Reason)
		}
	}
	if diff := cmp.Diff(reports.Counts{Total: 6, Passed: 6}, f.Counts); diff != "" {
		t.Error(diff)
	}
	b := f.BuildingBlocks[0]
	if b.Verdict != reports.Passed || b.Sentence != f.Sentence || b.URLs["toys"] != server.URL || len(b.ServiceAPIs) != 2 || b.ServiceAPIs[0].Counts.Passed != 5 || b.ServiceAPIs[1].Verdict != reports.Passed {
		t.Errorf("got %+v", b)
	}
	for _, op := range b.Operations {
		if op.Verdict != reports.Passed || op.Calls == 0 || op.Findings != 0 || op.Counts.Total == 0 {
			t.Errorf("got %+v", op)
		}
	}
	if f.Run.ID == "" || f.Run.Started.IsZero() || f.Run.Ended.Before(f.Run.Started) || f.Run.Concurrency != defaultConcurrency || f.Target.Product != "Toy box" || f.Tool.Version != "test" {
		t.Errorf("got %+v", f.Run)
	}
	if len(rec.planned) != 6 || len(rec.scenarios) != 6 || rec.final == nil || len(f.Sources) != 1 {
		t.Errorf("%d planned, %d recorded", len(rec.planned), len(rec.scenarios))
	}
	s := rec.at(22)
	if s.Verdict != reports.Passed || s.Reason != "" || len(s.Steps) != 5 || s.Steps[3].Verdict != reports.Passed || len(s.Steps[3].Exchanges) != 2 || len(s.Steps[4].Checks) == 0 || s.Milliseconds <= 0 || s.Started.IsZero() {
		t.Errorf("got %+v", s)
	}
	purposes := map[string]bool{}
	for _, e := range rec.exchanges[s.ID] {
		purposes[e.Purpose] = true
	}
	if !purposes["control"] || !purposes["request"] || !purposes["cleanup"] {
		t.Errorf("exchanges for %v", purposes)
	}
	if len(toys.toys) != 0 {
		t.Errorf("%d toys are left behind", len(toys.toys))
	}
}

func TestFailuresAndTheirSentence(t *testing.T) {
	t.Parallel()
	_, server := newToyServer(t, func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodDelete { // says so and does not do it
			w.WriteHeader(http.StatusNoContent)
			return true
		}
		return false
	})
	o, rec := runOf(t, server.URL, runFeature, nil)
	outcome := mustRun(t, o)
	if outcome.Exit != ExitNotConformant || outcome.Results.Verdict != reports.Failed {
		t.Errorf("exit %d, %s", outcome.Exit, outcome.Results.Sentence)
	}
	if got := outcome.Results.Sentence; !strings.HasPrefix(got, "Not conformant: 1 of 6 scenarios failed, at the operation ") {
		t.Errorf("got %q", got)
	}
	s := rec.at(40)
	if s.Verdict != reports.Failed || s.Reason == "" || len(s.Findings) == 0 || s.Steps[len(s.Steps)-1].Verdict != reports.Failed {
		t.Errorf("got %+v", s)
	}
	if got := rec.at(8).Verdict; got != reports.Passed {
		t.Errorf("another scenario is %s", got)
	}
}

// A contract finding in a preparation leaves scenarios inconclusive, and the operation has failed all the same.
func TestFindingsInPreparations(t *testing.T) {
	t.Parallel()
	_, server := newToyServer(t, func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodPost {
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprint(w, `{"id":"toy-1"}`)
			return true
		}
		return false
	})
	feature := runFeature[:strings.Index(runFeature, "  @smoke")] + runFeature[strings.Index(runFeature, "  @operation:toyList"):]
	o, rec := runOf(t, server.URL, feature, nil)
	outcome := mustRun(t, o)
	f := outcome.Results
	if outcome.Exit != ExitNotConformant || f.Counts.Inconclusive != 2 || f.Counts.Failed != 0 {
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
		o.Target.BuildingBlocks["toys"].Deviations = []Deviation{{ID: "T-1", Operation: "toyCreate", Finding: "missing-field", Reason: "Names are coming.", Owner: "Us", Expires: Date{9999, 1, 1}}}
	})
	outcome = mustRun(t, o)
	if outcome.Results.Counts.Waived != 2 || outcome.Exit != ExitInconclusive || outcome.Results.Deviations[0].Used != 2 {
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
	_, server := newToyServer(t, func(w http.ResponseWriter, r *http.Request) bool {
		w.WriteHeader(http.StatusUnauthorized)
		return true
	})
	feature := runFeature[:strings.Index(runFeature, "  @smoke")] + runFeature[strings.Index(runFeature, "  @operation:toyRead"):]
	o, _ := runOf(t, server.URL, feature, nil)
	if outcome := mustRun(t, o); outcome.Exit != ExitInconclusive || outcome.Results.Counts.Inconclusive != 3 {
		t.Errorf("exit %d, %s", outcome.Exit, outcome.Results.Sentence)
	}
}

func TestWaivers(t *testing.T) {
	t.Parallel()
	deviation := func(change func(*Deviation)) Deviation {
		d := Deviation{Reason: "r", Owner: "o", Expires: Date{9999, 1, 1}}
		change(&d)
		return d
	}
	for name, test := range map[string]struct {
		d      Deviation
		waived bool
	}{
		"operation":         {deviation(func(d *Deviation) { d.Operation = "toyList" }), true},
		"another operation": {deviation(func(d *Deviation) { d.Operation = "toyRead" }), false},
		"scenario":          {deviation(func(d *Deviation) { d.Scenario = "A toy is listed" }), true},
		"place":             {deviation(func(d *Deviation) { d.Scenario = "toys/a.feature:33" }), true},
		"another place":     {deviation(func(d *Deviation) { d.Scenario = "toys/a.feature:40" }), false},
		"tag":               {deviation(func(d *Deviation) { d.Tag = "@operation:toyList" }), true},
		"tag without @":     {deviation(func(d *Deviation) { d.Tag = "operation:toyList" }), true},
		"another finding":   {deviation(func(d *Deviation) { d.Finding = "too-slow" }), false},
		"all must hold":     {deviation(func(d *Deviation) { d.Operation, d.Tag = "toyList", "@smoke" }), false},
		"expired":           {deviation(func(d *Deviation) { d.Operation, d.Expires = "toyList", Date{2020, 1, 1} }), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, server := newToyServer(t, func(w http.ResponseWriter, r *http.Request) bool {
				if r.Method == http.MethodGet && r.URL.Path == "/toys" {
					w.Header().Set("Content-Type", "application/json")
					fmt.Fprint(w, `[]`)
					return true
				}
				return false
			})
			o, rec := runOf(t, server.URL, runFeature, func(o *Options) { o.Target.BuildingBlocks["toys"].Deviations = []Deviation{test.d} })
			outcome := mustRun(t, o)
			s := rec.at(33)
			if test.waived {
				if outcome.Exit != ExitConformant || s.Verdict != reports.Waived || outcome.Results.Sentence != "Conformant, apart from known deviations: 5 of 6 scenarios passed, 1 waived as known deviations." {
					t.Errorf("exit %d, %s (%s), %s", outcome.Exit, s.Verdict, s.Reason, outcome.Results.Sentence)
				}
				return
			}
			if outcome.Exit != ExitNotConformant || s.Verdict != reports.Failed {
				t.Errorf("exit %d, %s (%s)", outcome.Exit, s.Verdict, s.Reason)
			}
			if w := strings.Join(outcome.Results.Warnings, " "); !strings.Contains(w, "toys deviation 1") || outcome.Results.Deviations[0].Expired != (name == "expired") {
				t.Errorf("warnings %q, %+v", w, outcome.Results.Deviations)
			}
		})
	}
}

func TestNotClaimedIsNotApplicable(t *testing.T) {
	t.Parallel()
	_, server := newToyServer(t, nil)
	o, rec := runOf(t, server.URL, runFeature, func(o *Options) {
		o.Target.BuildingBlocks["toys"].NotClaimed = []NotClaimed{{ServiceAPI: "throwing", Reason: "Kept for ever."}}
	})
	outcome := mustRun(t, o)
	if outcome.Exit != ExitConformant || outcome.Results.Sentence != "Conformant: all 5 scenarios passed. 1 scenario is not applicable." {
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
	o, _ = runOf(t, server.URL, runFeature, func(o *Options) {
		o.Target.BuildingBlocks["toys"].NotClaimed = []NotClaimed{{ServiceAPI: "throwing", Reason: "r"}, {ServiceAPI: "keeping", Reason: "r"}}
	})
	if outcome := mustRun(t, o); outcome.Exit != ExitInconclusive || outcome.Results.BuildingBlocks[0].Verdict != reports.NotApplicable {
		t.Errorf("exit %d, %s", outcome.Exit, outcome.Results.Sentence)
	}
}

func TestPartNeverClaimsConformance(t *testing.T) {
	t.Parallel()
	_, server := newToyServer(t, nil)
	o, _ := runOf(t, server.URL, runFeature, nil)
	plan, err := NewPlan(PlanOptions{
		Catalogue: o.Catalogue, Features: toyFeatures(map[string]string{"a.feature": runFeature}), Target: o.Target, Selection: Selection{Tags: "@smoke"},
	})
	if err != nil {
		t.Fatal(err)
	}
	o.Plan = plan
	outcome := mustRun(t, o)
	if want := "Passed, of the part that was selected (tags @smoke): 1 of 1 scenario. This says nothing about the rest."; outcome.Results.Sentence != want || outcome.Exit != ExitConformant {
		t.Errorf("exit %d, %q", outcome.Exit, outcome.Results.Sentence)
	}
	if n := outcome.Results.BuildingBlocks[0].NotTested; len(n) != 3 || n[0].Reason != "No scenario about it was selected." {
		t.Errorf("got %+v", n)
	}
}

func TestUnreachableTargetIsReported(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	o, rec := runOf(t, server.URL, runFeature, func(o *Options) {
		o.Environment.Getenv = func(name string) string { return map[string]string{"HTTP_PROXY": "http://proxy"}[name] }
	})
	outcome, err := Run(t.Context(), o)
	if ExitCode(err) != ExitInconclusive || !strings.Contains(err.Error(), "connection refused: nothing listens at") || !strings.Contains(Hint(err), "HTTP_PROXY is set") {
		t.Errorf("got %v, %q", err, Hint(err))
	}
	if outcome == nil || outcome.Exit != ExitInconclusive || outcome.Results.Complete || outcome.Results.Counts.Inconclusive != 6 || rec.final == nil {
		t.Fatalf("got %+v", outcome)
	}
	if got := outcome.Results.Sentence; !strings.Contains(got, "6 scenarios were not run: the target could not be reached: toys@1.0 at") {
		t.Errorf("got %q", got)
	}
	for _, s := range rec.scenarios {
		if !strings.HasPrefix(s.Reason, "Not run: the target could not be reached: ") {
			t.Errorf("got %q", s.Reason)
		}
	}
}

// watcher follows a run.
type watcher struct {
	t       testing.TB
	busy    atomic.Bool
	planned *Plan
	started []string
	ended   []reports.Scenario
	final   *reports.Results
	at      func(*PlannedScenario)
}

func (w *watcher) alone() func() {
	if w.busy.Swap(true) {
		w.t.Error("two calls at a time")
	}
	return func() { w.busy.Store(false) }
}
func (w *watcher) Planned(p *Plan) { defer w.alone()(); w.planned = p }
func (w *watcher) ScenarioStarted(s *PlannedScenario) {
	defer w.alone()()
	w.started = append(w.started, s.ID)
	if w.at != nil {
		w.at(s)
	}
}
func (w *watcher) ScenarioEnded(s reports.Scenario) { defer w.alone()(); w.ended = append(w.ended, s) }
func (w *watcher) Ended(f reports.Results)          { defer w.alone()(); w.final = &f }

func TestProgress(t *testing.T) {
	t.Parallel()
	_, server := newToyServer(t, nil)
	watch := &watcher{t: t}
	o, _ := runOf(t, server.URL, runFeature, func(o *Options) { o.Progress = watch })
	mustRun(t, o)
	if watch.planned != o.Plan || len(watch.started) != 6 || len(watch.ended) != 6 || watch.final == nil {
		t.Errorf("%d started, %d ended", len(watch.started), len(watch.ended))
	}
}

func TestFailFast(t *testing.T) {
	t.Parallel()
	_, server := newToyServer(t, func(w http.ResponseWriter, r *http.Request) bool {
		w.WriteHeader(http.StatusInternalServerError)
		return true
	})
	watch := &watcher{t: t}
	o, rec := runOf(t, server.URL, runFeature, func(o *Options) { o.FailFast, o.Concurrency, o.Progress = true, 1, watch })
	outcome := mustRun(t, o)
	if outcome.Exit != ExitNotConformant || outcome.Results.Complete || outcome.Results.Interruption != "stopped after the first failure (--fail-fast)" {
		t.Errorf("exit %d, %+v", outcome.Exit, outcome.Results)
	}
	if len(watch.started) != 1 || len(rec.scenarios) != 6 || outcome.Results.Counts.Failed != 1 || outcome.Results.Counts.Inconclusive != 5 {
		t.Errorf("%d started, %+v", len(watch.started), outcome.Results.Counts)
	}
	if got := rec.at(33).Reason; got != "Not run: stopped after the first failure (--fail-fast)" {
		t.Errorf("got %q", got)
	}
}

func TestInterruptedRun(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	var posts atomic.Int32
	toys, server := newToyServer(t, func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodGet && r.URL.Path == "/toys" { // in the middle of a scenario that has made a toy
			cancel()
			untilGone(r)
			return true
		}
		posts.Add(1)
		return false
	})
	o, rec := runOf(t, server.URL, runFeature, func(o *Options) { o.Concurrency = 1 })
	before := time.Now()
	outcome, err := Run(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	f := outcome.Results
	if outcome.Exit != ExitInconclusive || f.Complete || f.Interruption != "the run was interrupted" || f.Counts.Passed != 3 || f.Counts.Inconclusive != 3 {
		t.Errorf("exit %d, %+v, %s", outcome.Exit, f.Counts, f.Sentence)
	}
	if s := rec.at(33); s.Verdict != reports.Inconclusive || !strings.Contains(s.Reason, "the run was interrupted") || len(s.Findings) != 0 {
		t.Errorf("got %+v", s)
	}
	if s := rec.at(40); s.Reason != "Not run: the run was interrupted" {
		t.Errorf("got %q", s.Reason)
	}
	if len(toys.toys) != 0 {
		t.Errorf("%d toys are left behind", len(toys.toys))
	}
	if took := time.Since(before); took > 20*time.Second {
		t.Errorf("it took %s", took)
	}
}

func TestScenarioLimit(t *testing.T) {
	t.Parallel()
	_, server := newToyServer(t, func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodGet && r.URL.Path == "/toys" {
			untilGone(r)
			return true
		}
		return false
	})
	o, rec := runOf(t, server.URL, runFeature, func(o *Options) { o.Target.Limits.Scenario = Duration(300 * time.Millisecond) })
	mustRun(t, o)
	if s := rec.at(33); s.Verdict != reports.Inconclusive || !strings.Contains(s.Reason, "the scenario took longer than 300ms (limits.scenario)") {
		t.Errorf("got %s %q", s.Verdict, s.Reason)
	}
}

func TestFaultsOfTheHarness(t *testing.T) {
	t.Parallel()
	for what, halts := range map[string]bool{"exchange": false, "scenario": true, "close": false} {
		_, server := newToyServer(t, nil)
		o, rec := runOf(t, server.URL, runFeature, nil)
		rec.fail = func(at string) error {
			if at == what {
				return errors.New("disk full")
			}
			return nil
		}
		outcome, err := Run(t.Context(), o)
		if ExitCode(err) != ExitFault || !strings.Contains(err.Error(), "disk full") || outcome == nil || outcome.Exit != ExitFault {
			t.Errorf("%s: %v, %+v", what, err, outcome)
		}
		if halts && outcome.Results.Complete {
			t.Errorf("%s: complete", what)
		}
	}
	for _, what := range []string{"begin", "plan"} {
		_, server := newToyServer(t, nil)
		o, rec := runOf(t, server.URL, runFeature, nil)
		rec.fail = func(at string) error {
			if at == what {
				return errors.New("disk full")
			}
			return nil
		}
		if outcome, err := Run(t.Context(), o); ExitCode(err) != ExitFault || outcome != nil {
			t.Errorf("%s: %v, %+v", what, err, outcome)
		}
	}
}

// What is found does not depend on how many scenarios run at a time, nor on the order in which they start.
func TestResultsDoNotDependOnTheOrder(t *testing.T) {
	t.Parallel()
	var want map[int]reports.Verdict
	var starts [][]string
	for _, how := range []struct {
		concurrency int
		seed        int64
	}{{1, 0}, {1, 7}, {1, 7}, {1, 8}, {8, 0}, {8, 3}} {
		_, server := newToyServer(t, func(w http.ResponseWriter, r *http.Request) bool {
			if r.Method == http.MethodDelete {
				w.WriteHeader(http.StatusNoContent)
				return true
			}
			return false
		})
		watch := &watcher{t: t}
		o, rec := runOf(t, server.URL, runFeature, func(o *Options) { o.Concurrency, o.Seed, o.Progress = how.concurrency, how.seed, watch })
		mustRun(t, o)
		got := rec.verdicts()
		if want == nil {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%+v: %s", how, diff)
		}
		if !strings.HasSuffix(watch.started[len(watch.started)-1], ":26") {
			t.Errorf("%+v: what must be alone is not the last: %v", how, watch.started)
		}
		starts = append(starts, watch.started)
	}
	if slices.Equal(starts[0], starts[1]) || !slices.Equal(starts[1], starts[2]) || slices.Equal(starts[1], starts[3]) {
		t.Errorf("the seed does not choose the order: %v", starts)
	}
}

// What must be alone is alone.
func TestAlone(t *testing.T) {
	t.Parallel()
	var running, most atomic.Int32
	var alone atomic.Bool
	_, server := newToyServer(t, func(_ http.ResponseWriter, r *http.Request) bool {
		n := running.Add(1)
		defer running.Add(-1)
		if alone.Load() && n > 1 {
			t.Error("another request beside a scenario that must be alone")
		}
		most.Store(max(most.Load(), n))
		time.Sleep(time.Millisecond)
		return false
	})
	watch := &watcher{t: t, at: func(s *PlannedScenario) { alone.Store(s.Alone) }}
	many := runFeature
	for range 3 {
		many += strings.ReplaceAll(runFeature[strings.Index(runFeature, "  @operation:toyRead"):], "Scenario: ", "Scenario: again ")
	}
	o, _ := runOf(t, server.URL, many, func(o *Options) { o.Progress = watch })
	if outcome := mustRun(t, o); outcome.Exit != ExitConformant {
		t.Error(outcome.Results.Sentence)
	}
	if most.Load() < 2 {
		t.Error("nothing ran side by side")
	}
}

func TestTargetThatStopsAnswering(t *testing.T) {
	t.Parallel()
	var served atomic.Int32
	_, server := newToyServer(t, func(w http.ResponseWriter, _ *http.Request) bool {
		if served.Add(1) > 3 {
			panic(http.ErrAbortHandler)
		}
		return false
	})
	many := runFeature
	for i := range 8 {
		many += strings.ReplaceAll(runFeature[strings.Index(runFeature, "  @operation:toyList"):], "Scenario: ", fmt.Sprintf("Scenario: %d ", i))
	}
	o, rec := runOf(t, server.URL, many, func(o *Options) { o.Concurrency = 1 })
	outcome := mustRun(t, o)
	if outcome.Results.Complete || outcome.Exit == ExitConformant || !strings.Contains(outcome.Results.Interruption, "the target stopped answering") {
		t.Errorf("exit %d, %s", outcome.Exit, outcome.Results.Sentence)
	}
	notRun := 0
	for _, s := range rec.scenarios {
		if strings.HasPrefix(s.Reason, "Not run: the target stopped answering: 20 requests in a row had no answer, at last: the connection was closed") {
			notRun++
		}
	}
	if notRun == 0 {
		t.Error("it is asked to the end")
	}
}

func TestSecretsAreNowhere(t *testing.T) {
	t.Parallel()
	const secret = "very-secret-value/+="
	_, server := newToyServer(t, func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodPost && r.Header.Get("X-Key") == secret {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("X-Echo", secret)
			fmt.Fprintf(w, `{"id":%q,"name":%q,"colour":7}`, secret, secret)
			return true
		}
		return false
	})
	o, rec := runOf(t, server.URL, runFeature, func(o *Options) {
		o.Target.BuildingBlocks["toys"].Authentication = Authentication{Type: "apiKey", Header: "X-Key", Key: Secret{Value: secret}}
		o.Arguments = []string{"run", "--key=" + secret}
		o.Target.Contact = secret
		o.Progress = &watcher{t: t}
	})
	outcome := mustRun(t, o)
	all, err := json.Marshal([]any{rec.header, rec.exchanges, rec.scenarios, rec.final, outcome.Results, o.Progress.(*watcher).ended})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(all), "very-secret") {
		i := strings.Index(string(all), "very-secret")
		t.Errorf("the secret shows: …%s…", all[max(0, i-200):i+100])
	}
	if !strings.Contains(string(all), redacted) {
		t.Error("nothing was redacted")
	}
}

// A panic of a sentence is a fault of the harness, and the other scenarios go on.
func TestPanicInASentence(t *testing.T) {
	t.Parallel()
	_, server := newToyServer(t, nil)
	o, rec := runOf(t, server.URL, runFeature, nil)
	definitions := o.Plan.Scenarios[3].definitions
	for i, d := range definitions {
		if d.Expression.MatchString("an existing toy") {
			definitions[i] = steps.Definition{Expression: d.Expression} // it has nothing to run
		}
	}
	outcome, err := Run(t.Context(), o)
	if ExitCode(err) != ExitFault || outcome.Exit != ExitFault || !strings.Contains(err.Error(), "toys/a.feature:27: ") || !strings.Contains(err.Error(), "nil pointer") {
		t.Errorf("got %v", err)
	}
	s := rec.at(26)
	if s.Verdict != reports.Inconclusive || !strings.HasPrefix(s.Reason, "Fault of bbconform: ") || strings.Contains(s.Reason, "\n") {
		t.Errorf("got %s %q", s.Verdict, s.Reason)
	}
	if c := outcome.Results.Counts; c.Passed != 5 || c.Inconclusive != 1 {
		t.Errorf("got %+v", c)
	}
}

// Not parallel: goroutines are counted.
func TestNoGoroutineIsLeftBehind(t *testing.T) {
	_, server := newToyServer(t, nil)
	before := runtime.NumGoroutine()
	o, _ := runOf(t, server.URL, runFeature, nil)
	mustRun(t, o)
	server.CloseClientConnections()
	deadline := time.Now().Add(10 * time.Second)
	for runtime.NumGoroutine() > before {
		if time.Now().After(deadline) {
			buf := make([]byte, 1<<16)
			t.Fatalf("%d goroutines before, %d after:\n%s", before, runtime.NumGoroutine(), buf[:runtime.Stack(buf, true)])
		}
		runtime.Gosched()
	}
}

// An interruption after everything is known takes nothing away.
func TestInterruptionAfterTheEnd(t *testing.T) {
	t.Parallel()
	_, server := newToyServer(t, nil)
	ctx, cancel := context.WithCancel(t.Context())
	o, rec := runOf(t, server.URL, runFeature, nil)
	last := &watcher{t: t}
	o.Progress = endWatcher{last, func() {
		if len(last.ended) == 6 {
			cancel()
		}
	}}
	outcome, err := Run(ctx, o)
	if err != nil || outcome.Exit != ExitConformant || !outcome.Results.Complete || len(rec.scenarios) != 6 {
		t.Errorf("%v, %+v", err, outcome)
	}
}

type endWatcher struct {
	*watcher
	after func()
}

func (w endWatcher) ScenarioEnded(s reports.Scenario) { w.watcher.ScenarioEnded(s); w.after() }

func TestConfiguredHeadersReachTheOperationsThatDeclareThem(t *testing.T) {
	t.Parallel()
	var wrong atomic.Int32
	_, server := newToyServer(t, func(_ http.ResponseWriter, r *http.Request) bool {
		if strings.HasPrefix(r.URL.Path, "/toys") && r.Header.Get("X-Declared") != "configured" {
			wrong.Add(1)
		}
		return false
	})
	o, _ := runOf(t, server.URL, runFeature, func(o *Options) {
		o.Target.BuildingBlocks["toys"].Headers = map[string]Secret{"x-declared": {Value: "configured"}}
	})
	mustRun(t, o)
	if wrong.Load() != 0 {
		t.Errorf("%d requests without it", wrong.Load())
	}
}

func BenchmarkPlan(b *testing.B) {
	features := toyFeatures(map[string]string{"a.feature": runFeature})
	target := &Target{BuildingBlocks: map[string]*BlockTarget{"toys": {URL: "http://127.0.0.1"}}, order: []string{"toys"}}
	catalogue := toysCatalogue()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := NewPlan(PlanOptions{Catalogue: catalogue, Features: features, Target: target}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRun(b *testing.B) {
	_, server := newToyServer(b, nil)
	o, _ := runOf(b, server.URL, runFeature, nil)
	b.ReportAllocs()
	for b.Loop() {
		o.Record = newRecord().begin
		if outcome := mustRun(b, o); outcome.Exit != ExitConformant {
			b.Fatal(outcome.Results.Sentence)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(o.Plan.Scenarios)), "µs/scenario")
}
