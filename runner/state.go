package runner

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"sync"
	"time"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/verdict"
	"github.com/bbconform/bbconform/runner/pace"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/runner/wire"
	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps"
)

// run is one run under way.
type run struct {
	Options
	env      target.Environment
	wire     *wire.Wire
	pace     *pace.Pace // of scenarios, and of the requests on the wire
	recorder Recorder
	waivers  map[specs.Ref]waivers
	claims   map[specs.Ref]*steps.Claims
	started  time.Time

	state // what changes while it is under way
}

func newRun(o Options) (*run, error) {
	speed := pace.Fixed(o.Concurrency)
	if o.Concurrency <= 0 {
		o.Concurrency = o.Target.Limits.ForConcurrency()
		speed = pace.Adaptive(o.Concurrency)
	}
	if o.ID == "" {
		var id [5]byte
		if _, err := rand.Read(id[:]); err != nil {
			return nil, fmt.Errorf("choose an identifier for the run: %w", err)
		}
		o.ID = hex.EncodeToString(id[:])
	}
	env := o.Environment.WithDefaults()
	reached := wire.Options{Target: o.Target, Environment: env, Evidence: o.Evidence, Pace: speed}
	for _, b := range o.Plan.Blocks {
		reached.BuildingBlocks = append(reached.BuildingBlocks, wire.BuildingBlock{Block: b.Block, Configured: b.Entry})
	}
	if o.Tool.Version != "" {
		reached.UserAgent = "bbconform/" + o.Tool.Version
	}
	t, err := wire.Open(reached)
	if err != nil {
		return nil, err
	}
	r := &run{
		Options: o, env: env, wire: t, pace: speed, waivers: map[specs.Ref]waivers{}, claims: map[specs.Ref]*steps.Claims{}, started: env.Now(),
	}
	r.tally = verdict.NewTally()
	for _, b := range o.Plan.Blocks {
		r.waivers[b.Ref], r.claims[b.Ref] = newWaivers(b, r.started), &steps.Claims{}
	}
	return r, nil
}

// state is what changes while a run is under way.
type state struct {
	mu          sync.Mutex
	halted      string // why no further scenario is started; empty: go on
	interrupted bool   // before everything was known
	faults      []error
	tally       *verdict.Tally
	unsettled   []*performance    // to be carried out again when nothing runs beside them
	quiet       bool              // nothing runs beside a scenario any more
	gated       []scenarioOutcome // kept back until an auth gate has opened, see gated.go

	progress sync.Mutex // calls of Progress come one at a time
}

// halt keeps further scenarios from being started. The first reason stays.
func (s *state) halt(reason string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.halted == "" {
		s.halted = reason
	}
}

// keepUnsettled keeps a scenario that may have failed only because others changed a list that it read, unless it was alone already.
func (s *state) keepUnsettled(p *performance) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.quiet || !p.mayBeDueToOthers() {
		return false
	}
	s.unsettled = append(s.unsettled, p)
	return true
}

// fallQuiet says that nothing runs beside a scenario from now on, and returns those that waited for it.
func (s *state) fallQuiet() []*performance {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.quiet = true
	return s.unsettled
}

// interrupt takes note that the run was stopped from outside before everything was known.
func (s *state) interrupt() {
	s.halt("the run was interrupted")
	s.mu.Lock()
	defer s.mu.Unlock()
	s.interrupted = true
}

// stopping is why no further scenario is started; empty when there is no reason.
func (s *state) stopping() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.halted
}

// fault takes note of a fault of the harness.
func (s *state) fault(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, err)
}

// tell calls the progress, when somebody wants it.
func (r *run) tell(what func(Progress)) {
	if r.Progress == nil {
		return
	}
	r.progress.Lock()
	defer r.progress.Unlock()
	what(r.Progress)
}

// scenarioOutcome is how a scenario ended.
type scenarioOutcome struct {
	scenario *plan.Scenario
	client   *wire.Client // nil: nothing was sent
	result   reports.Scenario
	calls    map[string]int // exchanges by operation

	turnedAway []*wire.AuthGate // of whoever its requests were made as, where it failed for no other reason than that they were turned away
}
