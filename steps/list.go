package steps

import (
	"context"
	"fmt"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/values"
)

// listOf reads a list of the last answer. What is no list fails the sentence.
func (s *Scenario) listOf(location string) (reading, []gjson.Result, error) {
	r, err := s.read(location)
	if err != nil {
		return r, nil, err
	}
	if !r.value.IsArray() {
		return r, nil, s.mustBe(r, "a list", false)
	}
	return r, r.value.Array(), nil
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

func hasEntries(c bound) func(context.Context, *Scenario, language.Args) error {
	return func(_ context.Context, s *Scenario, a language.Args) error {
		r, entries, err := s.listOf(a.Get("location"))
		if err != nil {
			return err
		}
		n := a.Count()
		return s.expect(r.answer, Check{
			What: r.what(), Expected: c.words + values.Plural(n, "entry", "entries"), Actual: values.Plural(len(entries), "entry", "entries"), Passed: c.holds(len(entries), n),
		}, specs.Finding{Code: "wrong-count", Location: r.location, Message: "the list has not as many entries as it should"})
	}
}

// isEntryOf reports whether an entry of a list is the instance: by its identifier, wherever lists of its kind have it.
func (inst *instance) isEntryOf(entry gjson.Result) bool {
	id := gjson.Parse(inst.id)
	if entry.Type != gjson.JSON {
		return values.Equal(entry, id)
	}
	for _, path := range []string{inst.spec.ListID, inst.idWithin()} {
		if path != "" && values.Equal(entry.Get(path), id) {
			return true
		}
	}
	return false
}

func count(entries []gjson.Result, fits func(gjson.Result) bool) int {
	n := 0
	for _, entry := range entries {
		if fits(entry) {
			n++
		}
	}
	return n
}

// listHolds checks how often a list holds something.
func (s *Scenario) listHolds(r reading, what string, found int, once bool) error {
	expected := what
	if once {
		expected += ", exactly once"
	}
	f := specs.Finding{Code: "missing-entry", Location: r.location, Message: "the list does not hold what it should"}
	if found > 1 {
		f.Code, f.Message = "duplicate-entry", "the list holds something more than once"
	}
	return s.expect(r.answer, Check{
		What: r.what(), Expected: expected, Actual: "found " + values.Times(found), Passed: found == 1 || found > 1 && !once,
	}, f)
}

// listLacks checks that a list does not hold something.
func (s *Scenario) listLacks(r reading, what string, found int) error {
	return s.expect(r.answer, Check{What: r.what(), Expected: "not " + what, Actual: "found " + values.Times(found), Passed: found == 0},
		specs.Finding{Code: "unexpected-entry", Location: r.location, Message: "the list holds what it should not"})
}

func listContains(ctx context.Context, s *Scenario, a language.Args) error {
	inst, err := s.toCompare(a)
	if err != nil {
		return err
	}
	r, entries, err := s.listOf(a.Get("location"))
	if err != nil {
		return err
	}
	err = s.listHolds(r, "the "+a.Get("other")+inst.kind+" "+inst.id, count(entries, inst.isEntryOf), a.Has("exactly"))
	if err != nil || !a.Has("as") {
		return err
	}
	return s.asItReads(ctx, r, inst, entries, a.Fields("fields"))
}

func listDoesNotContain(_ context.Context, s *Scenario, a language.Args) error {
	inst, err := s.named(a)
	if err != nil {
		return err
	}
	what := "the " + a.Get("other") + inst.kind + " " + inst.id
	if s.refusedAttempt() {
		return s.passAsRefused(a.Get("location"), "not "+what)
	}
	r, entries, err := s.listOf(a.Get("location"))
	if err != nil {
		return err
	}
	return s.listLacks(r, what, count(entries, inst.isEntryOf))
}

// entryFits returns what an entry must be to fit a sentence with "whose": a field with a text, or with a remembered value.
func (s *Scenario) entryFits(ctx context.Context, a language.Args) (string, func(gjson.Result) bool, error) {
	field := a.Get("field")
	if name := a.Get("name"); name != "" {
		m, err := s.memory(name)
		if err != nil {
			return "", nil, err
		}
		return "an entry whose " + field + " is the remembered " + name + ", " + values.Short(m.raw),
			func(entry gjson.Result) bool { return values.Equal(entry.Get(field), gjson.Parse(m.raw)) }, nil
	}
	value, err := s.expandText(ctx, a.Get("value"))
	if err != nil {
		return "", nil, err
	}
	return "an entry whose " + field + " is " + values.Quoted(value), func(entry gjson.Result) bool { return values.HasText(entry.Get(field), value) }, nil
}

func listContainsEntry(ctx context.Context, s *Scenario, a language.Args) error {
	what, fits, err := s.entryFits(ctx, a)
	if err != nil {
		return err
	}
	r, entries, err := s.listOf(a.Get("location"))
	if err != nil {
		return err
	}
	return s.listHolds(r, what, count(entries, fits), false)
}

func listDoesNotContainEntry(ctx context.Context, s *Scenario, a language.Args) error {
	what, fits, err := s.entryFits(ctx, a)
	if err != nil {
		return err
	}
	if s.refusedAttempt() {
		return s.passAsRefused(a.Get("location"), "not "+what)
	}
	r, entries, err := s.listOf(a.Get("location"))
	if err != nil {
		return err
	}
	return s.listLacks(r, what, count(entries, fits))
}

func everyEntryHas(ctx context.Context, s *Scenario, a language.Args) error {
	value, err := s.expandText(ctx, a.Get("value"))
	if err != nil {
		return err
	}
	r, entries, err := s.listOf(a.Get("location"))
	if err != nil {
		return err
	}
	field := a.Get("field")
	fitting := count(entries, func(entry gjson.Result) bool { return values.HasText(entry.Get(field), value) })
	return s.expect(r.answer, Check{
		What: r.what(), Expected: "at least one entry, and each with " + field + " " + values.Quoted(value),
		Actual: fmt.Sprintf("%d of %s", fitting, values.Plural(len(entries), "entry", "entries")), Passed: fitting == len(entries) && fitting > 0,
	}, specs.Finding{Code: "unexpected-entry", Location: r.location, Message: "the list holds entries that it should not"})
}

func noTwoEntriesShare(_ context.Context, s *Scenario, a language.Args) error {
	r, entries, err := s.listOf(a.Get("location"))
	if err != nil {
		return err
	}
	field := a.Get("field")
	seen := map[string]bool{}
	for _, entry := range entries {
		value := entry.Get(field)
		if !values.Present(value) {
			return s.expect(r.answer, Check{What: r.what(), Expected: "a " + field + " in each entry", Actual: values.Shown(entry)},
				specs.Finding{Code: "missing-field", Location: r.location, Message: "an entry lacks " + field})
		}
		seen[value.Raw] = true
	}
	return s.expect(r.answer, Check{
		What: r.what(), Expected: "at least two entries, each with its own " + field,
		Actual: fmt.Sprintf("%s with %s", values.Plural(len(entries), "entry", "entries"), values.Plural(len(seen), "value", "values")),
		Passed: len(seen) == len(entries) && len(entries) > 1,
	}, specs.Finding{Code: "duplicate-entry", Location: r.location, Message: "entries of the list share what should be their own"})
}
