package runner

import (
	"slices"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/runner/wire"
)

// gatedOutcome is the outcome of a scenario that failed for no other reason than that its requests were turned away (401, 403). What
// it means is known later: a failure, as soon as anybody is let in, and nothing about the building block, when nobody ever is.
type gatedOutcome struct {
	scenario *plan.Scenario
	result   reports.Scenario
	calls    map[string]int
	proven   []reports.Finding
}

// turnedAway reports whether a scenario failed for no other reason than that it was turned away.
func (p *performance) turnedAway(result reports.Scenario) bool {
	return result.Verdict == reports.Failed && len(result.Findings) > 0 && !slices.ContainsFunc(result.Findings, func(f reports.Finding) bool {
		return !wire.TurnsAway(p.client.Status(f.Exchange))
	})
}

// keepGated keeps an outcome back as long as the building block has let nobody in, and reports whether it did.
func (r *run) keepGated(o gatedOutcome) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, shut := r.wire.Endpoint(o.scenario.Block.Ref).Gate().Shut(); !shut {
		return false
	}
	r.gated = append(r.gated, o)
	return true
}

// recordGated records the outcomes that were kept back: as failures once somebody was let in, and as inconclusive at the end of the
// run, when nobody was.
func (r *run) recordGated(ended bool) {
	var due []gatedOutcome
	r.mu.Lock()
	r.gated = slices.DeleteFunc(r.gated, func(o gatedOutcome) bool {
		why, shut := r.wire.Endpoint(o.scenario.Block.Ref).Gate().Shut()
		if shut && !ended {
			return false
		}
		if shut {
			o.undecided(why)
		}
		due = append(due, o)
		return true
	})
	r.mu.Unlock()
	for _, o := range due {
		r.end(o.scenario, o.result, o.calls, o.proven)
	}
}

// undecided makes an outcome one that says nothing about the building block.
func (o *gatedOutcome) undecided(why string) {
	o.result.Verdict, o.result.Reason, o.proven = reports.Inconclusive, why, nil
	for i := range o.result.Steps {
		if s := &o.result.Steps[i]; s.Verdict == reports.Failed {
			s.Verdict = reports.Inconclusive
		}
	}
}
