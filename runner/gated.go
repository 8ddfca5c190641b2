package runner

import (
	"slices"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/wire"
)

// turnedAway reports whether a scenario failed for no other reason than that its requests were turned away (401, 403). What that means
// is known later: a failure, as soon as anybody is let in, and nothing about the building block, when nobody ever is.
func (p *performance) turnedAway(result reports.Scenario) bool {
	return result.Verdict == reports.Failed && len(result.Findings) > 0 && !slices.ContainsFunc(result.Findings, func(f reports.Finding) bool {
		return !wire.TurnsAway(p.client.Status(f.Exchange))
	})
}

// keepGated keeps the outcome of a scenario that was turned away as long as the building block has let nobody in, and reports whether it did.
func (r *run) keepGated(o scenarioOutcome) bool {
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
	var due []scenarioOutcome
	r.mu.Lock()
	r.gated = slices.DeleteFunc(r.gated, func(o scenarioOutcome) bool {
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
		r.record(o)
	}
}

// undecided makes an outcome one that says nothing about the building block.
func (o *scenarioOutcome) undecided(why string) {
	o.result.Verdict, o.result.Reason = reports.Inconclusive, why
	for i := range o.result.Findings {
		o.result.Findings[i].Proven = false
	}
	for i := range o.result.Steps {
		if s := &o.result.Steps[i]; s.Verdict == reports.Failed {
			s.Verdict = reports.Inconclusive
		}
	}
}
