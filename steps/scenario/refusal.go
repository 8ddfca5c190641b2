package scenario

import (
	"context"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// MustBeRefused fails unless "it" is a refusal, of a status where one is given, and what the request with a fault was about is as before.
// The operation must have been accepted before in the scenario: that is the control of the refusal.
func (s *Scenario) MustBeRefused(ctx context.Context, status string) error {
	a, err := s.It.For("be a refusal")
	if err != nil {
		return err
	}
	op := a.Operation()
	switch {
	case s.History.WasAccepted(op, a.Prepared.Draft.As().Role):
	case s.History.TimesCalled(op) > 1:
		return verdict.Inconclusivef("nothing can be said about the refusal, as %s was not accepted before either", op)
	default:
		return verdict.SuiteFaultf("the refusal has no control: operation %s was not accepted in this scenario, neither by a request with a fault, "+
			"which is sent without it first, nor by a call", op)
	}
	if err := s.Judge.MustBeRefused(a); err != nil {
		return err
	}
	if status != "" {
		if err := s.Judge.ExpectStatus(a, status); err != nil {
			return err
		}
	}
	for _, target := range s.It.targets {
		if err := s.Observer.mustBeAsBefore(ctx, target); err != nil {
			return err
		}
	}
	return nil
}

// Control returns the control of the last request with a fault, whose answer "it" must be, and a refusal.
func (s *Scenario) Control() (control *Prepared, refused *Answer, err error) {
	a := s.It.Answer
	switch {
	case a == nil || !a.Prepared.Faulty || s.Requests.lastControl == nil:
		return nil, nil, verdict.SuiteFaultf("no request with a fault was sent, of which something could be stored")
	case !a.Refused():
		return nil, nil, s.Judge.MustBeRefused(a)
	}
	return s.Requests.lastControl, a, nil
}

// Trace reports which values hold what was sent: every request has a value that no other request has (${unique}), and whatever was
// stored of it is known by that, under whatever identifier it was stored and however it is escaped. The error says that a request cannot
// be told from others, as its sample has no ${unique}.
func Trace(b *Prepared) (func(gjson.Result) bool, error) {
	if !strings.Contains(string(b.Body), b.Token) {
		return nil, verdict.SuiteFaultf("the sample request of %s has no ${unique} in its body, by which it could be found", b.Operation().ID)
	}
	return func(v gjson.Result) bool {
		for _, text := range values.Texts(v, nil) {
			if strings.Contains(text, b.Token) {
				return true
			}
		}
		return false
	}, nil
}
