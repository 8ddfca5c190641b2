package runner

import (
	"context"
	"fmt"
	"slices"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/steps"
)

// group is cases of a refusal that one worker carries out one after the other, in the state that the first of them prepared and beside
// its control (see plan.Together). What passed is held back until the control was repeated. Whatever does not go as it should ends the
// sharing, and a verdict that could be due to it is not taken over: the case is carried out again by itself.
type group struct {
	*run
	passed []*performance // the first of them prepared
}

// conclude brings the scenarios of a group to their verdicts, whether they can be carried out or not.
func (r *run) conclude(ctx context.Context, scenarios []*plan.Scenario) {
	g := &group{run: r}
	for i, s := range scenarios {
		more := i+1 < len(scenarios)
		if p := r.begin(ctx, s, more && len(g.passed) == 0); p != nil {
			g.carryOut(ctx, p, more)
		}
	}
	g.end(ctx, true)
}

// carryOut carries out the next scenario, in the state of the one that prepared where there is one. More says that others follow.
func (g *group) carryOut(ctx context.Context, p *performance, more bool) {
	shares := len(g.passed) > 0
	if shares {
		p.continueIn(g.passed[0])
	}
	g.run.carryOut(ctx, p)
	switch {
	case p.passed() && p.state.CanServe() && (shares || more):
		g.passed = append(g.passed, p)
	case !shares:
		g.cleanUp(ctx, p)
		g.finish(ctx, p)
	case p.fault == nil && (p.result.Verdict == reports.Inconclusive || p.observed):
		g.end(ctx, false)
		g.again(ctx, p, sharedFirst, p.result.Reason)
	case p.result.Verdict == reports.NotApplicable:
		g.finish(ctx, p) // nothing was sent
	default:
		g.end(ctx, false)
		g.finish(ctx, p)
	}
}

// end ends the sharing and brings to their verdicts what passed. Untouched says that nothing is known to have changed what the refused
// requests are about, so that the control can be repeated on that very thing.
func (g *group) end(ctx context.Context, untouched bool) {
	if len(g.passed) == 0 {
		return
	}
	passed := g.passed
	g.passed = nil
	passed[0].state.Return()
	why := ""
	if len(passed) > 1 {
		why = g.repeatControl(ctx, passed[0], untouched)
	}
	g.cleanUp(ctx, passed[0])
	for _, p := range passed {
		if why == "" || p.fault != nil {
			g.finish(ctx, p)
		} else {
			g.again(ctx, p, sharedFirst, why)
		}
	}
}

// repeatControl repeats the control that several cases share, and returns why it proves nothing for them; empty when it does.
func (g *group) repeatControl(ctx context.Context, owner *performance, untouched bool) string {
	limited, cancel := g.inTime(ctx)
	defer cancel()
	return owner.repeatControl(limited, untouched).Why
}

// sharedFirst is the note of a case that was carried out a second time, by itself.
const sharedFirst = "This case was carried out twice: first right after another one, with what that had prepared, and then, because of what came of it, " +
	"with everything prepared for it alone. The verdict is that of the second time. The first time: "

// again carries out a scenario by itself that was carried out beside others, where its verdict could be due to them, with a note that says so
// and why. Its own control is repeated at its end: where it is refused then, the refusals before it say nothing.
func (g *group) again(ctx context.Context, p *performance, note, why string) {
	why = g.wire.Redactor().Words(why)
	if stopped := g.notRun(p.scenario); stopped != "" || ctx.Err() != nil {
		switch {
		case p.mayBeDueToOthers():
			p.unproven("others changed a list faster than it could be read, and the run ended before it could be read when they had ended: " + p.result.Reason)
		case p.passed():
			p.undecided(reports.Inconclusive, "nothing can be said about the refusal, as the run ended before its control could be repeated: "+why)
		}
		g.finish(ctx, p)
		return
	}
	result := withoutOutcome(p.scenario, p.steps)
	result.Started = p.result.Started
	result.Notes = []string{note + why + "."}
	name := p.scenario.ID + " again"
	if p.unsettled {
		name += ", when all others had ended"
	}
	alone := &performance{
		scenario: p.scenario, steps: p.steps, client: p.client, state: g.newState(p.scenario, p.steps, p.client, name, steps.Watched),
		redactor: p.redactor, result: result, took: p.took,
	}
	g.run.carryOut(ctx, alone)
	if alone.passed() && alone.state.CanServe() {
		limited, cancel := g.inTime(ctx)
		if repeated := alone.repeatControl(limited, true); repeated.Refused {
			alone.undecided(reports.Inconclusive, "nothing can be said about the refusal: "+repeated.Why)
		}
		cancel()
	}
	g.cleanUp(ctx, alone)
	g.finish(ctx, alone)
}

// continueIn makes the scenario continue in the state of another one.
func (p *performance) continueIn(owner *performance) {
	p.state = owner.state
	p.state.Continue(steps.Case{
		Scenario: p.scenario.ID, Client: p.client, Sentences: p.scenario.Sentences(p.steps), Request: p.scenario.Refusal.Request,
	})
}

// repeatControl repeats the control of a scenario, which is part of its evidence: that of the sentence that sent the first one.
func (p *performance) repeatControl(ctx context.Context, themselves bool) steps.Repetition {
	defer p.timed()()
	defer p.client.Done()
	var repeated steps.Repetition
	p.guard("repeating a control", func() {
		var err error
		if repeated, err = p.state.RepeatControl(ctx, themselves); err != nil {
			p.fault = fmt.Errorf("repeat a control: %w", err)
		}
	})
	if p.fault != nil {
		repeated = steps.Repetition{Why: "the control could not be repeated, which is a fault of bbconform"}
	}
	sent := &p.result.Steps[p.scenario.Refusal.Send]
	sent.Exchanges = slices.Concat(sent.Exchanges, repeated.Exchanges)
	for _, c := range repeated.Checks {
		sent.Checks = append(sent.Checks, reports.Check{What: c.What, Expected: c.Expected, Actual: c.Actual, Passed: c.Passed})
	}
	p.result.Notes = append(p.result.Notes, repeated.Notes...)
	return repeated
}

// undecided ends a scenario of which every sentence held.
func (p *performance) undecided(verdict reports.Verdict, reason string) {
	p.ended = true
	p.result.Verdict, p.result.Reason = verdict, reason
	p.result.Steps[len(p.result.Steps)-1].Verdict = verdict
}
