package scenario

import (
	"context"

	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/request"
)

// Cases of a refusal that begin alike (language.RefusalCase) can be carried out one after the other in the state that the first of them
// brought about: a refused request changes nothing, and that it did not is looked at after each. The control is shared as well, and
// repeated at the end: what was accepted before the first case and after the last one would have been accepted in between.

// origin is what the scenario that prepared has for the cases that continue in its state.
type origin struct {
	scenario string
	client   exchange.Client
	sent     [][]int // numbers of the exchanges of each of its sentences

	controlled *request.Draft // whose control was accepted; nil: there was no control
	control    []int          // numbers of the exchanges of the control, with those that prepared it
	touched    bool           // the control may have changed the instances that the request with the fault is about

	bystanders []refusalTarget // what no refused request may change either, as it was before the first of them

	request int  // index of the sentence that prepares the request; those before it are satisfied for all that continue
	left    bool // another case goes on in the state
}

// Shared is what a sentence took over from another scenario rather than sending anything itself.
type Shared struct {
	Scenario  string
	Exchanges []int // numbers of the exchanges there
}

// Case is a scenario that continues in the state of another one.
type Case struct {
	Scenario  string // identifier
	Client    exchange.Client
	Sentences []language.Sentence
	Request   int // index of the sentence that prepares the request, from 0
}

// CanServe reports whether another case can continue in the state that the scenario is in: its control was accepted, and left alone what
// the refused request is about.
func (s *Scenario) CanServe() bool { return s.origin.controlled != nil && !s.origin.touched }

// Continue begins another case in the state of the scenario. Its sentences up to the request are satisfied, and so is its control.
func (s *Scenario) Continue(c Case) {
	s.origin.left, s.origin.request = true, c.Request
	s.Requests.caller.scenario, s.Requests.caller.client = c.Scenario, c.Client
	s.Requests.baselines.sentences, s.Requests.baselines.comparisons = c.Sentences, nil
	s.Requests.draft = nil
	s.It.set(spoken{})
	s.record.restart()
}

// IsSatisfied reports whether the current sentence was satisfied by the scenario that prepared, so that there is nothing to do.
func (s *Scenario) IsSatisfied() bool { return s.origin.left && s.record.step < s.origin.request }

// Return gives the state back to the scenario that prepared: what is sent from now on is sent by it.
func (s *Scenario) Return() {
	s.record.end()
	s.Requests.caller.scenario, s.Requests.caller.client = s.origin.scenario, s.origin.client
}

// Repetition is what came of a control that was repeated.
type Repetition struct {
	StepRecord
	Accepted bool
	Refused  bool   // it was answered with a refusal, rather than left without an answer that says anything
	Why      string // it proves nothing; empty where it was accepted
}

// RepeatControl looks at what no refused request may have changed, and sends the control once more. Themselves: about the very instances that the refused requests were about, after which no
// other case can begin; otherwise about doubles of them, which are made anew, as for the first control. The error is a fault of the harness.
func (s *Scenario) RepeatControl(ctx context.Context, themselves bool) (Repetition, error) {
	s.record.end()
	for _, other := range s.origin.bystanders {
		if err := s.Observer.mustBeAsBefore(ctx, other); err != nil {
			why := "something changed that no refused request was about: " + err.Error()
			return Repetition{StepRecord: s.record.end(), Why: why}, nil //nolint:nilerr // who changed it is still to be found out
		}
	}
	b, err := s.Requests.controls.prepareAgain(ctx, s.origin.controlled, themselves)
	if err != nil {
		return s.notRepeated(err.Error()), nil //nolint:nilerr // which is the answer
	}
	x, err := s.Requests.caller.send(ctx, b, exchange.Control)
	if err != nil {
		return Repetition{StepRecord: s.record.end()}, err
	}
	a, err := s.Judge.judge(b, x, WantAny)
	if err != nil {
		return s.notRepeated(err.Error()), nil //nolint:nilerr // likewise
	}
	accepted := a.Accepted() && len(a.pending) == 0
	s.record.Note(Check{
		What: "status of " + a.Operation() + ", without a fault once more at the end", Expected: acceptanceInWords(b.Operation()), Actual: a.InWords(), Passed: accepted,
	})
	if !accepted {
		r := s.notRepeated("it answers " + a.InWords())
		r.Refused = a.Refused() && limited(a) == nil
		return r, nil
	}
	err = s.Requests.controls.noteControlled(ctx, b, a)
	return Repetition{StepRecord: s.record.end(), Accepted: true}, err
}

func (s *Scenario) notRepeated(why string) Repetition {
	return Repetition{StepRecord: s.record.end(), Why: "the same request without its fault was accepted before the refusals, and is not accepted after them: " + why}
}
