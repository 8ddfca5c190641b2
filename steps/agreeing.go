package steps

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/verdict"
)

// contradictions returns the values that two JSON values both have and that differ, and how many were compared. What one of
// them leaves out is no contradiction, nor is an object that the other shows as a reference, or a list of another length.
func contradictions(expected, seen gjson.Result, location string) (differences []difference, compared int) {
	switch {
	case !there(expected) || !there(seen):
		return nil, 0
	case expected.IsObject() && seen.IsObject():
		theirs := seen.Map()
		expected.ForEach(func(name, value gjson.Result) bool {
			d, n := contradictions(value, theirs[name.Str], joined(location, specs.EscapeName(name.Str)))
			differences, compared = append(differences, d...), compared+n
			return true
		})
		return differences, compared
	case expected.IsArray() && seen.IsArray():
		ours, theirs := expected.Array(), seen.Array()
		for i := 0; i < len(ours) && len(ours) == len(theirs); i++ {
			d, n := contradictions(ours[i], theirs[i], joined(location, strconv.Itoa(i)))
			differences, compared = append(differences, d...), compared+n
		}
		return differences, compared
	case expected.Type == gjson.JSON || seen.Type == gjson.JSON:
		return nil, 0
	case equal(expected, seen):
		return nil, 1
	}
	return []difference{{location, shown(expected), shown(seen)}}, 1
}

// agreesWith is `its "<location>" agrees with the [other ]<resource>`, or with what is remembered. What a target adds of its own may be
// anything.
func agreesWith(_ context.Context, s *Scenario, a Args) error {
	what, expected, err := s.counterpart(a)
	if err != nil {
		return err
	}
	r, err := s.read(a.Get("location"))
	if err != nil {
		return err
	}
	if a.Has("is") && !there(r.value) && there(r.parent()) {
		s.note(Check{What: r.what(), Expected: "nothing, or no value that contradicts " + what, Actual: "nothing", Passed: true})
		return nil
	}
	differences, compared := contradictions(parsed(expected), r.value, "")
	op := r.answer.prepared.draft.op
	differences = slices.DeleteFunc(differences, func(d difference) bool { return !op.Declares(r.answer.status(), joined(r.location, d.location)) })
	if len(differences) > 0 {
		d := differences[0]
		return s.expect(r.answer, Check{What: joined(r.what(), d.location), Expected: d.expected + ", as " + what + " has it", Actual: d.actual},
			specs.Finding{Code: "wrong-value", Location: joined(r.location, d.location), Message: "the value contradicts " + what})
	}
	return s.mustBe(r, "values of "+what+", and none that contradicts it", compared > 0)
}

// counterpart returns what a value has to agree with, in words and as JSON.
func (s *Scenario) counterpart(a Args) (what, raw string, err error) {
	if name := a.Get("name"); name != "" {
		m, err := s.memory(name)
		return "the remembered " + name, m.raw, err
	}
	inst, err := s.named(a)
	if err != nil {
		return "", "", err
	}
	raw, err = s.lastKnown(inst)
	if err == nil && raw == "" {
		err = verdict.Inconclusivef("nothing is known of the %s but its identifier", inst.kind)
	}
	return "the " + a.Get("other") + inst.kind, raw, err
}

// toCompare returns the instance that a sentence speaks of, which can be read where the sentence says "as it reads".
func (s *Scenario) toCompare(a Args) (*instance, error) {
	inst, err := s.named(a)
	if err == nil && a.Has("as") && inst.spec.Read == "" {
		return nil, verdict.SuiteFaultf("building block %s has no operation that reads a %s", s.block.Ref(), inst.kind)
	}
	return inst, err
}

// asItReads checks that the entry of an instance has the values that its read operation answers. Entries may show less than that.
func (s *Scenario) asItReads(ctx context.Context, r reading, inst *instance, entries []gjson.Result, apart []string) error {
	read, object, err := s.readObject(ctx, inst, exchange.Observing)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if !inst.isEntryOf(entry) {
			continue
		}
		differences, compared := contradictions(object, entry, "")
		differences = slices.DeleteFunc(differences, func(d difference) bool {
			return slices.Contains(apart, d.location) || slices.Contains(apart, withoutIndexes(d.location)) || !s.isJudged(inst, read, d.location)
		})
		if len(differences) > 0 {
			d := differences[0]
			return s.expect(r.answer, Check{
				What: fmt.Sprintf("%s of the %s in %s", d.location, inst.kind, r.what()), Expected: d.expected + ", as it reads", Actual: d.actual,
			}, specs.Finding{Code: "wrong-value", Location: joined(r.location, d.location), Message: "the list shows another value than reading does"})
		}
		err = s.expect(r.answer, Check{
			What: "the " + inst.kind + " in " + r.what(), Expected: "values of it beside its identifier, as it reads", Actual: plural(compared, "value", "values") + " as it reads", Passed: compared > 1,
		}, specs.Finding{Code: "missing-field", Location: r.location, Message: "the list shows nothing of what it holds"})
		if err != nil {
			return err
		}
	}
	return nil
}
