package steps

import (
	"context"
	"fmt"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/scenario"
	"github.com/bbconform/bbconform/steps/values"
)

// listSentences check a list of an answer.
func listSentences() []sentence {
	return []sentence{
		{
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" has <n> entries`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `Then its "policies" has 2 entries`,
				About:    "A list of that length.",
			},
			does: hasEntries(exactly),
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" has at least <n> entries`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `Then its "policies" has at least 1 entry`,
				About:    "A list of that length or longer.",
			},
			does: hasEntries(atLeast),
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" has at most <n> entries`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `Then its "policies" has at most 2 entries`,
				About:    "A list of that length or shorter.",
			},
			does: hasEntries(atMost),
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" contains the [other ]<resource>[ exactly once][, as it reads[, apart from "<fields>"]]`,
				Facts:    language.Facts{Needs: language.AnAnswer, Parts: language.Parts{"as": language.Reading}, Kinds: language.Roles{"resource": language.TheInstance}},
				Example:  `Then its "policies" contains the policy exactly once`,
				About:    "Found by its identifier. \"As it reads\": with the values that its read operation answers, as far as the entry has them.",
			},
			does: listContains,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" does not contain the [other ]<resource>`,
				Facts:    language.Facts{Needs: language.AnAnswer, Kinds: language.Roles{"resource": language.TheInstance}},
				Example:  `Then its "policies" does not contain the other policy`,
				About:    "It is a list, and none of its entries has the identifier. After a request that was attempted and refused, this holds.",
			},
			does: listDoesNotContain,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" contains an entry whose "<field>" is "<value>"`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `Then its "policies" contains an entry whose "name" is "${policy:name}"`,
				About:    "Compared as text.",
			},
			does: listContainsEntry,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" does not contain an entry whose "<field>" is "<value>"`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `Then its "policies" does not contain an entry whose "name" is "draft"`,
				About:    "It is a list, and no entry of it has the value.",
			},
			does: listDoesNotContainEntry,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" contains an entry whose "<field>" is the remembered "<name>"`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.AMemory},
				Example:  `Then its "revisions" contains an entry whose "id" is the remembered "first revision"`,
				About:    "Compared as it was remembered.",
			},
			does: listContainsEntry,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `its "<location>" does not contain an entry whose "<field>" is the remembered "<name>"`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.AMemory},
				Example:  `Then its "revisions" does not contain an entry whose "id" is the remembered "first revision"`,
				About:    "It is a list, and no entry of it has the value.",
			},
			does: listDoesNotContainEntry,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `every entry of its "<location>" has "<field>" "<value>"`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And every entry of its "results" has "lastName" "Okafor"`,
				About:    "The list has at least one entry.",
			},
			does: everyEntryHas,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `no two entries of its "<location>" share their "<field>"`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And no two entries of its "receive" share their "uuid"`,
				About:    "The list has at least two entries, and each has the field.",
			},
			does: noTwoEntriesShare,
		},
	}
}

// listOf reads a list of the last answer. What is no list fails the sentence.
func listOf(s *Scenario, location string) (scenario.Reading, []gjson.Result, error) {
	r, err := s.It.Read(location)
	if err != nil {
		return r, nil, err
	}
	if !r.Value.IsArray() {
		return r, nil, s.Judge.MustBe(r, "a list", false)
	}
	return r, r.Value.Array(), nil
}

func hasEntries(c bound) func(context.Context, *Scenario, language.Args) error {
	return func(_ context.Context, s *Scenario, a language.Args) error {
		r, entries, err := listOf(s, a.Get("location"))
		if err != nil {
			return err
		}
		n := a.Count()
		return s.Judge.Expect(r.Answer, Check{
			What: r.What(), Expected: c.words + values.Plural(n, "entry", "entries"), Actual: values.Plural(len(entries), "entry", "entries"), Passed: c.holds(len(entries), n),
		}, specs.Finding{Code: "wrong-count", Location: r.Location, Message: "the list has not as many entries as it should"})
	}
}

func listContains(ctx context.Context, s *Scenario, a language.Args) error {
	inst, err := toCompare(s, a)
	if err != nil {
		return err
	}
	r, entries, err := listOf(s, a.Get("location"))
	if err != nil {
		return err
	}
	err = listHolds(s, r, "the "+a.Get("other")+inst.Kind+" "+inst.ID, scenario.Count(entries, inst.IsEntry), a.Has("exactly"))
	if err != nil || !a.Has("as") {
		return err
	}
	return asItReads(ctx, s, r, inst, entries, a.Fields("fields"))
}

func listDoesNotContain(_ context.Context, s *Scenario, a language.Args) error {
	inst, err := named(s, a)
	if err != nil {
		return err
	}
	what := "the " + a.Get("other") + inst.Kind + " " + inst.ID
	if s.It.IsRefusedAttempt() {
		return s.It.PassAsRefused(a.Get("location"), "not "+what)
	}
	r, entries, err := listOf(s, a.Get("location"))
	if err != nil {
		return err
	}
	return listLacks(s, r, what, scenario.Count(entries, inst.IsEntry))
}

