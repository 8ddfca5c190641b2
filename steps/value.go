package steps

import (
	"context"
	"fmt"
	"time"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/values"
)

// valueSentences check one value of an answer.
func valueSentences() []sentence {
	return []sentence{
		{
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is "<value>"[, where it is given]`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "policy.jurisdiction" is "EU"`,
				About: "A text, to the letter; two points in time are the same however they are written. \"Where it is given\": the contract does not " +
					"require it, and it may be left out.",
			},
			does: valueIs,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is not "<value>"`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "policy.name" is not "draft"`,
				About:    "It is there, and it is something else.",
			},
			does: valueIsNot,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<field>" is <number>`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "count" is 3`,
				About:    "A number, compared as one: 3 and 3.0 are the same, \"3\" is not.",
			},
			does: numberIs,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is true`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "answer.status" is true`,
				About:    "Not the text \"true\".",
			},
			does: booleanIs(true),
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is false`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "consentRecord.optIn" is false`,
				About:    "Not the text \"false\".",
			},
			does: booleanIs(false),
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is present`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "revision.id" is present`,
				About:    "It is there and not null.",
			},
			does: isPresent,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is absent`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "policy.secret" is absent`,
				About:    "What it would be part of is there, but not it, or it is null.",
			},
			does: isAbsent,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is empty`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "policies" is empty`,
				About:    "It is there: an empty text, list or object.",
			},
			does: isEmpty,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is not empty[, where it is given]`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "policy.id" is not empty`,
				About:    "It is there, and neither null nor an empty text, list or object. \"Where it is given\": or it is left out.",
			},
			does: isNotEmpty,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is absent or empty`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "revision.predecessorHash" is absent or empty`,
				About:    "One of the two.",
			},
			does: isAbsentOrEmpty,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is a date and time`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "revision.timestamp" is a date and time`,
				About:    "As in RFC 3339 or ISO 8601, with a date and a time.",
			},
			does: isDateTime,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is the present time, give or take <n> hours`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "revision.timestamp" is the present time, give or take 24 hours`,
				About:    "A date and time by the clock of whoever runs the tests. Clocks differ, and some leave out the time zone: a day is a fair margin.",
			},
			does: isPresentTime,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is remembered as "<name>"`,
				Facts:    language.Facts{Needs: language.AnAnswer, Makes: language.AMemory},
				Example:  `And its "revision.id" is remembered as "first revision"`,
				About:    "Keeps the value for later sentences; in a value it is `${remembered.first revision}`.",
			},
			does: isRemembered,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is the remembered "<name>"`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.AMemory},
				Example:  `Then its "revision.id" is the remembered "first revision"`,
				About:    "The same value, whole objects included.",
			},
			does: isTheRemembered,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is not the remembered "<name>"`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.AMemory},
				Example:  `Then its "revision.id" is not the remembered "first revision"`,
				About:    "It is there, and it is something else. After a request that was attempted and refused, this holds.",
			},
			does: isNotTheRemembered,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is the identifier of the [other ]<resource>[, where it is given]`,
				Facts:    language.Facts{Needs: language.AnAnswer, Kinds: language.Roles{"resource": language.TheInstance}},
				Example:  `And its "consentRecord.individual.id" is the identifier of the individual`,
				About:    "As the create operation gave it. \"Where it is given\": or it is left out.",
			},
			does: isTheIdentifier,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" [is absent or ]agrees with the [other ]<resource>`,
				Facts:    language.Facts{Needs: language.AnAnswer, Kinds: language.Roles{"resource": language.TheInstance}},
				Example:  `And its "consentRecord.dataAgreement" is absent or agrees with the data agreement`,
				About: "Every value of the contract that both have is the same, also within objects; what is left out, or shown as a reference, " +
					"contradicts nothing. Compared is the thing as the target gave it before, and at least one value.",
			},
			does: agreesWith,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" [is absent or ]agrees with the remembered "<name>"`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.AMemory},
				Example:  `And its "revision" agrees with the remembered "latest revision"`,
				About:    "The same for a value of an earlier answer.",
			},
			does: agreesWith,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" is as sent[ in "<sent>"][, apart from "<fields>"]`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.ASentBody},
				Example:  `And its "policy" is as sent, apart from "id"`,
				About: "Every field that was sent is there with the same value; more may be there. Compared is what was sent last under the same " +
					"name, or under the other one that is given.",
			},
			does: isAsSent,
		},
	}
}

func valueIs(ctx context.Context, s *Scenario, a language.Args) error {
	want, err := s.Instances.Expand(ctx, a.Get("value"))
	if err != nil {
		return err
	}
	r, err := s.It.Read(a.Get("location"))
	if err != nil || leftOut(s, r, a) {
		return err
	}
	return s.Judge.MustBe(r, "the text "+values.Quoted(want), r.Value.Type == gjson.String && values.SameText(r.Value.Str, want))
}

func valueIsNot(ctx context.Context, s *Scenario, a language.Args) error {
	other, err := s.Instances.Expand(ctx, a.Get("value"))
	if err != nil {
		return err
	}
	r, err := s.It.Read(a.Get("location"))
	if err != nil {
		return err
	}
	return s.Judge.MustBe(r, "something other than "+values.Quoted(other), values.Present(r.Value) && !values.SameText(r.Value.String(), other))
}

