package steps

import (
	"context"
	"fmt"
	"strconv"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/scenario"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// pageSentences check a list that was read whole, page by page, or from one of its entries on.
func pageSentences() []sentence {
	return []sentence{
		{
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `the pages hold each of the <resources> exactly once`,
				Facts:    language.Facts{Needs: language.Pages, Kinds: language.Roles{"resources": language.TheInstance}},
				Example:  `Then the pages hold each of the policies exactly once`,
				About:    "All that were made in the scenario, after every page has been read.",
			},
			does: pagesHoldEach,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `the pages hold the [other ]<resource> exactly once[, as it reads[, apart from "<fields>"]]`,
				Facts:    language.Facts{Needs: language.Pages, Parts: language.Parts{"as": language.Reading}, Kinds: language.Roles{"resource": language.TheInstance}},
				Example:  `Then the pages hold the policy exactly once, as it reads`,
				About:    "After every page has been read (see \"contains\").",
			},
			does: pagesHold,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `the pages hold the [other ]<resource> at most once[, as it reads[, apart from "<fields>"]]`,
				Facts:    language.Facts{Needs: language.Pages, Parts: language.Parts{"as": language.Reading}, Kinds: language.Roles{"resource": language.TheInstance}},
				Example:  `Then the pages hold the policy at most once, as it reads`,
				About:    "The same where the specification leaves open whether the list holds it.",
			},
			does: pagesHoldAtMost,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `it begins with the second entry of the whole list`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.ASlice},
				Example:  `Then it begins with the second entry of the whole list`,
				About:    "And with nothing else, after a list was read from its second entry on.",
			},
			does: beginsWithTheSecond,
		}, {
			Definition: language.Definition{
				Group:    groupAnswer,
				Sentence: `no page holds more than <n> entries`,
				Facts:    language.Facts{Needs: language.Pages},
				Example:  `And no page holds more than 2 entries`,
				About:    "After every page has been read; there is at least one entry.",
			},
			does: pagesAreBounded,
		},
	}
}

func pagesHoldEach(ctx context.Context, s *Scenario, a language.Args) error {
	instances, err := s.Instances.All(a.Get("resources"))
	if err != nil {
		return err
	}
	pages, err := s.Lists.PagesThatHold(ctx, instances...)
	if err != nil {
		return err
	}
	for _, inst := range instances {
		if err := onPages(s, pages, inst); err != nil {
			return err
		}
	}
	return nil
}

// pagesHoldAtMost is pagesHold where the specification leaves open whether the list holds the instance at all.
func pagesHoldAtMost(ctx context.Context, s *Scenario, a language.Args) error {
	inst, err := toCompare(s, a)
	if err != nil {
		return err
	}
	pages, err := s.Lists.Pages()
	if err != nil {
		return err
	}
	if scenario.Count(pages.Entries(), inst.IsEntry) > 0 {
		return pagesHold(ctx, s, a)
	}
	s.Note(Check{What: readingOf(pages).What(), Expected: "the " + inst.Kind + " " + inst.ID + ", at most once", Actual: "found " + values.Times(0), Passed: true})
	return nil
}

func pagesHold(ctx context.Context, s *Scenario, a language.Args) error {
	inst, err := toCompare(s, a)
	if err != nil {
		return err
	}
	pages, err := s.Lists.PagesThatHold(ctx, inst)
	if err != nil {
		return err
	}
	if err := onPages(s, pages, inst); err != nil || !a.Has("as") {
		return err
	}
	return asItReads(ctx, s, readingOf(pages), inst, pages.Entries(), a.Fields("fields"))
}

// readingOf is the pages as something that checks speak of.
func readingOf(pages *scenario.Pages) scenario.Reading {
	return scenario.Reading{Answer: pages.Last, Location: "pages of " + pages.Operation}
}

func onPages(s *Scenario, pages *scenario.Pages, inst *scenario.Instance) error {
	return listHolds(s, readingOf(pages), "the "+inst.Kind+" "+inst.ID, scenario.Count(pages.Entries(), inst.IsEntry), true)
}

func pagesAreBounded(_ context.Context, s *Scenario, a language.Args) error {
	pages, err := s.Lists.Pages()
	if err != nil {
		return err
	}
	largest := 0
	for _, page := range pages.Pages {
		largest = max(largest, len(page))
	}
	n, entries := a.Count(), len(pages.Entries())
	return s.Judge.Expect(pages.Last, Check{
		What: "pages of " + pages.Operation, Expected: "entries, at most " + strconv.Itoa(n) + " a page",
		Actual: values.Plural(entries, "entry", "entries") + ", at most " + strconv.Itoa(largest) + " a page", Passed: entries > 0 && largest <= n,
	}, specs.Finding{Code: "wrong-count", Message: "a page holds more entries than were asked for"})
}

// beginsWithTheSecond is about a list that was read from its second entry on.
func beginsWithTheSecond(_ context.Context, s *Scenario, _ language.Args) error {
	answer, first := s.It.Answer, s.It.Slice
	if answer == nil || first == nil {
		return verdict.SuiteFaultf("no list was read from its second entry on")
	}
	r := scenario.Reading{Answer: answer, Location: "list of " + answer.Operation(), Value: answer.List("")}
	entries := r.Value.Array()
	expected := "at least two entries in the whole list"
	if len(first) > 1 {
		expected = "one entry, the second of the whole list: " + values.Short(scenario.EntryName(first[1]))
	}
	actual := fmt.Sprintf("%s in the whole list", values.Plural(len(first), "entry", "entries"))
	if len(entries) > 0 {
		actual = fmt.Sprintf("%s, the first of them: %s", values.Plural(len(entries), "entry", "entries"), values.Short(scenario.EntryName(entries[0])))
	}
	return s.Judge.Expect(r.Answer, Check{What: r.What(), Expected: expected, Actual: actual, Passed: scenario.IsSecond(first, entries)},
		specs.Finding{Code: "wrong-value", Location: "offset", Message: "the list does not begin where it should"})
}
