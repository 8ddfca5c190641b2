package steps

import (
	"context"
	"time"

	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/scenario"
	"github.com/bbconform/bbconform/steps/verdict"
)

// callingSentences call operations.
func callingSentences() []sentence {
	return []sentence{
		{
			Definition: language.Definition{
				Group:    groupCalling,
				Sentence: `it is sent[ again]`,
				Facts:    language.Facts{Needs: language.ARequest, Parts: language.Parts{"again": language.ARepeat}, Makes: language.AnAnswer, Effect: language.Sends},
				Example:  `When it is sent`,
				About: "Sends the request that was prepared. With a fault it is sent twice: the control with fresh values and, where the operation " +
					"changes something, with things of its own; then the request with the fault. \"Again\" repeats the last one to the byte.",
			},
			does: itIsSent,
		}, {
			Definition: language.Definition{
				Group:    groupCalling,
				Sentence: `it is sent <n> times at once[, each with values of its own]`,
				Facts:    language.Facts{Needs: language.ARequest, Makes: language.AnAnswer | language.ABatch, Effect: language.Sends},
				Example:  `When it is sent 4 times at once`,
				About:    "Sends the same bytes several times side by side; \"the answers\" are all of them, and \"it\" is the first that was accepted.",
			},
			does: itIsSentAtOnce,
		}, {
			Definition: language.Definition{
				Group:    groupCalling,
				Sentence: `it is attempted[ again]`,
				Facts:    language.Facts{Needs: language.ARequest, Parts: language.Parts{"again": language.ARepeat}, Makes: language.AnAnswer, Effect: language.Tries},
				Example:  `When it is attempted`,
				About: "Sends a request that may be accepted or refused, where the specification leaves that open. What accepts must conform to the " +
					"contract, what refuses must not disclose internals, anything else fails. What follows asserts the state.",
			},
			does: itIsAttempted,
		}, {
			Definition: language.Definition{
				Group:    groupCalling,
				Sentence: `it is attempted <n> times at once[, each with values of its own]`,
				Facts:    language.Facts{Needs: language.ARequest, Makes: language.AnAnswer | language.ABatch, Effect: language.Tries},
				Example:  `When it is attempted 4 times at once`,
				About:    "The same several times side by side.",
			},
			does: itIsAttemptedAtOnce,
		}, {
			Definition: language.Definition{
				Group:    groupCalling,
				Sentence: `"<operation>" is called[ again][ as <which> <role>][ for the other <resource>][ on behalf of the other <person>]`,
				Facts:    language.Facts{Parts: language.Parts{"again": language.ARepeat}, Makes: language.AnAnswer, Kinds: language.Roles{"resource": language.TheOther, "person": language.ThePerson}, Effect: language.Calls},
				Example:  `When "configPolicyRead" is called`,
				About: "Sends the valid request. What a create operation makes is \"the policy\" from then on, or \"the other policy\" when it was called " +
					"for, on behalf of, or as another. \"Again\" repeats the operation's last request to the byte. A call is made as the first role " +
					"that may make it, or as the one that is named (`as the auditor`); `as another auditor` is a second caller of the role.",
			},
			does: isCalled,
		}, {
			Definition: language.Definition{
				Group:    groupCalling,
				Sentence: `"<operation>" is called with`,
				Facts:    language.Facts{Makes: language.AnAnswer, Effect: language.Calls},
				Example:  `When "configPolicyList" is called with`,
				About:    "The same with changes, one a row (see \"has been called with\").",
				Table:    true,
			},
			does: isCalled,
		}, {
			Definition: language.Definition{
				Group:    groupCalling,
				Sentence: `"<operation>" is called[ as <which> <role>][ for the other <resource>][ on behalf of the other <person>], with`,
				Facts:    language.Facts{Makes: language.AnAnswer, Kinds: language.Roles{"resource": language.TheOther, "person": language.ThePerson}, Effect: language.Calls},
				Example:  `When "serviceIndividualUpdate" is called for the other individual, with`,
				About:    "The same for the other one.",
				Table:    true,
			},
			does: isCalled,
		}, {
			Definition: language.Definition{
				Group:    groupCalling,
				Sentence: `"<operation>" is attempted[ again][ as <which> <role>][ for the other <resource>][ on behalf of the other <person>]`,
				Facts:    language.Facts{Parts: language.Parts{"again": language.ARepeat}, Makes: language.AnAnswer, Kinds: language.Roles{"resource": language.TheOther, "person": language.ThePerson}, Effect: language.Attempts},
				Example:  `When "serviceIndividualConsentRecordCreate" is attempted again`,
				About:    "A call that may be accepted or refused (see \"it is attempted\").",
			},
			does: isAttempted,
		}, {
			Definition: language.Definition{
				Group:    groupCalling,
				Sentence: `"<operation>" is attempted with`,
				Facts:    language.Facts{Makes: language.AnAnswer, Effect: language.Attempts},
				Example:  `When "serviceIndividualConsentRecordUpdate" is attempted with`,
				About:    "The same with changes.",
				Table:    true,
			},
			does: isAttempted,
		}, {
			Definition: language.Definition{
				Group:    groupCalling,
				Sentence: `"<operation>" is attempted[ as <which> <role>][ for the other <resource>][ on behalf of the other <person>], with`,
				Facts:    language.Facts{Makes: language.AnAnswer, Kinds: language.Roles{"resource": language.TheOther, "person": language.ThePerson}, Effect: language.Attempts},
				Example:  `When "serviceIndividualConsentRecordUpdate" is attempted on behalf of the other individual, with`,
				About:    "The same for the other one.",
				Table:    true,
			},
			does: isAttempted,
		}, {
			Definition: language.Definition{
				Group:    groupCalling,
				Sentence: `"<operation>" is called until its "<field>" is "<value>", for at most <seconds> seconds`,
				Facts:    language.Facts{Makes: language.AnAnswer, Effect: language.MustCall},
				Example:  `When "readStatus" is called until its "state" is "done", for at most 10 seconds`,
				About:    "Repeats an accepted call until the value is there. When it never is, the sentence fails.",
			},
			does: isCalledUntil,
		}, {
			Definition: language.Definition{
				Group:    groupCalling,
				Sentence: `every page of "<operation>" is read, <n> entries at a time`,
				Facts:    language.Facts{Needs: language.Paging, Makes: language.AnAnswer | language.Pages, Effect: language.MustCall},
				Example:  `When every page of "configPolicyList" is read, 2 entries at a time`,
				About:    "Follows limit and offset, or page and pageSize, as the contract has them, up to the last page. \"It\" is the last page.",
			},
			does: everyPageIsRead,
		}, {
			Definition: language.Definition{
				Group:    groupCalling,
				Sentence: `"<operation>" is read from its second entry on`,
				Facts:    language.Facts{Needs: language.Offset, Makes: language.AnAnswer | language.ASlice, Effect: language.MustCall},
				Example:  `When "configPolicyList" is read from its second entry on`,
				About: "One entry of it, with an offset; \"it\" is that answer. Before and after that, its first two entries are read, and all of it " +
					"once more when others changed them meanwhile.",
			},
			does: isReadFromTheSecond,
		},
	}
}

