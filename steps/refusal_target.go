package steps

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/values"
)

// A refusal changes nothing. Whoever refuses a request, and does what it asks for all the same, is found out by looking at what the
// request is about before it is sent and after it was refused.

// refusalTarget is what a request with a fault is about, as it was before the request.
type refusalTarget struct {
	instance *instance
	answer   *answer // that gave it
	baseline gjson.Result
	written  []string // fields of the instance that the request writes; nil: none in particular
}

// peekAtTargets looks at what a request with a fault would change. An instance that cannot be read is left out: that it can is for other
// scenarios to show.
func (s *Scenario) peekAtTargets(ctx context.Context, b *preparedRequest) ([]refusalTarget, error) {
	var targets []refusalTarget
	for _, inst := range b.used {
		if inst.spec.Read == "" || inst.removed || !b.isAbout(inst) {
			continue
		}
		sent := gjson.GetBytes(b.Body, inst.sentObject())
		if b.operation().Method == http.MethodPost && len(b.Body) == 0 {
			continue // it makes something else
		}
		object, a, err := s.peek(ctx, inst)
		if err != nil {
			return nil, err
		}
		if !values.Present(object) {
			continue
		}
		target := refusalTarget{instance: inst, answer: a, baseline: object}
		if sent.IsObject() {
			target.written = fieldsOf(sent)
		}
		targets = append(targets, target)
	}
	return targets, nil
}

func fieldsOf(object gjson.Result) []string {
	names := []string{}
	object.ForEach(func(name, _ gjson.Result) bool {
		names = append(names, name.Str)
		return true
	})
	return names
}

// peek reads an instance and decides nothing: an answer that does not conform to the contract is a note. What cannot be read is answered as nothing.
func (s *Scenario) peek(ctx context.Context, inst *instance) (gjson.Result, *answer, error) {
	op, err := s.operation(inst.spec.Read)
	if err != nil {
		return gjson.Result{}, nil, err
	}
	d, err := s.newDraft(op)
	if err != nil {
		return gjson.Result{}, nil, err
	}
	b, err := s.build(ctx, d, s.bindingsOf(inst), withoutFaults)
	if err != nil {
		return gjson.Result{}, nil, err
	}
	x, err := s.send(ctx, b, exchange.Observing)
	if err != nil {
		return gjson.Result{}, nil, err
	}
	s.noteContract(b, x)
	a := &answer{prepared: b, exchange: x, json: x.Err == nil && values.IsJSON(x.Body)}
	if x.Err == nil && a.accepted() {
		return a.at(inst.spec.Object), a, nil
	}
	return gjson.Result{}, a, nil
}

// targetsUnchanged checks that a refused request left what it is about as it was: it can still be read, and what the request would have
// written is as before.
func (s *Scenario) targetsUnchanged(ctx context.Context) error {
	for _, target := range s.targets {
		inst := target.instance
		now, a, err := s.peek(ctx, inst)
		if err != nil {
			return err
		}
		if a.exchange.Err != nil || a.status()/100 == 5 || a.status() == http.StatusTooManyRequests {
			continue // nothing can be said
		}
		what := "the " + inst.kind
		check := Check{What: what, Expected: "as it was before the refusal: " + values.Short(target.baseline.Raw), Actual: values.Shown(now), Passed: values.Present(now)}
		f := specs.Finding{Code: "changed-though-refused", Location: inst.spec.Object, Message: "a request is refused, and does something all the same"}
		differences, err := s.lasting(ctx, target, now)
		if err != nil {
			return err
		}
		for _, d := range differences {
			check.What, check.Expected, check.Actual, check.Passed = what+", "+d.Location, d.Expected+", as before the refusal", d.Actual, false
			f.Location = strings.Trim(inst.spec.Object+"."+d.Location, ".")
			break
		}
		if err := s.expectState(a, exchange.Observing, check, f); err != nil {
			return err
		}
	}
	return nil
}

// lasting returns what has changed for good: what reads otherwise each time, such as a key that is masked, says nothing, nor does what
// a target adds of its own.
func (s *Scenario) lasting(ctx context.Context, target refusalTarget, now gjson.Result) ([]values.Difference, error) {
	differences := slices.DeleteFunc(changes(target, now), func(d values.Difference) bool { return !s.isJudged(target.instance, target.answer, d.Location) })
	if len(differences) == 0 {
		return nil, nil
	}
	again, _, err := s.peek(ctx, target.instance)
	if err != nil {
		return nil, err
	}
	volatile := changes(refusalTarget{baseline: now, written: target.written}, again)
	return slices.DeleteFunc(differences, func(d values.Difference) bool {
		return slices.ContainsFunc(volatile, func(r values.Difference) bool { return r.Location == d.Location })
	}), nil
}

// changes returns what has changed of what the request would have written.
func changes(target refusalTarget, now gjson.Result) []values.Difference {
	if !values.Present(now) {
		return nil
	}
	if target.written == nil {
		differences, _ := values.Contradictions(target.baseline, now, "")
		return differences
	}
	var all []values.Difference
	for _, name := range target.written {
		field, location := gjson.Escape(name), specs.EscapeName(name)
		before, after := target.baseline.Get(field), now.Get(field)
		if values.Present(before) != values.Present(after) {
			all = append(all, values.Difference{Location: location, Expected: values.Shown(before), Actual: values.Shown(after)})
			continue
		}
		differences, _ := values.Contradictions(before, after, location)
		all = append(all, differences...)
	}
	return all
}
