package steps

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// want says what the answer to a request has to be.
type want int

const (
	wantAccepted want = iota // 2xx as declared; anything else proves something wrong, or stops the preparation
	wantAny                  // a following sentence says what it has to be; the contract holds all the same
	wantEither               // accepted, or refused with any 4xx
)

// undeclared is the finding of a status that the contract does not know. It waits for what a following sentence asks for:
// a refusal may have any 4xx.
const undeclared = "undeclared-status"

// answer is an exchange that has an answer.
type answer struct {
	prepared  *preparedRequest
	exchange  *exchange.Exchange
	json      bool            // the body is one JSON document
	pending   []specs.Finding // undeclared status, as long as no sentence has said what the answer has to be
	eitherWay bool            // it may be accepted or refused
	anonymous bool            // the request presented nothing, as the target's configuration has nothing to present
}

// checked is the purpose that a check of the answer has: what was made in preparation counts once it is checked.
func (a *answer) checked() exchange.Purpose {
	if a.exchange.Request.Purpose == exchange.Preparing {
		return exchange.Testing
	}
	return a.exchange.Request.Purpose
}

func (a *answer) operation() string { return a.prepared.operation().ID }
func (a *answer) status() int       { return a.exchange.Status }
func (a *answer) accepted() bool    { return a.exchange.Status/100 == 2 }
func (a *answer) refused() bool     { return a.exchange.Status/100 == 4 }

// at reads a value of the body. It does not exist when the body is not JSON.
func (a *answer) at(path string) gjson.Result {
	if !a.json {
		return gjson.Result{}
	}
	if path == "" {
		path = "@this"
	}
	return gjson.GetBytes(a.exchange.Body, path)
}

// call sends a request and judges the answer.
func (s *Scenario) call(ctx context.Context, b *preparedRequest, purpose exchange.Purpose, want want) (*answer, error) {
	x, err := s.send(ctx, b, purpose)
	if err != nil {
		return nil, err
	}
	return s.judge(b, x, want)
}

// send sends a request and returns what came of it, whatever that is.
func (s *Scenario) send(ctx context.Context, b *preparedRequest, purpose exchange.Purpose) (*exchange.Exchange, error) {
	s.called[b.operation().ID]++
	request := *b.Request
	request.Purpose = purpose
	x, err := s.env.Client.Do(ctx, &request)
	if err != nil {
		return nil, fmt.Errorf("send the request of operation %s: %w", b.operation().ID, err)
	}
	x.Request = &request
	s.record.Exchanges = append(s.record.Exchanges, x.Number)
	return x, nil
}

// judge holds an answer against the contract and against what is wanted, and takes note of what the call brought about.
func (s *Scenario) judge(b *preparedRequest, x *exchange.Exchange, want want) (*answer, error) {
	purpose := x.Request.Purpose
	if err := s.answered(b, x); err != nil {
		return nil, err
	}
	a := &answer{prepared: b, exchange: x, json: values.IsJSON(x.Body), eitherWay: want == wantEither, anonymous: s.isAnonymous(b)}
	refusal := b.Faulty || a.eitherWay
	var broken []specs.Finding
	for _, f := range b.operation().CheckAnswer(specs.Answer{
		Status: x.Status, Header: x.Header, Body: x.Body, Request: httpRequest(x), Refusal: refusal,
	}) {
		if f.Operation == "" {
			f.Operation = b.operation().ID
		}
		if f.Code == undeclared {
			a.pending = append(a.pending, f)
		} else {
			broken = append(broken, f)
		}
	}
	if err := s.conforms(a, broken); err != nil {
		return nil, err
	}
	if want == wantAccepted || want == wantEither && !a.refused() {
		if err := s.mustBeAccepted(a, purpose); err != nil {
			return nil, err
		}
	}
	if want == wantEither && a.refused() {
		if err := limited(a); err != nil {
			return nil, err
		}
		a.pending = nil
		if err := s.leaksNothing(a); err != nil {
			return nil, err
		}
	}
	if a.accepted() && len(a.pending) == 0 {
		s.accepted[b.operation().ID] = true
		if purpose != exchange.Observing && purpose != exchange.Cleaning && b.Draft.IsChanging() {
			s.changed = b.operation().ID
		}
	}
	return a, nil
}

