package runner

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/internal/toys"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/runner/problem"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/steps"
)

func TestConformantTarget(t *testing.T) {
	t.Parallel()
	box, server := toys.NewServer(t, nil)
	o, rec := runOf(t, server.URL, toys.WholeFeature, nil)
	outcome := mustRun(t, o)
	f := outcome.Results
	if outcome.Exit != problem.ExitConformant || f.Verdict != reports.Passed || !f.Complete || f.Sentence != "Conformant: all 6 scenarios passed." {
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
	if f.Run.ID == "" || f.Run.Started.IsZero() || f.Run.Ended.Before(f.Run.Started) || f.Run.Concurrency != 64 || f.Run.Pace == nil || !f.Run.Pace.Adaptive || f.Run.Pace.Least < 1 || f.Target.Product != "Toy box" || f.Tool.Version != "test" {
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
	if box.Kept() != 0 {
		t.Errorf("%d toys are left behind", box.Kept())
	}
}

func TestFailuresAndTheirSentence(t *testing.T) {
	t.Parallel()
	_, server := toys.NewServer(t, func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodDelete { // says so and does not do it
			w.WriteHeader(http.StatusNoContent)
			return true
		}
		return false
	})
	o, rec := runOf(t, server.URL, toys.WholeFeature, nil)
	outcome := mustRun(t, o)
	if outcome.Exit != problem.ExitNotConformant || outcome.Results.Verdict != reports.Failed {
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

func TestPartNeverClaimsConformance(t *testing.T) {
	t.Parallel()
	_, server := toys.NewServer(t, nil)
	o, _ := runOf(t, server.URL, toys.WholeFeature, nil)
	plan, err := plan.New(plan.Options{
		Catalogue: o.Catalogue, Features: toys.Folder(map[string]string{"a.feature": toys.WholeFeature}), Target: o.Target, Selection: plan.Selection{Tags: "@smoke"},
	})
	if err != nil {
		t.Fatal(err)
	}
	o.Plan = plan
	outcome := mustRun(t, o)
	if want := "Passed, of the part that was selected (tags @smoke): 1 of 1 scenario. This says nothing about the rest."; outcome.Results.Sentence != want || outcome.Exit != problem.ExitConformant {
		t.Errorf("exit %d, %q", outcome.Exit, outcome.Results.Sentence)
	}
	if n := outcome.Results.BuildingBlocks[0].NotTested; len(n) != 3 || n[0].Reason != "No scenario about it was selected." {
		t.Errorf("got %+v", n)
	}
}

func TestProgress(t *testing.T) {
	t.Parallel()
	_, server := toys.NewServer(t, nil)
	watch := &watcher{t: t}
	o, _ := runOf(t, server.URL, toys.WholeFeature, func(o *Options) { o.Progress = watch })
	mustRun(t, o)
	if watch.planned != o.Plan || len(watch.started) != 6 || len(watch.ended) != 6 || watch.final == nil {
		t.Errorf("%d started, %d ended", len(watch.started), len(watch.ended))
	}
}

func TestFaultsOfTheHarness(t *testing.T) {
	t.Parallel()
	for what, halts := range map[string]bool{"exchange": false, "scenario": true, "close": false} {
		_, server := toys.NewServer(t, nil)
		o, rec := runOf(t, server.URL, toys.WholeFeature, nil)
		rec.fail = func(at string) error {
			if at == what {
				return errors.New("disk full")
			}
			return nil
		}
		outcome, err := Run(t.Context(), o)
		if problem.ExitCode(err) != problem.ExitFault || !strings.Contains(err.Error(), "disk full") || outcome == nil || outcome.Exit != problem.ExitFault {
			t.Errorf("%s: %v, %+v", what, err, outcome)
		}
		if halts && outcome.Results.Complete {
			t.Errorf("%s: complete", what)
		}
	}
	for _, what := range []string{"begin", "plan"} {
		_, server := toys.NewServer(t, nil)
		o, rec := runOf(t, server.URL, toys.WholeFeature, nil)
		rec.fail = func(at string) error {
			if at == what {
				return errors.New("disk full")
			}
			return nil
		}
		if outcome, err := Run(t.Context(), o); problem.ExitCode(err) != problem.ExitFault || outcome != nil {
			t.Errorf("%s: %v, %+v", what, err, outcome)
		}
	}
}

// What is found does not depend on how many scenarios run at a time, nor on the order in which they start.
func TestResultsDoNotDependOnTheOrder(t *testing.T) {
	t.Parallel()
	var want map[int]reports.Verdict
	starts := make([][]string, 0, 6)
	for _, how := range []struct {
		concurrency int
		seed        int64
	}{{1, 0}, {1, 7}, {1, 7}, {1, 8}, {8, 0}, {8, 3}} {
		_, server := toys.NewServer(t, func(w http.ResponseWriter, r *http.Request) bool {
			if r.Method == http.MethodDelete {
				w.WriteHeader(http.StatusNoContent)
				return true
			}
			return false
		})
		watch := &watcher{t: t}
		o, rec := runOf(t, server.URL, toys.WholeFeature, func(o *Options) { o.Concurrency, o.Seed, o.Progress = how.concurrency, how.seed, watch })
		mustRun(t, o)
		got := rec.verdicts()
		if want == nil {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%+v: %s", how, diff)
		}
		if !strings.HasSuffix(watch.started[len(watch.started)-1], "/a-toy-can-be-read") {
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
	var once sync.Once
	second := make(chan struct{})
	_, server := toys.NewServer(t, func(_ http.ResponseWriter, r *http.Request) bool {
		n := running.Add(1)
		defer running.Add(-1)
		if alone.Load() && n > 1 {
			t.Error("another request beside a scenario that must be alone")
		}
		most.Store(max(most.Load(), n))
		if n > 1 {
			once.Do(func() { close(second) })
		} else if r.URL.Path != "/" && !alone.Load() { // the first waits for company
			select {
			case <-second:
			case <-r.Context().Done():
			}
		}
		return false
	})
	watch := &watcher{t: t, at: func(s *plan.Scenario) { alone.Store(s.Alone) }}
	many := toys.WholeFeature
	for range 3 {
		many += strings.ReplaceAll(toys.From("  @operation:toyRead"), "Scenario: ", "Scenario: again ")
	}
	o, _ := runOf(t, server.URL, many, func(o *Options) { o.Progress = watch })
	if outcome := mustRun(t, o); outcome.Exit != problem.ExitConformant {
		t.Error(outcome.Results.Sentence)
	}
	if most.Load() < 2 {
		t.Error("nothing ran side by side")
	}
}

func TestSecretsAreNowhere(t *testing.T) {
	t.Parallel()
	const secret = "very-secret-value/+="
	_, server := toys.NewServer(t, func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodPost && r.Header.Get("X-Key") == secret {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("X-Echo", secret)
			_, _ = fmt.Fprintf(w, `{"id":%q,"name":%q,"colour":7}`, secret, secret)
			return true
		}
		return false
	})
	o, rec := runOf(t, server.URL, toys.WholeFeature, func(o *Options) {
		o.Target.BuildingBlocks["toys"].Authentication = target.Authentication{Type: "apiKey", Header: "X-Key", Key: target.Secret{Value: secret}}
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
	if !strings.Contains(string(all), reports.Redacted) {
		t.Error("nothing was redacted")
	}
}

// A panic of a sentence is a fault of the harness, and the other scenarios go on.
func TestPanicInASentence(t *testing.T) {
	t.Parallel()
	_, server := toys.NewServer(t, nil)
	o, rec := runOf(t, server.URL, toys.WholeFeature, nil)
	definitions := slices.Clone(o.Plan.Scenarios[3].Definitions)
	o.Plan.Scenarios[3].Definitions = definitions
	for i, d := range definitions {
		if d.Expression.MatchString("an existing toy") {
			definitions[i] = steps.Definition{Definition: d.Definition} // it has nothing to run
		}
	}
	outcome, err := Run(t.Context(), o)
	if problem.ExitCode(err) != problem.ExitFault || outcome.Exit != problem.ExitFault || !strings.Contains(err.Error(), "toys/a.feature:27: ") || !strings.Contains(err.Error(), "nil pointer") {
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

//nolint:paralleltest // goroutines are counted
func TestNoGoroutineIsLeftBehind(t *testing.T) {
	_, server := toys.NewServer(t, nil)
	before := runtime.NumGoroutine()
	o, _ := runOf(t, server.URL, toys.WholeFeature, nil)
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

func TestConfiguredHeadersReachTheOperationsThatDeclareThem(t *testing.T) {
	t.Parallel()
	var wrong atomic.Int32
	_, server := toys.NewServer(t, func(_ http.ResponseWriter, r *http.Request) bool {
		if strings.HasPrefix(r.URL.Path, "/toys") && r.Header.Get("X-Declared") != "configured" {
			wrong.Add(1)
		}
		return false
	})
	o, _ := runOf(t, server.URL, toys.WholeFeature, func(o *Options) {
		o.Target.BuildingBlocks["toys"].Headers = map[string]target.Secret{"x-declared": {Value: "configured"}}
	})
	mustRun(t, o)
	if wrong.Load() != 0 {
		t.Errorf("%d requests without it", wrong.Load())
	}
}

func BenchmarkRun(b *testing.B) {
	_, server := toys.NewServer(b, nil)
	o, _ := runOf(b, server.URL, toys.WholeFeature, nil)
	b.ReportAllocs()
	for b.Loop() {
		o.Record = newRecord().begin
		if outcome := mustRun(b, o); outcome.Exit != problem.ExitConformant {
			b.Fatal(outcome.Results.Sentence)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(o.Plan.Scenarios)), "µs/scenario")
}

// raise makes most at least n.
func raise(most *atomic.Int32, n int32) {
	for m := most.Load(); n > m; m = most.Load() {
		if most.CompareAndSwap(m, n) {
			return
		}
	}
}

// The number of scenarios at a time keeps to the bound of the configuration, and to the one that was chosen.
func TestScenariosAtATime(t *testing.T) {
	t.Parallel()
	var under, most atomic.Int32
	_, server := toys.NewServer(t, func(http.ResponseWriter, *http.Request) bool {
		n := under.Add(1)
		defer under.Add(-1)
		raise(&most, n)
		return false
	})
	many := toys.WholeFeature
	for i := range 8 {
		many += strings.ReplaceAll(toys.From("  @operation:toyList"), "Scenario: ", fmt.Sprintf("Scenario: %d ", i))
	}
	o, _ := runOf(t, server.URL, many, func(o *Options) { o.Target.Limits.Concurrency = 3 })
	outcome := mustRun(t, o)
	if outcome.Exit != problem.ExitConformant {
		t.Errorf("exit %d: %s", outcome.Exit, outcome.Results.Sentence)
	}
	if p := outcome.Results.Run.Pace; outcome.Results.Run.Concurrency != 3 || p == nil || !p.Adaptive || p.Most > 3 || p.Least < 1 || p.Last < p.Least || most.Load() > 3 {
		t.Errorf("%d at a time, %+v", most.Load(), p)
	}

	most.Store(0)
	o, _ = runOf(t, server.URL, many, func(o *Options) { o.Concurrency, o.Target.Limits.Concurrency = 1, 3 })
	if p := mustRun(t, o).Results.Run.Pace; p == nil || p.Adaptive || p.Least != 1 || p.Most != 1 || p.Last != 1 || p.Falls != nil || most.Load() != 1 {
		t.Errorf("%d at a time, %+v", most.Load(), p)
	}
}

// A target with room for two, that refuses others, passes whole: what it turned away is asked again alone.
func TestTargetThatTurnsAway(t *testing.T) {
	t.Parallel()
	const room = 2
	var flying, refused atomic.Int32
	_, server := toys.NewServer(t, func(w http.ResponseWriter, _ *http.Request) bool {
		if flying.Load() >= room {
			refused.Add(1)
			w.WriteHeader(http.StatusServiceUnavailable)
			return true
		}
		flying.Add(1)
		runtime.Gosched()
		defer flying.Add(-1)
		return false
	})
	many := toys.WholeFeature
	for i := range 8 {
		many += strings.ReplaceAll(toys.From("  @operation:toyList"), "Scenario: ", fmt.Sprintf("Scenario: %d ", i))
	}
	for _, concurrency := range []int{0, 8} {
		o, rec := runOf(t, server.URL, many, func(o *Options) { o.Concurrency = concurrency })
		if outcome := mustRun(t, o); outcome.Exit != problem.ExitConformant {
			t.Errorf("exit %d: %s, %d refused", outcome.Exit, outcome.Results.Sentence, refused.Load())
		}
		for _, s := range rec.scenarios {
			marked := map[int]bool{}
			for _, e := range rec.exchanges[s.ID] {
				marked[e.Number] = e.AskedAgain != ""
				if (e.Answer.Status == http.StatusServiceUnavailable) != (e.AskedAgain != "") {
					t.Errorf("%s: exchange %d was answered %d, asked again %q", s.Name, e.Number, e.Answer.Status, e.AskedAgain)
				}
			}
			for _, step := range s.Steps { // both belong to the sentence
				for _, n := range step.Exchanges {
					if marked[n] && !slices.Contains(step.Exchanges, n+1) {
						t.Errorf("%s: exchange %d is the sentence's, and the one after it is not", s.Name, n)
					}
				}
			}
		}
	}
}

// A target that limits how many requests there are within some time passes whole: it is left alone as long as it wants to be.
func TestTargetThatLimitsTheRate(t *testing.T) {
	t.Parallel()
	const within = 5
	var window, refused, rests atomic.Int32
	_, server := toys.NewServer(t, func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/" && window.Add(1) > within {
			refused.Add(1)
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusTooManyRequests)
			return true
		}
		return false
	})
	o, _ := runOf(t, server.URL, toys.WholeFeature, func(o *Options) {
		o.Environment.Pause = func(ctx context.Context, d time.Duration) error {
			if d > 0 { // a new window begins
				rests.Add(1)
				window.Store(0)
			}
			return ctx.Err()
		}
	})
	outcome := mustRun(t, o)
	if outcome.Exit != problem.ExitConformant || refused.Load() == 0 || rests.Load() == 0 {
		t.Errorf("exit %d: %s, %d refused, %d rests", outcome.Exit, outcome.Results.Sentence, refused.Load(), rests.Load())
	}
}
