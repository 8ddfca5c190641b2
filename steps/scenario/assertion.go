package scenario

import (
	"fmt"
	"strings"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
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

// resolve fails on a status that the contract does not declare, once it is clear that no refusal was asked for.
func (j *Judge) resolve(a *Answer) error {
	if a == nil || len(a.pending) == 0 {
		return nil
	}
	findings := a.pending
	a.pending = nil
	if err := undecided(a); err != nil {
		return err
	}
	j.record.Note(Check{What: "status of " + a.Operation(), Expected: strings.Join(a.Prepared.Operation().Statuses(), " or "), Actual: a.InWords()})
	return j.record.Blame(a.Purpose(), a.Exchange.Number, findings...)
}

// Expect records a check about an answer and fails with the finding unless it passed. Expected and actual of the finding come from the
// check; so does its operation, unless it has one.
func (j *Judge) Expect(a *Answer, c Check, f specs.Finding) error {
	return j.expect(a, a.Purpose(), c, f)
}

// ExpectState records a check about the state, which an answer shows that was made for a purpose.
func (j *Judge) ExpectState(a *Answer, purpose exchange.Purpose, c Check, f specs.Finding) error {
	return j.expect(a, purpose, c, f)
}

func (j *Judge) expect(a *Answer, purpose exchange.Purpose, c Check, f specs.Finding) error {
	j.record.Note(c)
	if c.Passed {
		return nil
	}
	f.Expected, f.Actual = c.Expected, c.Actual
	if f.Operation == "" {
		f.Operation = j.AtFault(a)
	}
	if f.Message == "" {
		f.Message = c.What + " is not as expected"
	}
	return j.record.Blame(purpose, a.Exchange.Number, f)
}

// Blame holds findings about an answer against whoever they are due to, and returns the error that they amount to.
func (j *Judge) Blame(a *Answer, findings ...specs.Finding) error {
	for i := range findings {
		if findings[i].Operation == "" {
			findings[i].Operation = j.AtFault(a)
		}
	}
	return j.record.Blame(a.Purpose(), a.Exchange.Number, findings...)
}

// MustBe records a check of a value and fails with a finding. A value that is not there is reported as such.
func (j *Judge) MustBe(r Reading, expected string, passed bool) error {
	f := specs.Finding{Code: "wrong-value", Location: r.Location, Message: "the value is not what it should be"}
	if !r.Value.Exists() {
		f.Code, f.Message = "missing-field", "the value is not there"
	}
	return j.Expect(r.Answer, Check{What: r.What(), Expected: expected, Actual: r.shown(), Passed: passed}, f)
}

// AtFault is the operation that a failed assertion about an answer is held against. An answer shows what earlier calls did: when
// a record that was changed reads as before, reading is not at fault. So it is the operation that the scenario is about, unless
// the answer is a failure of its own (5xx).
func (j *Judge) AtFault(a *Answer) string {
	purpose := a.Purpose()
	switch {
	case a.Status()/100 == 5, purpose == exchange.Control, purpose == exchange.Preparing:
		return a.Operation()
	case j.about != "" && j.record.phase != language.Preparation:
		return j.about
	case j.history.changed != "" && purpose == exchange.Observing:
		return j.history.changed
	}
	return a.Operation()
}