func numberIs(_ context.Context, s *Scenario, a language.Args) error {
	r, err := s.It.Read(a.Get("field"))
	if err != nil {
		return err
	}
	want := a.Get("number")
	return s.Judge.MustBe(r, "the number "+want, r.Value.Type == gjson.Number && values.SameNumber(r.Value.Raw, want))
}

func booleanIs(want bool) func(context.Context, *Scenario, language.Args) error {
	return func(_ context.Context, s *Scenario, a language.Args) error {
		r, err := s.It.Read(a.Get("location"))
		if err != nil {
			return err
		}
		return s.Judge.MustBe(r, fmt.Sprint(want), r.Value.IsBool() && r.Value.Bool() == want)
	}
}

func isPresent(_ context.Context, s *Scenario, a language.Args) error {
	r, err := s.It.Read(a.Get("location"))
	if err != nil {
		return err
	}
	return s.Judge.MustBe(r, "something", values.Present(r.Value))
}

func isAbsent(_ context.Context, s *Scenario, a language.Args) error {
	r, err := s.It.Read(a.Get("location"))
	if err != nil {
		return err
	}
	if !values.Present(r.Parent()) {
		return s.Judge.Expect(r.Answer, Check{What: r.What(), Expected: "nothing in something", Actual: "what it would be part of is not there either"},
			specs.Finding{Code: "missing-field", Location: r.Location})
	}
	return s.Judge.MustBe(r, "nothing", !values.Present(r.Value))
}

func isEmpty(_ context.Context, s *Scenario, a language.Args) error {
	r, err := s.It.Read(a.Get("location"))
	if err != nil {
		return err
	}
	return s.Judge.MustBe(r, "an empty text, list or object", values.Present(r.Value) && values.IsEmpty(r.Value))
}

func isNotEmpty(_ context.Context, s *Scenario, a language.Args) error {
	r, err := s.It.Read(a.Get("location"))
	if err != nil || leftOut(s, r, a) {
		return err
	}
	return s.Judge.MustBe(r, "something that is not empty", values.Present(r.Value) && !values.IsEmpty(r.Value))
}

func isAbsentOrEmpty(_ context.Context, s *Scenario, a language.Args) error {
	r, err := s.It.Read(a.Get("location"))
	if err != nil {
		return err
	}
	if !values.Present(r.Parent()) {
		return s.Judge.Expect(r.Answer, Check{What: r.What(), Expected: "nothing in something", Actual: "what it would be part of is not there either"},
			specs.Finding{Code: "missing-field", Location: r.Location})
	}
	return s.Judge.MustBe(r, "nothing, or something empty", !values.Present(r.Value) || values.IsEmpty(r.Value))
}

func isDateTime(_ context.Context, s *Scenario, a language.Args) error {
	r, err := s.It.Read(a.Get("location"))
	if err != nil {
		return err
	}
	return s.Judge.MustBe(r, "a date and time as in RFC 3339 or ISO 8601", r.Value.Type == gjson.String && values.IsDateAndTime(r.Value.Str))
}

func isPresentTime(_ context.Context, s *Scenario, a language.Args) error {
	r, err := s.It.Read(a.Get("location"))
	if err != nil {
		return err
	}
	now, margin := s.Now(), time.Duration(a.Count())*time.Hour
	t, ok := values.DateAndTime(r.Value.String())
	ok = ok && r.Value.Type == gjson.String && t.After(now.Add(-margin)) && t.Before(now.Add(margin))
	return s.Judge.MustBe(r, fmt.Sprintf("%s, give or take %s", now.UTC().Format(time.RFC3339), values.Plural(a.Count(), "hour", "hours")), ok)
}

func isRemembered(_ context.Context, s *Scenario, a language.Args) error {
	r, err := s.It.Read(a.Get("location"))
	if err != nil {
		return err
	}
	if err := s.Judge.MustBe(r, "something to remember", values.Present(r.Value)); err != nil {
		return err
	}
	s.Memory.Remember(a.Get("name"), r.Value.Raw)
	return nil
}

func isTheRemembered(_ context.Context, s *Scenario, a language.Args) error {
	raw, err := s.Memory.Recall(a.Get("name"))
	if err != nil {
		return err
	}
	r, err := s.It.Read(a.Get("location"))
	if err != nil {
		return err
	}
	return s.Judge.MustBe(r, "the remembered "+a.Get("name")+", "+values.Short(raw), values.Equal(r.Value, gjson.Parse(raw)))
}

func isNotTheRemembered(_ context.Context, s *Scenario, a language.Args) error {
	raw, err := s.Memory.Recall(a.Get("name"))
	if err != nil {
		return err
	}
	expected := "something other than the remembered " + a.Get("name") + ", " + values.Short(raw)
	if s.It.IsRefusedAttempt() {
		return s.It.PassAsRefused(a.Get("location"), expected)
	}
	r, err := s.It.Read(a.Get("location"))
	if err != nil {
		return err
	}
	return s.Judge.MustBe(r, expected, values.Present(r.Value) && !values.Equal(r.Value, gjson.Parse(raw)))
}
