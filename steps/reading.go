package steps

import (
	"strings"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// reading is a value of the last answer that a sentence is about.
type reading struct {
	answer   *answer
	location string // empty: the whole answer
	value    gjson.Result
}

// read reads what a sentence calls `its "<location>"`. It fails where there is no answer or no JSON; whether the value is there is
// for the sentence to ask.
func (s *Scenario) read(location string) (reading, error) {
	if s.last == nil {
		return reading{}, verdict.SuiteFaultf("there is no answer yet that %q could be read from", location)
	}
	if err := s.resolveUndeclared(); err != nil {
		return reading{}, err
	}
	a := s.last
	r := reading{answer: a, location: location}
	if !a.json {
		actual := "a body that is no JSON"
		if len(a.exchange.Body) == 0 {
			actual = "no body"
		}
		return r, s.expect(a, Check{What: r.what(), Expected: "an answer with a JSON body", Actual: actual},
			specs.Finding{Code: "missing-body", Location: location, Message: "the answer cannot be read"})
	}
	r.value = a.at(location)
	return r, nil
}

func (r reading) what() string {
	if r.location == "" {
		return "the answer"
	}
	return r.location
}

// refusedAttempt reports whether the last request was attempted and refused, so that nothing can be in the answer.
func (s *Scenario) refusedAttempt() bool {
	return s.last != nil && s.last.eitherWay && s.last.refused()
}

// passAsRefused records that something holds because the request was refused.
func (s *Scenario) passAsRefused(what, expected string) error {
	s.note(Check{What: what, Expected: expected, Actual: "refused: " + statusText(s.last.status()), Passed: true})
	return nil
}

// mustBe records a check of the value and fails with a finding. A value that is not there is reported as such.
func (s *Scenario) mustBe(r reading, expected string, passed bool) error {
	f := specs.Finding{Code: "wrong-value", Location: r.location, Message: "the value is not what it should be"}
	if !r.value.Exists() {
		f.Code, f.Message = "missing-field", "the value is not there"
	}
	return s.expect(r.answer, Check{What: r.what(), Expected: expected, Actual: values.Shown(r.value), Passed: passed}, f)
}

// parent returns what a location is part of: an object, a list or the whole answer.
func (r reading) parent() gjson.Result {
	i := strings.LastIndexByte(r.location, '.')
	if i < 0 {
		return r.answer.at("@this")
	}
	return r.answer.at(r.location[:i])
}
