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

// performPlan carries out every scenario of the plan: first those that may run beside each other, as many at a time as the pace says, then
// one by one those that must be alone. What shares a preparation is carried out one after the other, as one.
func (r *run) performPlan(ctx context.Context) {
	var together, alone [][]*plan.Scenario
	for _, group := range r.order() {
		if group[0].Alone {
			alone = append(alone, group)
		} else {
			together = append(together, group)
		}
	}
	var underWay sync.WaitGroup
	for _, group := range together {
		done, err := r.pace.Scenario(ctx)
		if err != nil { // interrupted: there is nothing to wait for, as nothing is begun
			r.conclude(ctx, group)
			continue
		}
		underWay.Go(func() {
			defer done()
			r.conclude(ctx, group)
		})
	}
	underWay.Wait()
	for _, p := range r.fallQuiet() {
		(&group{run: r}).again(ctx, p, "This scenario was carried out twice, as others changed a list faster than it could be read: first beside others, and then, when "+
			"they had ended, by itself. The verdict is that of the second time. The first time: ", p.result.Reason)
	}
	for _, group := range alone {
		r.conclude(ctx, group)
	}
}

// order is the one in which scenarios start, in the groups that share a preparation.
func (r *run) order() [][]*plan.Scenario {
	ordered := plan.Together(r.Plan.Scenarios)
	if r.Seed != 0 {
		random := rand.New(rand.NewPCG(uint64(r.Seed), 0)) //nolint:gosec // an order, not a secret
		random.Shuffle(len(ordered), func(i, j int) { ordered[i], ordered[j] = ordered[j], ordered[i] })
	}
	return ordered
}

// begin makes a scenario ready to be carried out. Where it is not going to be, it is brought to its verdict at once, and nothing is returned.
// Leads says that others may continue in its state.
func (r *run) begin(ctx context.Context, s *plan.Scenario, leads bool) *performance {
	if ctx.Err() != nil {
		r.interrupt()
	}
	written := s.Steps()
	o := scenarioOutcome{scenario: s, result: withoutOutcome(s, written)}
	o.result.Started = r.env.Now()
	why := r.notRun(s)
	switch {
	case s.NotClaimed != "":
		o.result.Verdict, o.result.Reason = reports.NotApplicable, r.wire.Redactor().Words(s.NotClaimed)
	case why != "":
		o.result.Verdict, o.result.Reason = reports.Inconclusive, "Not run: "+r.wire.Redactor().Words(why)
	default:
		r.tell(func(p Progress) { p.ScenarioStarted(s) })
		return r.prepare(s, written, o.result, leads)
	}
	r.settle(o)
	return nil
}

// notRun is why nothing further is sent for a scenario; empty when there is no reason.
func (r *run) notRun(s *plan.Scenario) string {
	if why := r.stopping(); why != "" {
		return why
	}
	return r.wire.Endpoint(s.Block.Ref).GivenUp()
}

// carryOut carries out a scenario within its time limit.
func (r *run) carryOut(ctx context.Context, p *performance) {
	limited, cancel := r.inTime(ctx)
	defer cancel()
	p.carryOut(limited)
}

// inTime is the time that a scenario has.
func (r *run) inTime(ctx context.Context) (context.Context, context.CancelFunc) {
	limit := r.Target.Limits.ForScenario()
	return wire.WithPatience(ctx, limit, wire.Stopped(fmt.Sprintf("the scenario took longer than %s (limits.scenario)", limit)))
}

// cleanUp removes what was made in the state of a scenario, also when the run is interrupted, but nobody should have to wait for it then.
func (r *run) cleanUp(ctx context.Context, p *performance) {
	patience := 3 * r.Target.Limits.ForAnswer()
	if ctx.Err() != nil {
		patience = min(patience, 2*time.Second)
	}
	limited, cancel := wire.WithPatience(context.WithoutCancel(ctx), patience, wire.Stopped("cleaning up took longer than "+patience.String()))
	defer cancel()
	p.cleanUp(limited)
}

// finish brings a scenario that was carried out to its verdict.
func (r *run) finish(ctx context.Context, p *performance) {
	if r.keepUnsettled(p) {
		return
	}
	o := scenarioOutcome{scenario: p.scenario}
	var fault error
	if o.result, fault = p.conclude(); fault != nil {
		r.fault(fmt.Errorf("%s: %w", p.scenario.ID, fault))
	}
	o.client = p.client
	o.calls, o.turnedAway = p.client.Calls(), p.turnedAway(o.result)
	if ctx.Err() != nil && o.result.Verdict == reports.Inconclusive {
		r.interrupt()
	}
	r.settle(o)
}

// settle takes a verdict over, or keeps it back as long as it is not known what it means that requests were turned away or refused.
func (r *run) settle(o scenarioOutcome) {
	r.waivers[o.scenario.Block.Ref].apply(o.scenario, &o.result)
	if !r.keepGated(o) {
		r.record(o)
	}
	r.recordGated(false)
}

// prepare makes a scenario ready to be carried out. Leads is as in begin.
func (r *run) prepare(s *plan.Scenario, written []plan.Step, result reports.Scenario, leads bool) *performance {
	client := r.wire.Endpoint(s.Block.Ref).Client(s.ID)
	var watch steps.Bystanders
	if leads {
		watch = steps.WatchedAtTheEnd
	}
	return &performance{
		scenario: s, steps: written, client: client, state: r.newState(s, written, client, s.ID, watch), redactor: r.wire.Redactor(), result: result,
	}
}

// newState is the state that a scenario begins with. Name makes its unique values its own.
func (r *run) newState(s *plan.Scenario, written []plan.Step, client *wire.Client, name string, watch steps.Bystanders) *steps.Scenario {
	endpoint := r.wire.Endpoint(s.Block.Ref)
	env := steps.Environment{
		Catalogue: r.Catalogue, Ref: s.Block.Ref, Client: client, Run: r.ID, Scenario: s.ID, Name: name, Bystanders: watch, Claims: r.claims[s.Block.Ref], About: s.Operation,
		Sentences: s.Sentences(written), Callers: endpoint.Credentials,
		Seed: r.Seed, Clock: r.env.Now, Wait: r.env.Pause, Deadline: r.Target.Limits.ForAnswer(),
	}
	if s.Block.Entry != nil {
		env.Data = s.Block.Entry.Data
	}
	return steps.NewScenario(env)
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
