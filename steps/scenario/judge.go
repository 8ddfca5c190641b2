package scenario

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
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

	about    string           // operation that the scenario is about; empty: none in particular
	callers  exchange.Callers // what the target's configuration has for whom
	deadline time.Duration    // limit of one answer, for words only

	// own leaves out of what was found what other scenarios have to answer for, and reports whether there was any
	own func(*Prepared, *exchange.Exchange, []specs.Finding) ([]specs.Finding, bool)
}

// checkAnswer holds an answer against the contract.
func checkAnswer(b *Prepared, x *exchange.Exchange, refusal bool) []specs.Finding {
	return b.Operation().CheckAnswer(specs.Answer{Status: x.Status, Header: x.Header, Body: x.Body, Request: httpRequest(x), Refusal: refusal})
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

// noteCaller notes whether a request presented nothing because the target's configuration has nothing to present, and where that belongs.
func (j *Judge) noteCaller(a *Answer) {
	as := a.Prepared.Request.As
	c := j.callers(as)
	a.anonymous, a.key = as.Presents == exchange.AsConfigured && c.Anonymous, c.Key
}

// undecided turns an answer to a valid request into a verdict where it says nothing about the target: an anonymous caller is sent away
// wherever credentials are demanded (RFC 9110, 15.5.2). What answers 403 knows the caller, unless the contract demands
// credentials: there many products say so instead. Only HTTP's own statuses mean that.
func undecided(a *Answer) error {
	if a.anonymous && (a.Status() == http.StatusUnauthorized || a.Status() == http.StatusForbidden && a.Prepared.Operation().Security) {
		return verdict.Inconclusivef("%s answered %s, and the target's configuration has no credentials that could be presented (%s)",
			a.Operation(), a.InWords(), a.key)
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
		r.URL = &url.URL{Scheme: "http", Host: "target", Path: x.Request.Path, RawQuery: x.Request.Query}
	}
	r.Host = r.URL.Host
	return r
}

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

// expect is Expect for an answer that was got for a purpose of its own: to see the state, or to prepare.
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
