package scenario

import (
	"context"
	"maps"
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

// targetsOf looks at what a request with a fault would change. An instance that cannot be read is left out: that it can is for other
// scenarios to show.
func (o *Observer) targetsOf(ctx context.Context, b *Prepared) ([]refusalTarget, error) {
	var targets []refusalTarget
	for _, inst := range b.used {
		if inst.Spec.Read == "" || inst.Removed || !b.isAbout(inst) {
			continue
		}
		if b.Operation().Method == http.MethodPost && len(b.Body) == 0 {
			continue // it makes something else
		}
		object, a, err := o.peekOnce(ctx, inst)
		if err != nil {
			return nil, err
		}
		if !values.Present(object) {
			continue
		}
		target := refusalTarget{instance: inst, answer: a, baseline: object}
		if sent := gjson.GetBytes(b.Body, inst.SentObject()); sent.IsObject() {
			target.written = fieldsOf(sent)
		}
		targets = append(targets, target)
	}
	return targets, nil
}

// bystanders looks at what a request with a fault is not about, beside its targets, and could reach all the same: the instances that its
// control was about, those that it refers to, and what these were made with.
func (o *Observer) bystanders(ctx context.Context, control, b *Prepared, targets []refusalTarget) ([]refusalTarget, error) {
	var others []*Instance
	add := func(inst *Instance) {
		isTarget := func(t refusalTarget) bool { return t.instance == inst }
		if inst.Spec.Read != "" && !inst.Removed && !slices.ContainsFunc(targets, isTarget) && !slices.Contains(others, inst) {
			others = append(others, inst)
		}
	}
	for _, inst := range control.used {
		add(inst)
	}
	for _, inst := range b.used {
		add(inst)
		for _, kind := range slices.Sorted(maps.Keys(inst.madeWith)) {
			add(inst.madeWith[kind])
		}
	}
	var watched []refusalTarget
	for _, inst := range others {
		object, a, err := o.peekOnce(ctx, inst)
		if err != nil {
			return nil, err
		}
		if values.Present(object) {
			watched = append(watched, refusalTarget{instance: inst, answer: a, baseline: object})
		}
	}
	return watched, nil
}

func fieldsOf(object gjson.Result) []string {
	names := []string{}
	object.ForEach(func(name, _ gjson.Result) bool {
		names = append(names, name.Str)
		return true
	})
	return names
}

// mustBeAsBefore checks that a refused request left what it is about as it was: it can still be read, and what the request would have
// written is as before.
func (o *Observer) mustBeAsBefore(ctx context.Context, target refusalTarget) error {
	inst := target.instance
	now, a, err := o.peek(ctx, inst)
	if err != nil {
		return err
	}
	if a.Exchange.Err != nil || a.Status()/100 == 5 || a.Status() == http.StatusTooManyRequests {
		return nil //nolint:nilerr // nothing can be said: no answer, or HTTP's own word for a fault of the server and for too many requests
	}
	what := "the " + inst.Kind
	check := Check{What: what, Expected: "as it was before the refusal: " + values.Short(target.baseline.Raw), Actual: values.Shown(now), Passed: values.Present(now)}
	f := specs.Finding{Code: "changed-though-refused", Location: inst.Spec.Object, Message: "a request is refused, and does something all the same"}
	differences, err := o.lasting(ctx, target, now)
	if err != nil {
		return err
	}
	if len(differences) > 0 {
		d := differences[0]
		check.What, check.Expected, check.Actual, check.Passed = what+", "+d.Location, d.Expected+", as before the refusal", d.Actual, false
		f.Location = strings.Trim(inst.Spec.Object+"."+d.Location, ".")
	}
	return o.judge.expect(a, exchange.Observing, check, f)
}

// lasting returns what has changed for good: what reads otherwise each time, such as a key that is masked, says nothing, nor does what
// a target adds of its own.
func (o *Observer) lasting(ctx context.Context, target refusalTarget, now gjson.Result) ([]values.Difference, error) {
	differences := slices.DeleteFunc(changes(target, now), func(d values.Difference) bool {
		return !o.judge.history.IsJudged(target.instance, target.answer, d.Location)
	})
	if len(differences) == 0 {
		return nil, nil
	}
	again, _, err := o.peek(ctx, target.instance)
	if err != nil {
		return nil, err
	}
	volatile := changes(refusalTarget{baseline: now, written: target.written}, again)
	return slices.DeleteFunc(differences, func(d values.Difference) bool {
		return slices.ContainsFunc(volatile, func(v values.Difference) bool { return v.Location == d.Location })
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