// callOf is the call that a sentence speaks of.
func callOf(a language.Args) scenario.Call {
	return scenario.Call{
		Operation: a.Get("operation"), As: a.Get("role"), Another: a.IsAnother(), For: a.Get("resource"), OnBehalf: a.Get("person"), Changes: a.Changes(),
	}
}

// call calls the operation that a sentence names. Called again for, or as, another one, it is another request.
func call(ctx context.Context, s *Scenario, a language.Args, purpose exchange.Purpose, want scenario.Want) error {
	c := callOf(a)
	if a.Has("again") && c.As == "" && c.For == "" && c.OnBehalf == "" {
		return s.Requests.CallAgain(ctx, c.Operation, purpose, want)
	}
	return s.Requests.Call(ctx, c, purpose, want)
}

func isCalled(ctx context.Context, s *Scenario, a language.Args) error {
	return call(ctx, s, a, exchange.Testing, scenario.WantAny)
}

func isAttempted(ctx context.Context, s *Scenario, a language.Args) error {
	return call(ctx, s, a, exchange.Testing, scenario.WantEither)
}

func itIsSent(ctx context.Context, s *Scenario, a language.Args) error {
	return send(ctx, s, a, scenario.WantAny)
}

func itIsAttempted(ctx context.Context, s *Scenario, a language.Args) error {
	return send(ctx, s, a, scenario.WantEither)
}

func send(ctx context.Context, s *Scenario, a language.Args, want scenario.Want) error {
	if a.Has("again") {
		return s.Requests.SendAgain(ctx, want)
	}
	return s.Requests.Send(ctx, want)
}

func itIsSentAtOnce(ctx context.Context, s *Scenario, a language.Args) error {
	return s.Requests.SendAtOnce(ctx, a.Count(), a.Has("each"), scenario.WantAny)
}

func itIsAttemptedAtOnce(ctx context.Context, s *Scenario, a language.Args) error {
	return s.Requests.SendAtOnce(ctx, a.Count(), a.Has("each"), scenario.WantEither)
}

func isCalledUntil(ctx context.Context, s *Scenario, a language.Args) error {
	if err := s.It.Resolve(); err != nil {
		return err
	}
	value, err := s.Instances.Expand(ctx, a.Get("value"))
	if err != nil {
		return err
	}
	limit, err := seconds(a)
	if err != nil {
		return err
	}
	return s.Requests.CallUntil(ctx, a.Get("operation"), a.Get("field"), value, limit)
}

// seconds is the duration that a sentence gives in seconds.
func seconds(a language.Args) (time.Duration, error) {
	limit, err := time.ParseDuration(a.Get("seconds") + "s")
	if err != nil {
		return 0, verdict.SuiteFaultf("%q are no seconds", a.Get("seconds"))
	}
	return limit, nil
}

func everyPageIsRead(ctx context.Context, s *Scenario, a language.Args) error {
	return s.Lists.ReadPages(ctx, a.Get("operation"), a.Count())
}

func isReadFromTheSecond(ctx context.Context, s *Scenario, a language.Args) error {
	return s.Lists.ReadFromSecond(ctx, a.Get("operation"))
}
