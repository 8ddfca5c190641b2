package runner

import (
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/internal/toys"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/runner/target"
)

// runOf prepares a run of the features against base.
func runOf(t testing.TB, base, features string, change func(*Options)) (Options, *record) {
	t.Helper()
	rec := newRecord()
	configuration := &target.Target{Product: "Toy box", BuildingBlocks: map[string]*target.BuildingBlock{"toys": {URL: base}}}
	o := Options{
		Target: configuration, Catalogue: toys.Catalogue(), Tool: reports.Tool{Name: "bbconform", Version: "test"}, Record: rec.begin,
		Environment: target.Environment{Now: time.Now, ReadFile: os.ReadFile},
	}
	if change != nil {
		change(&o)
	}
	if o.Plan == nil {
		var err error
		o.Plan, err = plan.New(plan.Options{
			Catalogue: o.Catalogue, Features: toys.Folder(map[string]string{"a.feature": features}), Target: o.Target,
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

// watcher follows a run.
type watcher struct {
	t       testing.TB
	busy    atomic.Bool
	planned *plan.Plan
	started []string
	ended   []reports.Scenario
	final   *reports.Results
	at      func(*plan.Scenario)
}

func (w *watcher) alone() func() {
	if w.busy.Swap(true) {
		w.t.Error("two calls at a time")
	}
	return func() { w.busy.Store(false) }
}

func (w *watcher) Planned(p *plan.Plan) { defer w.alone()(); w.planned = p }

func (w *watcher) ScenarioStarted(s *plan.Scenario) {
	defer w.alone()()
	w.started = append(w.started, s.ID)
	if w.at != nil {
		w.at(s)
	}
}

func (w *watcher) ScenarioEnded(s reports.Scenario) { defer w.alone()(); w.ended = append(w.ended, s) }

func (w *watcher) Ended(f reports.Results) { defer w.alone()(); w.final = &f }
