package steps

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

func isAccepted(_ context.Context, s *Scenario, _ language.Args) error {
	if s.last == nil {
		return verdict.SuiteFaultf("there is no answer yet that could be accepted")
	}
	return s.mustBeAccepted(s.last, s.last.checked())
}

func isStatus(_ context.Context, s *Scenario, a language.Args) error {
	if s.last == nil {
		return verdict.SuiteFaultf("there is no answer yet that could have a status")
	}
	if err := undecided(s.last); err != nil && a.Get("status") != strconv.Itoa(s.last.status()) {
		return err
	}
	pending := s.last.pending
	s.last.pending = nil
	if err := s.hasStatus(a.Get("status"), "wrong-status"); err != nil {
		return err
	}
	s.last.pending = pending
	return s.resolveUndeclared()
}

func (s *Scenario) hasStatus(status, code string) error {
	a := s.last
	return s.expect(a, Check{
		What: "status of " + a.operation(), Expected: status, Actual: statusText(a.status()), Passed: strconv.Itoa(a.status()) == status,
	}, specs.Finding{Code: code, Location: "status"})
}

// isRefused is `it is refused [with <status>]`.
func isRefused(ctx context.Context, s *Scenario, args language.Args) error {
	a := s.last
	switch {
	case a == nil:
		return verdict.SuiteFaultf("there is no answer yet that could be a refusal")
	case !s.accepted[a.operation()] && s.called[a.operation()] > 1:
		return verdict.Inconclusivef("nothing can be said about the refusal, as %s was not accepted before either", a.operation())
	case !s.accepted[a.operation()]:
		return verdict.SuiteFaultf("the refusal has no control: operation %s was not accepted in this scenario, neither by a request with a fault, "+
			"which is sent without it first, nor by a call", a.operation())
	}
	if err := s.mustBeRefused(a); err != nil {
		return err
	}
	if status := args.Get("status"); status != "" {
		if err := s.hasStatus(status, "wrong-status"); err != nil {
			return err
		}
	}
	return s.targetsUnchanged(ctx)
}

// mustBeRefused fails unless the answer is any 4xx that discloses nothing. A declared one was held against the contract before.
func (s *Scenario) mustBeRefused(a *answer) error {
	if err := limited(a); err != nil {
		return err
	}
	a.pending = nil
	message := "a request that must be refused is accepted"
	if !a.accepted() {
		message = "a request that must be refused is neither accepted nor refused"
	}
	err := s.expect(a, Check{
		What: "status of " + a.operation(), Expected: "refused (any 4xx)", Actual: statusText(a.status()), Passed: a.refused(),
	}, specs.Finding{Code: "not-refused", Location: "status", Message: message})
	if leak := s.leaksNothing(a); err == nil {
		return leak
	}
	return err
}

// nothingIsFound is `nothing is found`.
func nothingIsFound(_ context.Context, s *Scenario, _ language.Args) error {
	a := s.last
	if a == nil {
		return verdict.SuiteFaultf("there is no answer yet in which nothing could be found")
	}
	if a.refused() {
		if err := limited(a); err != nil {
			return err
		}
		a.pending = nil
		if err := s.leaksNothing(a); err != nil {
			return err
		}
		s.note(Check{What: "status of " + a.operation(), Expected: "a refusal, or an empty list", Actual: statusText(a.status()), Passed: true})
		return nil
	}
	if err := s.mustBeAccepted(a, a.checked()); err != nil {
		return err
	}
	r := reading{answer: a, value: onlyList(a)}
	return s.expect(a, Check{
		What: "the list of " + a.operation(), Expected: "a refusal, or an empty list", Actual: values.Shown(r.value), Passed: r.value.IsArray() && len(r.value.Array()) == 0,
	}, specs.Finding{Code: "unexpected-entry", Message: "something is found where there is nothing to be found"})
}

// onlyList returns the answer, when it is a list, or the one list in it. Of several it is the one that the contract declares.
func onlyList(a *answer) gjson.Result {
	root := a.at("")
	if root.IsArray() {
		return root
	}
	var lists, declared []gjson.Result
	root.ForEach(func(name, value gjson.Result) bool {
		if value.IsArray() {
			lists = append(lists, value)
			if a.prepared.operation().Declares(a.status(), specs.EscapeName(name.Str)) {
				declared = append(declared, value)
			}
		}
		return true
	})
	if len(declared) > 0 {
		lists = declared
	}
	if len(lists) != 1 {
		return gjson.Result{}
	}
	return lists[0]
}

func allAreAccepted(_ context.Context, s *Scenario, _ language.Args) error {
	if len(s.batch) == 0 {
		return verdict.SuiteFaultf("no request was sent several times at once")
	}
	for _, a := range s.batch {
		if err := s.mustBeAccepted(a, a.checked()); err != nil {
			return err
		}
	}
	return nil
}

func oneIsAccepted(_ context.Context, s *Scenario, _ language.Args) error {
	if len(s.batch) == 0 {
		return verdict.SuiteFaultf("no request was sent several times at once")
	}
	accepted := 0
	for _, a := range s.batch {
		if a.accepted() {
			accepted++
			if err := s.mustBeAccepted(a, a.checked()); err != nil {
				return err
			}
		} else if err := s.mustBeRefused(a); err != nil {
			return err
		}
	}
	return s.expect(s.last, Check{
		What: "answers of " + s.last.operation(), Expected: "exactly one of " + strconv.Itoa(len(s.batch)) + " accepted",
		Actual: strconv.Itoa(accepted) + " accepted", Passed: accepted == 1,
	}, specs.Finding{Code: "wrong-count", Message: "requests that exclude each other are accepted side by side"})
}

func answersWithin(_ context.Context, s *Scenario, a language.Args) error {
	if s.last == nil {
		return verdict.SuiteFaultf("there is no answer yet that could have taken its time")
	}
	limit, err := time.ParseDuration(a.Get("seconds") + "s")
	if err != nil {
		return verdict.SuiteFaultf("%q are no seconds", a.Get("seconds"))
	}
	if a := s.last; !a.eitherWay && (!a.prepared.Faulty || !a.refused()) {
		if err := s.mustBeAccepted(a, a.checked()); err != nil { // how fast anything else comes is of no interest
			return err
		}
	}
	took := s.last.exchange.Duration
	return s.expect(s.last, Check{
		What: "time of " + s.last.operation(), Expected: fmt.Sprintf("at most %s", limit), Actual: took.Round(time.Millisecond).String(), Passed: took <= limit,
	}, specs.Finding{Code: "too-slow", Message: "the answer takes too long"})
}

func headerIsPresent(_ context.Context, s *Scenario, a language.Args) error {
	return s.header(a.Get("header"), "something", func(value string) bool { return value != "" })
}

func headerIs(ctx context.Context, s *Scenario, a language.Args) error {
	want, err := s.expandText(ctx, a.Get("value"))
	if err != nil {
		return err
	}
	return s.header(a.Get("header"), values.Quoted(want), func(value string) bool { return value == want })
}

func (s *Scenario) header(name, expected string, fits func(string) bool) error {
	if s.last == nil {
		return verdict.SuiteFaultf("there is no answer yet that could have a header")
	}
	if err := s.resolveUndeclared(); err != nil {
		return err
	}
	value := s.last.exchange.Header.Get(name)
	actual := "nothing"
	if value != "" {
		actual = values.Short(value)
	}
	return s.expect(s.last, Check{What: "header " + name, Expected: expected, Actual: actual, Passed: fits(value)},
		specs.Finding{Code: "wrong-header", Location: "header " + name})
}
