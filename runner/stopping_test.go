package runner

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/internal/toys"
	"github.com/bbconform/bbconform/runner/problem"
	"github.com/bbconform/bbconform/runner/target"
)

func TestUnreachableTargetIsReported(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	o, rec := runOf(t, server.URL, toys.WholeFeature, func(o *Options) {
		o.Environment.Getenv = func(name string) string { return map[string]string{"HTTP_PROXY": "http://proxy"}[name] }
		o.Environment.Pause = func(context.Context, time.Duration) error { return context.DeadlineExceeded } // it is asked once
	})
	outcome, err := Run(t.Context(), o)
	if problem.ExitCode(err) != problem.ExitInconclusive || !strings.Contains(err.Error(), "connection refused: nothing listens at") || !strings.Contains(problem.Hint(err), "HTTP_PROXY is set") {
		t.Errorf("got %v, %q", err, problem.Hint(err))
	}
	if outcome == nil || outcome.Exit != problem.ExitInconclusive || outcome.Results.Complete || outcome.Results.Counts.Inconclusive != 6 || rec.final == nil {
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

func TestFailFast(t *testing.T) {
	t.Parallel()
	_, server := toys.NewServer(t, func(w http.ResponseWriter, _ *http.Request) bool {
		w.WriteHeader(http.StatusInternalServerError)
		return true
	})
	watch := &watcher{t: t}
	o, rec := runOf(t, server.URL, toys.WholeFeature, func(o *Options) { o.FailFast, o.Concurrency, o.Progress = true, 1, watch })
	outcome := mustRun(t, o)
	if outcome.Exit != problem.ExitNotConformant || outcome.Results.Complete || outcome.Results.Interruption != "stopped after the first failure (--fail-fast)" {
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
	box, server := toys.NewServer(t, func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodGet && r.URL.Path == "/toys" { // in the middle of a scenario that has made a toy
			cancel()
			toys.UntilGone(r)
			return true
		}
		posts.Add(1)
		return false
	})
	o, rec := runOf(t, server.URL, toys.WholeFeature, func(o *Options) {
		o.Concurrency = 1
		o.Target.Limits.Answer, o.Target.Limits.Scenario = target.Duration(time.Hour), target.Duration(time.Hour) // whoever waits for them never ends
	})
	outcome, err := Run(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	f := outcome.Results
	if outcome.Exit != problem.ExitInconclusive || f.Complete || f.Interruption != "the run was interrupted" || f.Counts.Passed != 3 || f.Counts.Inconclusive != 3 {
		t.Errorf("exit %d, %+v, %s", outcome.Exit, f.Counts, f.Sentence)
	}
	if s := rec.at(33); s.Verdict != reports.Inconclusive || !strings.Contains(s.Reason, "the run was interrupted") || len(s.Findings) != 0 {
		t.Errorf("got %+v", s)
	}
	if s := rec.at(40); s.Reason != "Not run: the run was interrupted" {
		t.Errorf("got %q", s.Reason)
	}
	if box.Kept() != 0 {
		t.Errorf("%d toys are left behind", box.Kept())
	}
}

func TestScenarioLimit(t *testing.T) {
	t.Parallel()
	_, server := toys.NewServer(t, func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodGet && r.URL.Path == "/toys" {
			toys.UntilGone(r)
			return true
		}
		return false
	})
	o, rec := runOf(t, server.URL, toys.WholeFeature, func(o *Options) { o.Target.Limits.Scenario = target.Duration(300 * time.Millisecond) })
	mustRun(t, o)
	if s := rec.at(33); s.Verdict != reports.Inconclusive || !strings.Contains(s.Reason, "the scenario took longer than 300ms (limits.scenario)") {
		t.Errorf("got %s %q", s.Verdict, s.Reason)
	}
}

func TestTargetThatStopsAnswering(t *testing.T) {
	t.Parallel()
	var served atomic.Int32
	_, server := toys.NewServer(t, func(_ http.ResponseWriter, _ *http.Request) bool {
		if served.Add(1) > 3 {
			panic(http.ErrAbortHandler)
		}
		return false
	})
	many := toys.WholeFeature
	for i := range 8 {
		many += strings.ReplaceAll(toys.From("  @operation:toyList"), "Scenario: ", fmt.Sprintf("Scenario: %d ", i))
	}
	o, rec := runOf(t, server.URL, many, func(o *Options) { o.Concurrency = 1 })
	outcome := mustRun(t, o)
	if outcome.Results.Complete || outcome.Exit == problem.ExitConformant || !strings.Contains(outcome.Results.Interruption, "the target stopped answering") {
		t.Errorf("exit %d, %s", outcome.Exit, outcome.Results.Sentence)
	}
	notRun := 0
	for _, s := range rec.scenarios {
		if strings.HasPrefix(s.Reason, "Not run: the target stopped answering: 20 requests in a row had no whole answer, at last: the connection was closed") {
			notRun++
		}
	}
	if notRun == 0 {
		t.Error("it is asked to the end")
	}
}

// An interruption after everything is known takes nothing away.
func TestInterruptionAfterTheEnd(t *testing.T) {
	t.Parallel()
	_, server := toys.NewServer(t, nil)
	ctx, cancel := context.WithCancel(t.Context())
	o, rec := runOf(t, server.URL, toys.WholeFeature, nil)
	last := &watcher{t: t}
	o.Progress = endWatcher{last, func() {
		if len(last.ended) == 6 {
			cancel()
		}
	}}
	outcome, err := Run(ctx, o)
	if err != nil || outcome.Exit != problem.ExitConformant || !outcome.Results.Complete || len(rec.scenarios) != 6 {
		t.Errorf("%v, %+v", err, outcome)
	}
}

type endWatcher struct {
	*watcher
	after func()
}

func (w endWatcher) ScenarioEnded(s reports.Scenario) { w.watcher.ScenarioEnded(s); w.after() }
