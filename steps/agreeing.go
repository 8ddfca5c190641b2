package steps

import (
	"context"
	"fmt"
	"slices"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// agreesWith is `its "<location>" agrees with the [other ]<resource>`, or with what is remembered. What a target adds of its own may be
// anything.
func agreesWith(_ context.Context, s *Scenario, a language.Args) error {
	what, expected, err := s.counterpart(a)
	if err != nil {
		return err
	}
	r, err := s.read(a.Get("location"))
	if err != nil {
		return err
	}
	if a.Has("is") && !values.Present(r.value) && values.Present(r.parent()) {
		s.note(Check{What: r.what(), Expected: "nothing, or no value that contradicts " + what, Actual: "nothing", Passed: true})
		return nil
	}
	differences, compared := values.Contradictions(gjson.Parse(expected), r.value, "")
	op := r.answer.prepared.operation()
	differences = slices.DeleteFunc(differences, func(d values.Difference) bool {
		return !op.Declares(r.answer.status(), values.Join(r.location, d.Location))
	})
	if len(differences) > 0 {
		d := differences[0]
		return s.expect(r.answer, Check{What: values.Join(r.what(), d.Location), Expected: d.Expected + ", as " + what + " has it", Actual: d.Actual},
			specs.Finding{Code: "wrong-value", Location: values.Join(r.location, d.Location), Message: "the value contradicts " + what})
	}
	return s.mustBe(r, "values of "+what+", and none that contradicts it", compared > 0)
}

// counterpart returns what a value has to agree with, in words and as JSON.
func (s *Scenario) counterpart(a language.Args) (what, raw string, err error) {
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
func (s *Scenario) toCompare(a language.Args) (*instance, error) {
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
		differences, compared := values.Contradictions(object, entry, "")
		differences = slices.DeleteFunc(differences, func(d values.Difference) bool {
			return slices.Contains(apart, d.Location) || slices.Contains(apart, values.WithoutIndexes(d.Location)) || !s.isJudged(inst, read, d.Location)
		})
		if len(differences) > 0 {
			d := differences[0]
			return s.expect(r.answer, Check{
				What: fmt.Sprintf("%s of the %s in %s", d.Location, inst.kind, r.what()), Expected: d.Expected + ", as it reads", Actual: d.Actual,
			}, specs.Finding{Code: "wrong-value", Location: values.Join(r.location, d.Location), Message: "the list shows another value than reading does"})
		}
		err = s.expect(r.answer, Check{
			What: "the " + inst.kind + " in " + r.what(), Expected: "values of it beside its identifier, as it reads", Actual: values.Plural(compared, "value", "values") + " as it reads", Passed: compared > 1,
		}, specs.Finding{Code: "missing-field", Location: r.location, Message: "the list shows nothing of what it holds"})
		if err != nil {
			return err
		}
	}
	return nil
}
