package steps

import (
	"context"
	"slices"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/scenario"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// stateSentences check the state of the building block, through its read and list operations.
func stateSentences() []sentence {
	return []sentence{
		{
			Definition: language.Definition{
				Group:    groupState,
				Sentence: `the [other ]<resource> can be read`,
				Facts:    language.Facts{Needs: language.Reading, Kinds: language.Roles{"resource": language.TheInstance}},
				Example:  `Then the policy can be read`,
				About:    "Through its read operation, which must answer with just this one. \"It\" stays the answer before.",
			},
			does: canBeRead,
		}, {
			Definition: language.Definition{
				Group:    groupState,
				Sentence: `the [other ]<resource> can no longer be read`,
				Facts:    language.Facts{Needs: language.Reading | language.ACall, Kinds: language.Roles{"resource": language.TheInstance}, Compares: language.WasReadable},
				Example:  `Then the policy can no longer be read`,
				About: "Its read operation refuses or answers without it. It was read once before the first call of the scenario, so that " +
					"a read operation that never works does not pass.",
			},
			does: canNoLongerBeRead,
		}, {
			Definition: language.Definition{
				Group:    groupState,
				Sentence: `the [other ]<resource> reads as sent[ in "<sent>"][, apart from "<fields>"]`,
				Facts:    language.Facts{Needs: language.Reading | language.ASentBody, Kinds: language.Roles{"resource": language.TheInstance}},
				Example:  `And the policy reads as sent, apart from "id"`,
				About:    "Its read operation answers with every value that was last sent for it.",
			},
			does: readsAsSent,
		}, {
			Definition: language.Definition{
				Group:    groupState,
				Sentence: `the [other ]<resource> is unchanged[, apart from "<fields>"]`,
				Facts:    language.Facts{Needs: language.Reading | language.ACall, Kinds: language.Roles{"resource": language.TheInstance}, Compares: language.AsItWas},
				Example:  `And the policy is unchanged`,
				About:    "Its read operation answers as it did before the first call of the scenario.",
			},
			does: isUnchanged,
		}, {
			Definition: language.Definition{
				Group:    groupState,
				Sentence: `the list of <resources> contains the [other ]<resource>[ exactly once]`,
				Facts:    language.Facts{Needs: language.Listing, Kinds: language.Roles{"resource": language.TheInstance}},
				Example:  `And the list of policies contains the policy`,
				About:    "Through its list operation, all pages.",
			},
			does: theListContains,
		}, {
			Definition: language.Definition{
				Group:    groupState,
				Sentence: `the list of <resources> no longer contains the [other ]<resource>`,
				Facts:    language.Facts{Needs: language.Listing | language.ACall, Kinds: language.Roles{"resource": language.TheInstance}, Compares: language.WasListed},
				Example:  `And the list of policies no longer contains the policy`,
				About:    "Through its list operation, all pages. It was in the list before the first call of the scenario.",
			},
			does: theListNoLongerContains,
		}, {
			Definition: language.Definition{
				Group:    groupState,
				Sentence: `the list of <resources> holds what was sent exactly once`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.Listing},
				Example:  `And the list of policies holds what was sent exactly once`,
				About:    "Through its list operation, all pages: one entry has the values that no other request has (`${unique}` in the sample).",
			},
			does: listHoldsOnce,
		}, {
			Definition: language.Definition{
				Group:    groupState,
				Sentence: `the list of <resources> holds nothing of what was refused`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.AFault | language.Listing},
				Example:  `And the list of policies holds nothing of what was refused`,
				About:    "Through its list operation, all pages: no entry has those values of the refused request, and one has those of its control.",
			},
			does: listHoldsNothing,
		},
	}
}

// stateOf returns the instance that a sentence about the state speaks of.
func stateOf(s *Scenario, a language.Args) (*scenario.Instance, error) {
	return s.Instances.FindState(a.Get("resource"), a.Has("other"))
}

func canBeRead(ctx context.Context, s *Scenario, a language.Args) error {
	inst, err := stateOf(s, a)
	if err != nil {
		return err
	}
	_, _, err = s.Observer.Read(ctx, inst)
	return err
}

func canNoLongerBeRead(ctx context.Context, s *Scenario, a language.Args) error {
	inst, err := stateOf(s, a)
	if err != nil {
		return err
	}
	if inst.Baseline() == "" {
		return verdict.SuiteFaultf("the %s was not read before, so that it says nothing when it cannot be read: Environment.Sentences "+
			"must hold the scenario, and a call must come between", inst.Kind)
	}
	return s.Observer.MustBeGone(ctx, inst)
}

func readsAsSent(ctx context.Context, s *Scenario, a language.Args) error {
	inst, err := stateOf(s, a)
	if err != nil {
		return err
	}
	from := inst.SentObject()
	if a.Has("in") {
		from = a.Get("sent")
	}
	sent, err := s.History.LastSent(from, inst)
	if err != nil {
		return err
	}
	answer, object, err := s.Observer.Read(ctx, inst)
	if err != nil {
		return err
	}
	return compareSent(s, answer, inst.Spec.Object, sent, object, a.Fields("fields"))
}

