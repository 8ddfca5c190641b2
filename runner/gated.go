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

// keepGated keeps the outcome of a scenario as long as it is open what it means, and reports whether it did.
func (r *run) keepGated(o scenarioOutcome) bool {
	if _, open := r.open(&o); !open {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.gated = append(r.gated, o)
	return true
}

// open reports whether it is not known yet what an outcome means: a failure, while none of those who were turned away has been let in; a
// refusal with the credentials of a role, while nobody was let in with these. Why is what keeps it from meaning anything, in words; it is
// empty where nothing that the role may do was asked for.
func (r *run) open(o *scenarioOutcome) (why string, open bool) {
	switch {
	case o.result.Verdict == reports.Failed:
		return o.shut()
	case o.result.Verdict == reports.Passed && o.client != nil:
		for _, as := range o.client.Misplaced() {
			gate := r.wire.Endpoint(o.scenario.Block.Ref).Gate(as)
			if why, shut := gate.Shut(); shut {
				return why + ". That it is refused where it may not call says nothing then", true
			}
			open = open || !gate.Opened()
		}
	}
	return "", open
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

// recordGated records the outcomes that were kept back: as they are once somebody was let in, and as inconclusive at the end of the
// run, when everybody was turned away.
func (r *run) recordGated(ended bool) {
	var due []scenarioOutcome
	r.mu.Lock()
	r.gated = slices.DeleteFunc(r.gated, func(o scenarioOutcome) bool {
		why, open := r.open(&o)
		if open && !ended {
			return false
		}
		if open && why != "" {
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
	undecided(&o.result, why)
	for i := range o.result.Findings {
		o.result.Findings[i].Proven = false
	}
}

// undecided makes a result inconclusive that was thought to be decided: the sentence that failed, or the last one where all held, decides
// nothing any more. What was found stays as it is.
func undecided(result *reports.Scenario, why string) {
	if n := len(result.Steps); result.Verdict == reports.Passed && n > 0 {
		result.Steps[n-1].Verdict = reports.Inconclusive
	}
	result.Verdict, result.Reason = reports.Inconclusive, why
	for i := range result.Steps {
		if s := &result.Steps[i]; s.Verdict == reports.Failed {
			s.Verdict = reports.Inconclusive
		}
	}
}