// entryFits returns what an entry must be to fit a sentence with "whose": a field with a text, or with a remembered value.
func entryFits(ctx context.Context, s *Scenario, a language.Args) (string, func(gjson.Result) bool, error) {
	field := a.Get("field")
	if name := a.Get("name"); name != "" {
		raw, err := s.Memory.Recall(name)
		if err != nil {
			return "", nil, err
		}
		return "an entry whose " + field + " is the remembered " + name + ", " + values.Short(raw),
			func(entry gjson.Result) bool { return values.Equal(entry.Get(field), gjson.Parse(raw)) }, nil
	}
	value, err := s.Instances.Expand(ctx, a.Get("value"))
	if err != nil {
		return "", nil, err
	}
	return "an entry whose " + field + " is " + values.Quoted(value), func(entry gjson.Result) bool { return values.HasText(entry.Get(field), value) }, nil
}

func listContainsEntry(ctx context.Context, s *Scenario, a language.Args) error {
	what, fits, err := entryFits(ctx, s, a)
	if err != nil {
		return err
	}
	r, entries, err := listOf(s, a.Get("location"))
	if err != nil {
		return err
	}
	return listHolds(s, r, what, scenario.Count(entries, fits), false)
}

func listDoesNotContainEntry(ctx context.Context, s *Scenario, a language.Args) error {
	what, fits, err := entryFits(ctx, s, a)
	if err != nil {
		return err
	}
	if s.It.IsRefusedAttempt() {
		return s.It.PassAsRefused(a.Get("location"), "not "+what)
	}
	r, entries, err := listOf(s, a.Get("location"))
	if err != nil {
		return err
	}
	return listLacks(s, r, what, scenario.Count(entries, fits))
}

func everyEntryHas(ctx context.Context, s *Scenario, a language.Args) error {
	value, err := s.Instances.Expand(ctx, a.Get("value"))
	if err != nil {
		return err
	}
	r, entries, err := listOf(s, a.Get("location"))
	if err != nil {
		return err
	}
	field := a.Get("field")
	fitting := scenario.Count(entries, func(entry gjson.Result) bool { return values.HasText(entry.Get(field), value) })
	return s.Judge.Expect(r.Answer, Check{
		What: r.What(), Expected: "at least one entry, and each with " + field + " " + values.Quoted(value),
		Actual: fmt.Sprintf("%d of %s", fitting, values.Plural(len(entries), "entry", "entries")), Passed: fitting == len(entries) && fitting > 0,
	}, specs.Finding{Code: "unexpected-entry", Location: r.Location, Message: "the list holds entries that it should not"})
}

func noTwoEntriesShare(_ context.Context, s *Scenario, a language.Args) error {
	r, entries, err := listOf(s, a.Get("location"))
	if err != nil {
		return err
	}
	field := a.Get("field")
	seen := map[string]bool{}
	for _, entry := range entries {
		value := entry.Get(field)
		if !values.Present(value) {
			return s.Judge.Expect(r.Answer, Check{What: r.What(), Expected: "a " + field + " in each entry", Actual: values.Shown(entry)},
				specs.Finding{Code: "missing-field", Location: r.Location, Message: "an entry lacks " + field})
		}
		seen[value.Raw] = true
	}
	return s.Judge.Expect(r.Answer, Check{
		What: r.What(), Expected: "at least two entries, each with its own " + field,
		Actual: fmt.Sprintf("%s with %s", values.Plural(len(entries), "entry", "entries"), values.Plural(len(seen), "value", "values")),
		Passed: len(seen) == len(entries) && len(entries) > 1,
	}, specs.Finding{Code: "duplicate-entry", Location: r.Location, Message: "entries of the list share what should be their own"})
}

// bound is how a length is compared.
type bound struct {
	words string
	holds func(length, n int) bool
}

var (
	exactly = bound{"", func(length, n int) bool { return length == n }}
	atLeast = bound{"at least ", func(length, n int) bool { return length >= n }}
	atMost  = bound{"at most ", func(length, n int) bool { return length <= n }}
)

// listHolds checks how often a list holds something.
func listHolds(s *Scenario, r scenario.Reading, what string, found int, once bool) error {
	expected := what
	if once {
		expected += ", exactly once"
	}
	f := specs.Finding{Code: "missing-entry", Location: r.Location, Message: "the list does not hold what it should"}
	if found > 1 {
		f.Code, f.Message = "duplicate-entry", "the list holds something more than once"
	}
	return s.Judge.Expect(r.Answer, Check{
		What: r.What(), Expected: expected, Actual: "found " + values.Times(found), Passed: found == 1 || found > 1 && !once,
	}, f)
}

// listLacks checks that a list does not hold something.
func listLacks(s *Scenario, r scenario.Reading, what string, found int) error {
	return s.Judge.Expect(r.Answer, Check{What: r.What(), Expected: "not " + what, Actual: "found " + values.Times(found), Passed: found == 0},
		specs.Finding{Code: "unexpected-entry", Location: r.Location, Message: "the list holds what it should not"})
}
