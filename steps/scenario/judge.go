package scenario

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/verdict"
)

// Want says what the answer to a request has to be.
type Want int

// What an answer may have to be.
const (
	WantAccepted Want = iota // accepted, as declared; anything else proves something wrong, or stops the preparation
	WantAny                  // a following sentence says what it has to be; the contract holds all the same
	WantEither               // accepted, or refused
)

// Judge turns exchanges into answers, and answers into findings. Whatever it finds goes through the recorder; what a call brought about
// goes into the history.
type Judge struct {
	record  *Recorder
	history *History

	about     string        // operation that the scenario is about; empty: none in particular
	anonymous bool          // the target's configuration has nothing that could be presented
	deadline  time.Duration // limit of one answer, for words only
}

// judge holds an answer against the contract and against what is wanted, and takes note of what the call brought about.
func (j *Judge) judge(b *Prepared, x *exchange.Exchange, want Want) (*Answer, error) {
	purpose := x.Request.Purpose
	if err := j.answered(b, x); err != nil {
		return nil, err
	}
	a := newAnswer(b, x)
	a.eitherWay, a.anonymous = want == WantEither, j.isAnonymous(b)
	var broken []specs.Finding
	for _, f := range checkAnswer(b, x, b.Faulty || a.eitherWay) {
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
		j.history.accepted[a.Operation()] = true
		if purpose != exchange.Observing && purpose != exchange.Cleaning && b.Draft.IsChanging() {
			j.history.changed = a.Operation()
		}
	}
	return a, nil
}

// checkAnswer holds an answer against the contract.
func checkAnswer(b *Prepared, x *exchange.Exchange, refusal bool) []specs.Finding {
	return b.Operation().CheckAnswer(specs.Answer{Status: x.Status, Header: x.Header, Body: x.Body, Request: httpRequest(x), Refusal: refusal})
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

// limited turns answers that say nothing about the request into a verdict. These statuses are HTTP's own word for that (RFC 6585, 4, and
// RFC 9110, 15.5.9), whatever an answer means otherwise.
func limited(a *Answer) error {
	switch a.Status() {
	case http.StatusTooManyRequests:
		return verdict.Inconclusivef("%s answered 429: the target limits how often it may be called; allow fewer requests a second in the configuration", a.Operation())
	case http.StatusRequestTimeout:
		return verdict.Inconclusivef("%s answered 408: the target did not receive the request in time", a.Operation())
	}
	return nil
}

// isAnonymous reports whether a request presents nothing because the target's configuration has nothing to present.
func (j *Judge) isAnonymous(b *Prepared) bool {
	return j.anonymous && b.Request.Credentials == exchange.AsConfigured
}

// undecided turns an answer to a valid request into a verdict where it says nothing about the target: an anonymous caller is sent away
// wherever credentials are demanded (RFC 9110, 15.5.2). What answers 403 knows the caller, unless the contract demands
// credentials: there many products say so instead. Only HTTP's own statuses mean that.
func undecided(a *Answer) error {
	if a.anonymous && (a.Status() == http.StatusUnauthorized || a.Status() == http.StatusForbidden && a.Prepared.Operation().Security) {
		return verdict.Inconclusivef("%s answered %s, and the target's configuration has no credentials that could be presented (authentication)",
			a.Operation(), a.InWords())
	}
	return limited(a)
}

// noteContract holds an answer against the contract that decides nothing. What does not conform is a note.
func (j *Judge) noteContract(b *Prepared, x *exchange.Exchange) {
	if x.Err != nil || x.TooLarge {
		return
	}
	if findings := checkAnswer(b, x, true); len(findings) > 0 {
		j.record.remark("an answer that decides nothing does not conform to the contract: " + messages(findings))
	}
}

// httpRequest is the request of an exchange as the contract's checks want it.
func httpRequest(x *exchange.Exchange) *http.Request {
	r := &http.Request{Method: x.Request.Operation.Method, Header: x.Request.Header, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}
	var err error
	if r.URL, err = url.Parse(x.URL); err != nil || x.URL == "" {
		r.URL = &url.URL{Scheme: "http", Host: "target", Path: x.Request.Path, RawQuery: x.Request.Query.Encode()}
	}
	r.Host = r.URL.Host
	return r
}