// answered turns the absence of an answer into a verdict.
func (s *Scenario) answered(b *preparedRequest, x *exchange.Exchange) error {
	op := b.operation().ID
	what := "answer of " + op
	if x.Err == nil {
		if !x.TooLarge {
			return nil
		}
		s.note(Check{What: what, Expected: "a body of at most 8 MiB", Actual: "more"})
		return s.blame(x.Request.Purpose, x.Number, specs.Finding{
			Code: "answer-too-large", Operation: op, Expected: "a body of at most 8 MiB", Actual: "more", Message: "the body of the answer is too large",
		})
	}
	var none *exchange.NoAnswer
	if !errors.As(x.Err, &none) {
		return fmt.Errorf("the client gave a reason of its own: %w", x.Err)
	}
	expected := "an answer"
	if b.Faulty {
		expected = "a refusal (any 4xx)"
	}
	s.note(Check{What: what, Expected: expected, Actual: none.Reason})
	switch none.Kind {
	case exchange.Closed:
		return s.blame(x.Request.Purpose, x.Number, specs.Finding{
			Code: "no-answer", Operation: op, Expected: expected, Actual: none.Reason, Message: "the connection ended without an answer",
		})
	case exchange.TooSlow:
		limit := "an answer within the time limit"
		if s.env.Deadline > 0 {
			limit = fmt.Sprintf("an answer within %s", s.env.Deadline)
		}
		return s.blame(x.Request.Purpose, x.Number, specs.Finding{
			Code: "too-slow", Operation: op, Expected: limit, Actual: none.Reason, Message: "no answer came within the time limit",
		})
	}
	return verdict.Inconclusivef("%s: %s", op, none.Reason)
}

// conforms records the check against the contract and fails on findings.
func (s *Scenario) conforms(a *answer, findings []specs.Finding) error {
	op := a.prepared.operation()
	check := Check{What: "contract of " + op.ID, Expected: "status, headers and body as in " + op.Contract.File, Actual: fmt.Sprintf("%d, conforms", a.status()), Passed: true}
	if len(a.pending) > 0 {
		check.Actual = fmt.Sprintf("%d, which is not declared", a.status())
	}
	if len(findings) == 0 {
		s.note(check)
		return nil
	}
	check.Passed = false
	check.Actual = fmt.Sprintf("%d, %s", a.status(), messages(findings))
	s.note(check)
	return s.blame(a.exchange.Request.Purpose, a.exchange.Number, findings...)
}

// mustBeAccepted fails unless the answer is a 2xx that the contract declares.
func (s *Scenario) mustBeAccepted(a *answer, purpose exchange.Purpose) error {
	op := a.prepared.operation()
	check := Check{
		What: "status of " + op.ID, Expected: "accepted (" + statuses(op) + ")", Actual: statusText(a.status()),
		Passed: a.accepted() && len(a.pending) == 0,
	}
	s.note(check)
	if check.Passed {
		return nil
	}
	if err := undecided(a); err != nil {
		return err
	}
	findings := a.pending
	a.pending = nil
	if !a.accepted() {
		refused := specs.Finding{
			Code: "not-accepted", Operation: s.operationAtFault(a), Message: "a valid request is not accepted", Location: "status", Expected: check.Expected, Actual: check.Actual,
		}
		if refused.Operation != op.ID { // what is asked for is not there: that no such status is declared is beside the point
			refused.Message = "what it did does not show: " + op.ID + " does not accept a valid request"
			findings = nil
		}
		findings = append([]specs.Finding{refused}, findings...)
	}
	return s.blame(purpose, a.exchange.Number, findings...)
}

// limited turns answers that say nothing about the request into a verdict.
func limited(a *answer) error {
	switch a.status() {
	case http.StatusTooManyRequests:
		return verdict.Inconclusivef("%s answered 429: the target limits how often it may be called; allow fewer requests a second in the configuration", a.operation())
	case http.StatusRequestTimeout:
		return verdict.Inconclusivef("%s answered 408: the target did not receive the request in time", a.operation())
	}
	return nil
}

// isAnonymous reports whether a request presents nothing because the target's configuration has nothing to present.
func (s *Scenario) isAnonymous(b *preparedRequest) bool {
	return s.env.Anonymous && b.Request.Credentials == exchange.AsConfigured
}

// undecided turns an answer to a valid request into a verdict where it says nothing about the target: an anonymous caller is sent away
// wherever credentials are demanded (RFC 9110, 15.5.2). What answers 403 knows the caller, unless the contract demands
// credentials: there many products say so instead.
func undecided(a *answer) error {
	if a.anonymous && (a.status() == http.StatusUnauthorized || a.status() == http.StatusForbidden && a.prepared.operation().Security) {
		return verdict.Inconclusivef("%s answered %s, and the target's configuration has no credentials that could be presented (authentication)",
			a.operation(), statusText(a.status()))
	}
	return limited(a)
}

// resolveUndeclared fails on a status that the contract does not declare, once it is clear that no refusal was asked for.
func (s *Scenario) resolveUndeclared() error {
	if s.last == nil || len(s.last.pending) == 0 {
		return nil
	}
	a := s.last
	findings := a.pending
	a.pending = nil
	if err := undecided(a); err != nil {
		return err
	}
	s.note(Check{What: "status of " + a.operation(), Expected: strings.Join(a.prepared.operation().Statuses(), " or "), Actual: statusText(a.status())})
	return s.blame(a.checked(), a.exchange.Number, findings...)
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

func statuses(op *specs.Operation) string {
	success := op.Success()
	codes := make([]string, len(success))
	for i, code := range success {
		codes[i] = fmt.Sprint(code)
	}
	return strings.Join(codes, " or ")
}

func statusText(code int) string {
	if text := http.StatusText(code); text != "" {
		return fmt.Sprintf("%d %s", code, text)
	}
	return fmt.Sprint(code)
}
