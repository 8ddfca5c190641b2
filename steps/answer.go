package steps

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/scenario"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// answerSentences check an answer as a whole.
func answerSentences() []sentence {
	return []sentence{
		{
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `it is accepted`,
				Facts:    language.Facts{Needs: language.AnAnswer, Effect: language.Accepts},
				Example:  `Then it is accepted`,
				About:    "The status is a 2xx that the contract declares, the specification does not call the answer a refusal, and it conforms to the contract.",
			},
			does: isAccepted,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `the answer is <status> and conforms to the contract`,
				Facts:    language.Facts{Needs: language.AnAnswer, Effect: language.HasStatus},
				Example:  `Then the answer is 200 and conforms to the contract`,
				About:    "Of one particular status, which is declared. Where the specification refuses with a 2xx, that alone does not say that it is accepted.",
			},
			does: isStatus,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `it is refused`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.AControl, Effect: language.Refuses},
				Example:  `Then it is refused`,
				About: "Any 4xx, or a 2xx that the specification calls a refusal; a declared one is held against its schema. Never another 2xx, a 3xx " +
					"or 5xx, and nothing internal (stack traces, errors of a database, paths of source files) is disclosed. What a request with a " +
					"fault was to change reads as before it. The same operation must have been accepted before in the scenario, by the control or " +
					"by a call.",
			},
			does: isRefused,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `it is refused with <status>`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.AControl, Effect: language.Refuses},
				Example:  `Then it is refused with 404`,
				About:    "The same for one particular status. Only where the contract leaves no choice.",
			},
			does: isRefused,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `nothing is found`,
				Facts:    language.Facts{Needs: language.AnAnswer, Effect: language.AllowsEither},
				Example:  `Then nothing is found`,
				About:    "Refused, or accepted with an empty list (the answer itself, or the one list in it).",
			},
			does: nothingIsFound,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `all answers are accepted`,
				Facts:    language.Facts{Needs: language.ABatch, Effect: language.Accepts},
				Example:  `Then all answers are accepted`,
				About:    "After a request that was sent several times at once.",
			},
			does: allAreAccepted,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `exactly one answer is accepted`,
				Facts:    language.Facts{Needs: language.ABatch, Effect: language.Accepts},
				Example:  `Then exactly one answer is accepted`,
				About:    "The others are refused.",
			},
			does: oneIsAccepted,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `it answers within <seconds> seconds`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And it answers within 5 seconds`,
				About:    "From sending the request to the end of the answer.",
			},
			does: answersWithin,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its header "<header>" is present`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its header "Location" is present`,
				About:    "The answer has the header, and it is not empty.",
			},
			does: headerIsPresent,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its header "<header>" is "<value>"`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its header "Cache-Control" is "no-store"`,
				About:    "To the letter.",
			},
			does: headerIs,
		},
	}
}

func isAccepted(_ context.Context, s *Scenario, _ language.Args) error {
	answer, err := s.It.For("be accepted")
	if err != nil {
		return err
	}
	return s.Judge.MustBeAccepted(answer)
}

func isStatus(_ context.Context, s *Scenario, a language.Args) error {
	answer, err := s.It.For("have a status")
	if err != nil {
		return err
	}
	return s.Judge.MustHaveStatus(answer, a.Get("status"))
}

// isRefused is `it is refused[ with <status>]`.
func isRefused(ctx context.Context, s *Scenario, a language.Args) error {
	return s.MustBeRefused(ctx, a.Get("status"))
}

func nothingIsFound(_ context.Context, s *Scenario, _ language.Args) error {
	answer, err := s.It.For("hold nothing")
	if err != nil {
		return err
	}
	return s.Judge.MustFindNothing(answer)
}

// batch returns the answers to requests that were sent at once.
func batch(s *Scenario) ([]*scenario.Answer, error) {
	if len(s.It.Batch) == 0 {
		return nil, verdict.SuiteFaultf("no request was sent several times at once")
	}
	return s.It.Batch, nil
}

func allAreAccepted(_ context.Context, s *Scenario, _ language.Args) error {
	answers, err := batch(s)
	if err != nil {
		return err
	}
	for _, answer := range answers {
		if err := s.Judge.MustBeAccepted(answer); err != nil {
			return err
		}
	}
	return nil
}

func oneIsAccepted(_ context.Context, s *Scenario, _ language.Args) error {
	answers, err := batch(s)
	if err != nil {
		return err
	}
	accepted := 0
	for _, answer := range answers {
		must := s.Judge.MustBeRefused
		if answer.Accepted() {
			accepted++
			must = s.Judge.MustBeAccepted
		}
		if err := must(answer); err != nil {
			return err
		}
	}
	last := s.It.Answer
	return s.Judge.Expect(last, Check{
		What: "answers of " + last.Operation(), Expected: "exactly one of " + strconv.Itoa(len(answers)) + " accepted",
		Actual: strconv.Itoa(accepted) + " accepted", Passed: accepted == 1,
	}, specs.Finding{Code: "wrong-count", Message: "requests that exclude each other are accepted side by side"})
}

func answersWithin(_ context.Context, s *Scenario, a language.Args) error {
	answer, err := s.It.For("have taken its time")
	if err != nil {
		return err
	}
	limit, err := seconds(a)
	if err != nil {
		return err
	}
	if !answer.EitherWay() && (!answer.Prepared.Faulty || !answer.Refused()) {
		if err := s.Judge.MustBeAccepted(answer); err != nil { // how fast anything else comes is of no interest
			return err
		}
	}
	took := answer.Exchange.Duration
	return s.Judge.Expect(answer, Check{
		What: "time of " + answer.Operation(), Expected: fmt.Sprintf("at most %s", limit), Actual: took.Round(time.Millisecond).String(), Passed: took <= limit,
	}, specs.Finding{Code: "too-slow", Message: "the answer takes too long"})
}

func headerIsPresent(_ context.Context, s *Scenario, a language.Args) error {
	return header(s, a.Get("header"), "something", func(value string) bool { return value != "" })
}

func headerIs(ctx context.Context, s *Scenario, a language.Args) error {
	want, err := s.Instances.Expand(ctx, a.Get("value"))
	if err != nil {
		return err
	}
	return header(s, a.Get("header"), values.Quoted(want), func(value string) bool { return value == want })
}

func header(s *Scenario, name, expected string, fits func(string) bool) error {
	answer, err := s.It.For("have a header")
	if err != nil {
		return err
	}
	if err := s.It.Resolve(); err != nil {
		return err
	}
	value := answer.Exchange.Header.Get(name)
	actual := "nothing"
	if value != "" {
		actual = values.Short(value)
	}
	return s.Judge.Expect(answer, Check{What: "header " + name, Expected: expected, Actual: actual, Passed: fits(value)},
		specs.Finding{Code: "wrong-header", Location: "header " + name})
}