func isUnchanged(ctx context.Context, s *Scenario, a language.Args) error {
	inst, err := stateOf(s, a)
	if err != nil {
		return err
	}
	if inst.Baseline() == "" {
		return verdict.SuiteFaultf("the %s was not read before, so that nothing can be said about a change: Environment.Sentences must hold the "+
			"scenario, and a call must come between", inst.Kind)
	}
	answer, object, err := s.Observer.Read(ctx, inst)
	if err != nil {
		return err
	}
	differences := changed(gjson.Parse(inst.Baseline()), object, a.Fields("fields"))
	differences = slices.DeleteFunc(differences, func(d values.Difference) bool { return !s.History.IsJudged(inst, answer, d.Location) })
	check := Check{What: "the " + inst.Kind, Expected: "as it was: " + values.Short(inst.Baseline()), Actual: values.Shown(object), Passed: len(differences) == 0}
	location := inst.Spec.Object
	if !check.Passed {
		d := differences[0]
		location = values.Join(location, d.Location)
		check.Expected, check.Actual = d.Expected+", as it was", d.Actual
	}
	return s.Judge.Expect(answer, check, specs.Finding{Code: "wrong-value", Location: location, Message: "the " + inst.Kind + " has changed"})
}

// changed returns what is not as it was, what was added included.
func changed(before, now gjson.Result, apart []string) []values.Difference {
	differences := values.Missing(before, now, "", apart)
	for _, d := range values.Missing(now, before, "", apart) {
		if !slices.ContainsFunc(differences, func(known values.Difference) bool { return known.Location == d.Location }) {
			differences = append(differences, values.Difference{Location: d.Location, Expected: d.Actual, Actual: d.Expected})
		}
	}
	return differences
}

func theListContains(ctx context.Context, s *Scenario, a language.Args) error {
	inst, err := stateOf(s, a)
	if err != nil {
		return err
	}
	return s.Observer.MustBeListed(ctx, inst, a.Get("resources"), a.Has("exactly"))
}

func theListNoLongerContains(ctx context.Context, s *Scenario, a language.Args) error {
	inst, err := stateOf(s, a)
	if err != nil {
		return err
	}
	if !inst.WasListed() {
		return verdict.SuiteFaultf("the list was not read while it held the %s, so that it says nothing when it does not: Environment.Sentences must "+
			"hold the scenario, and a call must come between", inst.Kind)
	}
	return s.Observer.MustNotBeListed(ctx, inst, a.Get("resources"))
}

// listHoldsNothing is `the list of <resources> holds nothing of what was refused`.
func listHoldsNothing(ctx context.Context, s *Scenario, a language.Args) error {
	control, answer, err := s.Control()
	if err != nil {
		return err
	}
	refused, err := scenario.Trace(answer.Prepared)
	if err != nil {
		return err
	}
	accepted, err := scenario.Trace(control)
	if err != nil {
		return err
	}
	ofControl, ofRefused := 0, 0
	// A list that holds what is not valid breaks the contract for that reason; it is not the list that is at fault.
	last, err := s.Observer.Entries(ctx, a.Get("resources"), true, func(entries []gjson.Result) bool {
		ofControl, ofRefused = scenario.Count(entries, accepted), scenario.Count(entries, refused)
		return ofControl > 0
	})
	if err != nil {
		return err
	}
	if ofControl == 0 {
		return verdict.Inconclusivef("the list of %s does not show what was accepted either", a.Get("resources"))
	}
	return s.Judge.Expect(last, Check{
		What: "the list of " + a.Get("resources"), Expected: "nothing of what was refused", Actual: "found " + values.Times(ofRefused), Passed: ofRefused == 0,
	}, specs.Finding{Code: "unexpected-entry", Message: "what was refused is stored all the same"})
}

// listHoldsOnce is `the list of <resources> holds what was sent exactly once`.
func listHoldsOnce(ctx context.Context, s *Scenario, a language.Args) error {
	answer, err := s.It.For("have been stored")
	if err != nil {
		return err
	}
	if err := s.Judge.MustBeAccepted(answer); err != nil {
		return err
	}
	sent, err := scenario.Trace(answer.Prepared)
	if err != nil {
		return err
	}
	found := 0
	last, err := s.Observer.Entries(ctx, a.Get("resources"), false, func(entries []gjson.Result) bool {
		found = scenario.Count(entries, sent)
		return found == 1
	})
	if err != nil {
		return err
	}
	f := specs.Finding{Code: "missing-entry", Message: "the list does not hold what was stored"}
	if found > 1 {
		f.Code, f.Message = "duplicate-entry", "what was sent once is stored more than once"
	}
	return s.Judge.Expect(last, Check{
		What: "the list of " + a.Get("resources"), Expected: "what was sent, exactly once", Actual: "found " + values.Times(found), Passed: found == 1,
	}, f)
}
