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
	"github.com/bbconform/bbconform/steps"
)

// performPlan carries out every scenario of the plan: first those that may run beside each other, then one by one those
// that must be alone.
func (r *run) performPlan(ctx context.Context) {
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
					r.conclude(ctx, s)
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

// conclude brings a scenario to its verdict, whether it can be carried out or not.
func (r *run) conclude(ctx context.Context, s *plan.Scenario) {
	written := s.Steps()
	o := scenarioOutcome{scenario: s, result: withoutOutcome(s, written)}
	o.result.Started = r.env.Now()
	if ctx.Err() != nil {
		r.interrupt()
	}
	why := r.stopping()
	if why == "" {
		why = r.wire.Endpoint(s.Block.Ref).GivenUp()
	}
	switch {
	case s.NotClaimed != "":
		o.result.Verdict, o.result.Reason = reports.NotApplicable, r.wire.Redactor().Words(s.NotClaimed)
	case why != "":
		o.result.Verdict, o.result.Reason = reports.Inconclusive, "Not run: "+r.wire.Redactor().Words(why)
	default:
		r.tell(func(p Progress) { p.ScenarioStarted(s) })
		p := r.prepare(s, written, o.result)
		var fault error
		o.result, fault = r.performInTime(ctx, p)
		if fault != nil {
			r.fault(fmt.Errorf("%s: %w", s.ID, fault))
		}
		o.calls, o.turnedAway = p.client.Calls(), p.turnedAway(o.result)
		if ctx.Err() != nil && o.result.Verdict == reports.Inconclusive {
			r.interrupt()
		}
	}
	r.waivers[s.Block.Ref].apply(s, &o.result)
	if len(o.turnedAway) == 0 || o.result.Verdict != reports.Failed || !r.keepGated(o) {
		r.record(o)
	}
	r.recordGated(false)
}

// performInTime carries out a scenario within its time limit.
func (r *run) performInTime(ctx context.Context, p *performance) (reports.Scenario, error) {
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

// prepare makes a scenario ready to be carried out.
func (r *run) prepare(s *plan.Scenario, written []plan.Step, result reports.Scenario) *performance {
	endpoint := r.wire.Endpoint(s.Block.Ref)
	client := endpoint.Client(s.ID)
	env := steps.Environment{
		Catalogue: r.Catalogue, Ref: s.Block.Ref, Client: client, Run: r.ID, Scenario: s.ID, About: s.Operation, Sentences: s.Sentences(written),
		Callers: endpoint.Credentials,
		Seed:    r.Seed, Clock: r.env.Now, Wait: r.env.Pause, Deadline: r.Target.Limits.ForAnswer(),
	}
	if s.Block.Entry != nil {
		env.Data = s.Block.Entry.Data
	}
	return &performance{scenario: s, steps: written, client: client, state: steps.NewScenario(env), redactor: r.wire.Redactor(), result: result}
}

// record takes the outcome of a scenario over into the results.
func (r *run) record(o scenarioOutcome) {
	r.count(&o)
	if o.result.Verdict == reports.Failed && r.FailFast {
		r.halt("stopped after the first failure (--fail-fast)")
	}
	if err := r.recorder.Scenario(o.result); err != nil {
		r.fault(fmt.Errorf("record the outcome of %s: %w", o.scenario.ID, err))
		r.halt("the results could not be written")
	}
	r.tell(func(p Progress) { p.ScenarioEnded(o.result) })
}

// count takes an outcome into account.
func (r *run) count(o *scenarioOutcome) {
	r.mu.Lock()
	defer r.mu.Unlock()
	sent := 0
	for operation, n := range o.calls {
		r.tally.Call(o.result.BuildingBlock, operation, n)
		sent += n
	}
	r.tally.Add(&o.result, sent)
}
