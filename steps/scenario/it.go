package scenario

import (
	"context"
	"slices"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/verdict"
)

// It is what sentences mean by "it", and what came with it.
type It struct {
	spoken
	judge *Judge
}

// spoken is what one call left for sentences to speak of.
type spoken struct {
	Answer *Answer        // nil: there is none yet
	Batch  []*Answer      // the answers of requests that were sent at once
	Pages  *Pages         // of a list that was read whole
	Slice  []gjson.Result // the first entries of a list that was then read from its second entry on

	targets []refusalTarget // what the request, which has a fault, is about, as it was before
}

// set makes an answer what sentences call "it". Whatever came with the one before it is gone.
func (it *It) set(s spoken) { it.spoken = s }

// For returns the answer that sentences call "it", and says for what a sentence wants it where there is none: "be accepted", "have a header".
func (it *It) For(could string) (*Answer, error) {
	if it.Answer == nil {
		return nil, verdict.SuiteFaultf("there is no answer yet that could %s", could)
	}
	return it.Answer, nil
}

// Read reads what a sentence calls `its "<location>"`. It fails where there is no answer or no JSON; whether the value is there is
// for the sentence to ask.
func (it *It) Read(location string) (Reading, error) {
	if it.Answer == nil {
		return Reading{}, verdict.SuiteFaultf("there is no answer yet that %q could be read from", location)
	}
	if err := it.Resolve(); err != nil {
		return Reading{}, err
	}
	a := it.Answer
	r := Reading{Answer: a, Location: location}
	if !a.json {
		actual := "a body that is no JSON"
		if len(a.Exchange.Body) == 0 {
			actual = "no body"
		}
		return r, it.judge.Expect(a, Check{What: r.What(), Expected: "an answer with a JSON body", Actual: actual},
			specs.Finding{Code: "missing-body", Location: location, Message: "the answer cannot be read"})
	}
	r.Value = a.At(location)
	return r, nil
}

// Resolve fails on a status that the contract does not declare, once it is clear that no refusal is asked for.
func (it *It) Resolve() error { return it.judge.resolve(it.Answer) }

// ResolveUnlessRefused does the same, but leaves a refusal to the sentence that asks for it: sentences about the state may come before
// that one.
func (it *It) ResolveUnlessRefused() error {
	if it.Answer != nil && it.Answer.Refused() {
		return nil
	}
	return it.Resolve()
}

// IsRefusedAttempt reports whether the last request was attempted and refused, so that nothing can be in the answer.
func (it *It) IsRefusedAttempt() bool {
	return it.Answer != nil && it.Answer.eitherWay && it.Answer.Refused()
}

// PassAsRefused records that something holds because the request was refused.
func (it *It) PassAsRefused(what, expected string) error {
	it.judge.record.Note(Check{What: what, Expected: expected, Actual: "refused: " + it.Answer.InWords(), Passed: true})
	return nil
}

// Pages are the pages of a list that was read whole.
type Pages struct {
	Operation string
	Pages     [][]gjson.Result // the entries of each page that has any
	Last      *Answer          // the last of these, or else the first of all

	read  int // how many, the empty one at the end included
	again func(context.Context) (*Pages, error)
}

// Entries are those of all pages.
func (p *Pages) Entries() []gjson.Result { return slices.Concat(p.Pages...) }

// refusalTarget is what a request with a fault is about, as it was before the request.
type refusalTarget struct {
	instance *Instance
	answer   *Answer // that gave it
	baseline gjson.Result
	written  []string // fields of the instance that the request writes; nil: none in particular
}
