package scenario

import (
	"errors"
	"fmt"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/verdict"
)

// judge holds an answer against the contract and against what is wanted, and takes note of what the call brought about.
func (j *Judge) judge(b *Prepared, x *exchange.Exchange, want Want) (*Answer, error) {
	purpose := x.Request.Purpose
	if err := j.answered(b, x); err != nil {
		return nil, err
	}
	a := newAnswer(b, x)
	a.eitherWay = want == WantEither
	j.noteCaller(a)
	var broken []specs.Finding
	findings, others := j.own(b, x, checkAnswer(b, x, b.Faulty || a.eitherWay))
	if others {
		j.record.remark("entries that other scenarios made do not conform to the contract, which is for these scenarios to find out about")
	}
	for _, f := range findings {
		if f.Operation == "" {
			f.Operation = a.Operation()
		}
		if f.Code == finding.UndeclaredStatus { // it waits for what a following sentence asks for: a refusal may have any 4xx
			a.pending = append(a.pending, f)
		} else {
			broken = append(broken, f)
		}
	}
	if err := j.conforms(a, broken); err != nil {
		return nil, err
	}
	if want == WantAccepted || want == WantEither && !a.Refused() {
		if err := j.mustBeAccepted(a, purpose); err != nil {
			return nil, err
		}
	}
	if want == WantEither && a.Refused() {
		if err := j.isRefusal(a); err != nil {
			return nil, err
		}
	}
	if a.Accepted() && len(a.pending) == 0 {
		j.history.accepted[acceptance{a.Operation(), b.Request.As.Role}] = true
		if purpose != exchange.Observing && purpose != exchange.Cleaning && b.Draft.IsChanging() {
			j.history.changed = a.Operation()
		}
	}
	return a, nil
}

// answered turns the absence of an answer into a verdict.
func (j *Judge) answered(b *Prepared, x *exchange.Exchange) error {
	op := b.Operation().ID
	what := "answer of " + op
	if x.Err == nil {
		if !x.TooLarge {
			return nil
		}
		j.record.Note(Check{What: what, Expected: "a body of at most 8 MiB", Actual: "more"})
		return j.record.Blame(x.Request.Purpose, x.Number, specs.Finding{
			Code: "answer-too-large", Operation: op, Expected: "a body of at most 8 MiB", Actual: "more", Message: "the body of the answer is too large",
		})
	}
	var none *exchange.NoAnswer
	if !errors.As(x.Err, &none) {
		return fmt.Errorf("the client gave a reason of its own: %w", x.Err)
	}
	expected := "an answer"
	if b.Faulty {
		expected = refusalInWords(b.Operation())
	}
	j.record.Note(Check{What: what, Expected: expected, Actual: none.Reason})
	switch none.Kind {
	case exchange.Closed:
		return j.record.Blame(x.Request.Purpose, x.Number, specs.Finding{
			Code: "no-answer", Operation: op, Expected: expected, Actual: none.Reason, Message: "the connection ended without an answer",
		})
	case exchange.TooSlow:
		limit := "an answer within the time limit"
		if j.deadline > 0 {
			limit = fmt.Sprintf("an answer within %s", j.deadline)
		}
		return j.record.Blame(x.Request.Purpose, x.Number, specs.Finding{
			Code: "too-slow", Operation: op, Expected: limit, Actual: none.Reason, Message: "no answer came within the time limit",
		})
	}
	return verdict.Inconclusivef("%s: %s", op, none.Reason)
}

// conforms records the check against the contract and fails on findings.
func (j *Judge) conforms(a *Answer, findings []specs.Finding) error {
	op := a.Prepared.Operation()
	check := Check{What: "contract of " + op.ID, Expected: "status, headers and body as in " + op.Contract.File, Actual: fmt.Sprintf("%d, conforms", a.Status()), Passed: true}
	if len(a.pending) > 0 {
		check.Actual = fmt.Sprintf("%d, which is not declared", a.Status())
	}
	if len(findings) == 0 {
		j.record.Note(check)
		return nil
	}
	check.Passed = false
	check.Actual = fmt.Sprintf("%d, %s", a.Status(), messages(findings))
	j.record.Note(check)
	return j.record.Blame(a.Exchange.Request.Purpose, a.Exchange.Number, findings...)
}
