package scenario

import (
	"fmt"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
)

// MustBeAccepted fails unless the answer is accepted, as the contract declares it.
func (j *Judge) MustBeAccepted(a *Answer) error { return j.mustBeAccepted(a, a.Purpose()) }

func (j *Judge) mustBeAccepted(a *Answer, purpose exchange.Purpose) error {
	op := a.Prepared.Operation()
	check := Check{
		What: "status of " + op.ID, Expected: acceptanceInWords(op), Actual: a.InWords(),
		Passed: a.Accepted() && len(a.pending) == 0,
	}
	j.record.Note(check)
	if check.Passed {
		return nil
	}
	if err := undecided(a); err != nil {
		return err
	}
	findings := a.pending
	a.pending = nil
	if !a.Accepted() {
		refused := specs.Finding{
			Code: "not-accepted", Operation: j.AtFault(a), Message: "a valid request is not accepted", Location: "status", Expected: check.Expected, Actual: check.Actual,
		}
		if refused.Operation != op.ID { // what is asked for is not there: that no such status is declared is beside the point
			refused.Message = "what it did does not show: " + op.ID + " does not accept a valid request"
			findings = nil
		}
		findings = append([]specs.Finding{refused}, findings...)
	}
	return j.record.Blame(purpose, a.Exchange.Number, findings...)
}

// MustBeRefused fails unless the answer is a refusal that discloses nothing. A declared one was held against the contract before.
func (j *Judge) MustBeRefused(a *Answer) error {
	if err := limited(a); err != nil {
		return err
	}
	if a.mayBeUndeclared() || !a.Refused() { // of what is no refusal, that is enough to say
		a.pending = nil
	}
	message := "a request that must be refused is accepted"
	if !a.Accepted() {
		message = "a request that must be refused is neither accepted nor refused"
	}
	err := j.Expect(a, Check{
		What: "status of " + a.Operation(), Expected: refusalInWords(a.Prepared.Operation()), Actual: a.InWords(), Passed: a.Refused(),
	}, specs.Finding{Code: "not-refused", Location: "status", Message: message})
	if leak := j.leaksNothing(a); err == nil {
		err = leak
	}
	if undeclared := j.resolve(a); err == nil {
		err = undeclared
	}
	return err
}

// isRefusal takes an answer for the refusal that it may be: a 4xx need not be declared, and it discloses nothing.
func (j *Judge) isRefusal(a *Answer) error {
	if err := limited(a); err != nil {
		return err
	}
	if a.mayBeUndeclared() {
		a.pending = nil
	}
	if err := j.resolve(a); err != nil {
		return err
	}
	return j.leaksNothing(a)
}

// MustFindNothing takes an answer for one that found nothing: it is a refusal, or accepted with an empty list.
func (j *Judge) MustFindNothing(a *Answer) error {
	if a.Refused() {
		if err := j.isRefusal(a); err != nil {
			return err
		}
		j.record.Note(Check{What: "status of " + a.Operation(), Expected: "a refusal, or an empty list", Actual: a.InWords(), Passed: true})
		return nil
	}
	if err := j.MustBeAccepted(a); err != nil {
		return err
	}
	r := Reading{Answer: a, Value: a.List("")}
	return j.Expect(a, Check{
		What: "the list of " + a.Operation(), Expected: "a refusal, or an empty list", Actual: r.shown(), Passed: r.Value.IsArray() && len(r.Value.Array()) == 0,
	}, specs.Finding{Code: "unexpected-entry", Message: "something is found where there is nothing to be found"})
}

// MustHaveStatus fails unless the answer has a status. It need not be declared for that; whether it is, is told afterwards. That is about
// HTTP: whether such an answer accepts the request is another question.
func (j *Judge) MustHaveStatus(a *Answer, status string) error {
	if err := undecided(a); err != nil && !hasStatus(a, status) {
		return err
	}
	pending := a.pending
	a.pending = nil
	if err := j.ExpectStatus(a, status); err != nil {
		return err
	}
	a.pending = pending
	return j.resolve(a)
}

// ExpectStatus checks the status of an answer and nothing else.
func (j *Judge) ExpectStatus(a *Answer, status string) error {
	return j.Expect(a, Check{
		What: "status of " + a.Operation(), Expected: status, Actual: a.InWords(), Passed: hasStatus(a, status),
	}, specs.Finding{Code: "wrong-status", Location: "status"})
}

func hasStatus(a *Answer, status string) bool { return fmt.Sprint(a.Status()) == status }

// MustBe records a check of a value and fails with a finding. A value that is not there is reported as such.
func (j *Judge) MustBe(r Reading, expected string, passed bool) error {
	f := specs.Finding{Code: "wrong-value", Location: r.Location, Message: "the value is not what it should be"}
	if !r.Value.Exists() {
		f.Code, f.Message = "missing-field", "the value is not there"
	}
	return j.Expect(r.Answer, Check{What: r.What(), Expected: expected, Actual: r.shown(), Passed: passed}, f)
}
