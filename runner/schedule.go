package runner

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/runner/wire"
	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps"
)

// state is what changes while a run is under way.
type state struct {
	mu     sync.Mutex
	halted string // why no further scenario is started; empty: go on
	cut    bool   // the run was interrupted before everything was known
	faults []error
	tally  *tally
	gated  []gatedOutcome

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

// interrupt takes note that the run was stopped from outside before everything was known.
func (s *state) interrupt() {
	s.halt("the run was interrupted")
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cut = true
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

// performAll carries out every scenario of the plan: first those that may run beside each other, then one by one those
// that must be alone.
func (r *run) performAll(ctx context.Context) {
	var together, alone []*plan.Scenario
	for _, s := range r.order() {
		if s.Alone {
			alone = append(alone, s)
		} else {
			together = append(together, s)
		}
	}
	for _, pass := range []struct {
		scenarios []*plan.Scenario
		workers   int
	}{{together, r.Concurrency}, {alone, 1}} {
		queue := make(chan *plan.Scenario)
		var workers sync.WaitGroup
		for range min(pass.workers, len(pass.scenarios)) {
			workers.Go(func() {
				for s := range queue {
					r.one(ctx, s)
				}
			})
		}
		for _, s := range pass.scenarios {
			queue <- s
		}
		close(queue)
		workers.Wait()
	}
}

// order is the one in which scenarios start.
func (r *run) order() []*plan.Scenario {
	ordered := make([]*plan.Scenario, len(r.Plan.Scenarios))
	copy(ordered, r.Plan.Scenarios)
	if r.Seed != 0 {
		random := rand.New(rand.NewPCG(uint64(r.Seed), 0)) //nolint:gosec // an order, not a secret
		random.Shuffle(len(ordered), func(i, j int) { ordered[i], ordered[j] = ordered[j], ordered[i] })
	}
	return ordered
}

// one brings a scenario to its verdict, whether it can be carried out or not.
func (r *run) one(ctx context.Context, s *plan.Scenario) {
	result := withoutOutcome(s)
	result.Started = r.env.Now()
	var calls map[string]int
	var proven []reports.Finding
	turned := false
	if ctx.Err() != nil {
		r.interrupt()
	}
	why := r.stopping()
	if why == "" {
		why = r.wire.Endpoint(s.Block.Ref).GivenUp()
	}
	switch {
	case s.NotClaimed != "":
		result.Verdict, result.Reason = reports.NotApplicable, r.wire.Redactor().Words(s.NotClaimed)
	case why != "":
		result.Verdict, result.Reason = reports.Inconclusive, "Not run: "+r.wire.Redactor().Words(why)
	default:
		r.tell(func(p Progress) { p.ScenarioStarted(s) })
		p := r.performance(s, result)
		var fault error
		result, fault = r.perform(ctx, p)
		if fault != nil {
			r.fault(fmt.Errorf("%s: %w", s.ID, fault))
		}
		calls, proven, turned = p.client.Calls(), p.proven, p.turnedAway(result)
		if ctx.Err() != nil && result.Verdict == reports.Inconclusive {
			r.interrupt()
		}
	}
	r.waivers[s.Block.Ref].apply(s, &result)
	if !turned || result.Verdict != reports.Failed || !r.keepGated(gatedOutcome{s, result, calls, proven}) {
		r.end(s, result, calls, proven)
	}
	r.recordGated(false)
}

// perform carries out a scenario within its time limit.
func (r *run) perform(ctx context.Context, p *performance) (reports.Scenario, error) {
	limit := r.Target.Limits.ForScenario()
	limited, cancel := context.WithTimeoutCause(ctx, limit, wire.Stopped(fmt.Sprintf("the scenario took longer than %s (limits.scenario)", limit)))
	defer cancel()
	return p.perform(limited, func() (context.Context, context.CancelFunc) {
		// What was made is removed also when the run is interrupted, but nobody should have to wait for it then.
		patience := 3 * r.Target.Limits.ForAnswer()
		if ctx.Err() != nil {
			patience = min(patience, 2*time.Second)
		}
		return context.WithTimeout(context.WithoutCancel(ctx), patience)
	})
}

// performance prepares a scenario to be carried out.
func (r *run) performance(s *plan.Scenario, result reports.Scenario) *performance {
	endpoint := r.wire.Endpoint(s.Block.Ref)
	client := endpoint.Client(s.ID)
	env := steps.Environment{
		Catalogue: r.Catalogue, Ref: s.Block.Ref, Client: client, Run: r.ID, Scenario: s.ID, About: s.Operation, Sentences: s.Sentences,
		HasCredentials: endpoint.HasCredentials(),
		Anonymous:      s.Block.Entry == nil || s.Block.Entry.Anonymous(),
		Headers:        endpoint.Headers(),
		Seed:           r.Seed, Clock: r.env.Now, Wait: r.env.Pause, Deadline: r.Target.Limits.ForAnswer(),
	}
	if s.Block.Entry != nil {
		env.Data = s.Block.Entry.Data
	}
	return &performance{scenario: s, client: client, state: steps.NewScenario(env), redactor: r.wire.Redactor(), result: result}
}

// end records the outcome of a scenario.
func (r *run) end(s *plan.Scenario, result reports.Scenario, calls map[string]int, proven []reports.Finding) {
	r.mu.Lock()
	r.tally.add(s, result, calls, proven, r.waivers[s.Block.Ref])
	r.mu.Unlock()
	if result.Verdict == reports.Failed && r.FailFast {
		r.halt("stopped after the first failure (--fail-fast)")
	}
	if err := r.recorder.Scenario(result); err != nil {
		r.fault(fmt.Errorf("record the outcome of %s: %w", s.ID, err))
		r.halt("the results could not be written")
	}
	r.tell(func(p Progress) { p.ScenarioEnded(result) })
}

var _ steps.Client = (*wire.Client)(nil)

type operationKey struct {
	block     specs.Ref
	operation string
}
