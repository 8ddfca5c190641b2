package runner

import (
	"slices"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/wire"
)

// turnedAway returns whom a scenario concerns that failed for no other reason than that its requests were turned away (401, 403); none
// where it failed for another reason too. What that means is known later: a failure, as soon as one of them is let in anywhere, and
// nothing about the building block, when nobody of them ever is.
func (p *performance) turnedAway(result reports.Scenario) []*wire.AuthGate {
	if result.Verdict != reports.Failed {
		return nil
	}
	var gates []*wire.AuthGate
	for _, f := range result.Findings {
		if !wire.TurnsAway(p.client.Status(f.Exchange)) {
			return nil
		}
		if gate := p.client.Gate(f.Exchange); !slices.Contains(gates, gate) {
			gates = append(gates, gate)
		}
	}
	return gates
}

// keepGated keeps the outcome of a scenario as long as none of those who were turned away in it has been let in, and reports whether it
// did.
func (r *run) keepGated(o scenarioOutcome) bool {
	if _, shut := o.shut(); !shut {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.gated = append(r.gated, o)
	return true
}

// shut reports whether none of those who were turned away in a scenario has been let in anywhere, and says so in words.
func (o *scenarioOutcome) shut() (why string, shut bool) {
	for _, gate := range o.turnedAway {
		words, shut := gate.Shut()
		if !shut {
			return "", false
		}
		if why == "" {
			why = words
		}
	}
	return why, why != ""
}

// recordGated records the outcomes that were kept back: as failures once somebody was let in, and as inconclusive at the end of the
// run, when nobody was.
func (r *run) recordGated(ended bool) {
	var due []scenarioOutcome
	r.mu.Lock()
	r.gated = slices.DeleteFunc(r.gated, func(o scenarioOutcome) bool {
		why, shut := o.shut()
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
