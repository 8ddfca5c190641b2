package scenario

import (
	"context"
	"fmt"
	"slices"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/values"
)

// Observer looks at the state of the building block through its read and list operations. Nothing that sentences call "it" changes.
type Observer struct {
	subject     *subject
	provisioner *Provisioner
	caller      *caller
	judge       *Judge

	looks map[*Instance]look // the last peek at each
}

// look is what a peek at an instance saw.
type look struct {
	object   gjson.Result
	answer   *Answer
	scenario string // that sent it
	changes  int    // how many requests that may have changed something were sent before it
}

// Read reads an instance and returns what it is. It must be readable, and be the one that was asked for.
func (o *Observer) Read(ctx context.Context, inst *Instance) (*Answer, gjson.Result, error) {
	return o.read(ctx, inst, exchange.Observing)
}

func (o *Observer) read(ctx context.Context, inst *Instance, purpose exchange.Purpose) (*Answer, gjson.Result, error) {
	a, err := o.call(ctx, inst, purpose, WantAny)
	if err != nil {
		return nil, gjson.Result{}, err
	}
	if !a.Accepted() || len(a.pending) > 0 {
		if err := undecided(a); err != nil {
			return nil, gjson.Result{}, err
		}
		return nil, gjson.Result{}, o.judge.expect(a, purpose, Check{What: "the " + inst.Kind, Expected: "it can be read", Actual: a.InWords()},
			specs.Finding{Code: "not-accepted", Location: "status", Message: "the " + inst.Kind + " cannot be read"})
	}
	object := a.At(inst.Spec.Object)
	check := Check{What: "the " + inst.Kind, Expected: "the one with the identifier " + inst.ID, Actual: values.Shown(object), Passed: values.Present(object)}
	if id := inst.idWithin(); id != "" && values.Present(object) {
		check.Actual = values.Shown(object.Get(id))
		check.Passed = values.Equal(object.Get(id), gjson.Parse(inst.ID))
	}
	err = o.judge.expect(a, purpose, check, specs.Finding{Code: "wrong-value", Location: inst.Spec.Object, Message: "something else is read"})
	if err == nil {
		o.looks[inst] = look{object, a, o.caller.scenario, o.caller.changes}
	}
	return a, object, err
}

// MustBeGone fails while an instance can be read: its read operation refuses, or answers without it.
func (o *Observer) MustBeGone(ctx context.Context, inst *Instance) error {
	a, err := o.call(ctx, inst, exchange.Observing, WantEither)
	if err != nil {
		return err
	}
	if err := limited(a); err != nil {
		return err
	}
	object := a.At(inst.Spec.Object)
	gone := a.Refused() || !values.Present(object) || object.IsObject() && values.IsEmpty(object)
	return o.judge.expect(a, exchange.Observing, Check{
		What: "the " + inst.Kind, Expected: "it can no longer be read", Actual: fmt.Sprintf("%s, %s", a.InWords(), values.Shown(object)), Passed: gone,
	}, specs.Finding{Code: "still-there", Location: inst.Spec.Object, Message: "the " + inst.Kind + " can still be read"})
}

// call calls the read operation of an instance.
func (o *Observer) call(ctx context.Context, inst *Instance, purpose exchange.Purpose, want Want) (*Answer, error) {
	if err := o.subject.readable(inst); err != nil {
		return nil, err
	}
	b, err := o.provisioner.request(ctx, inst.Spec.Read, about(inst))
	if err != nil {
		return nil, err
	}
	return o.caller.call(ctx, b, purpose, want)
}

// peek reads an instance and decides nothing: an answer that does not conform to the contract is a note. What cannot be read is answered
// as nothing.
func (o *Observer) peek(ctx context.Context, inst *Instance) (gjson.Result, *Answer, error) {
	b, err := o.provisioner.request(ctx, inst.Spec.Read, about(inst))
	if err != nil {
		return gjson.Result{}, nil, err
	}
	x, err := o.caller.send(ctx, b, exchange.Observing)
	if err != nil {
		return gjson.Result{}, nil, err
	}
	o.judge.noteContract(b, x)
	a := newAnswer(b, x)
	delete(o.looks, inst)
	if x.Err == nil && a.Accepted() {
		object := a.At(inst.Spec.Object)
		o.looks[inst] = look{object, a, o.caller.scenario, o.caller.changes}
		return object, a, nil
	}
	return gjson.Result{}, a, nil
}

// peekOnce is a peek for which the last one will do, where nothing was sent since that may have changed anything: the look after one
// request is the look before the next.
func (o *Observer) peekOnce(ctx context.Context, inst *Instance) (gjson.Result, *Answer, error) {
	last, ok := o.looks[inst]
	if !ok || last.changes != o.caller.changes {
		return o.peek(ctx, inst)
	}
	if last.scenario != o.caller.scenario {
		o.caller.record.relied(last.scenario, []int{last.answer.Exchange.Number})
	}
	return last.object, last.answer, nil
}

// MustBeListed fails unless the list of a kind, by its name in the plural, holds an instance. Once: and does so exactly once.
func (o *Observer) MustBeListed(ctx context.Context, inst *Instance, list string, once bool) error {
	return o.mustBeListed(ctx, inst, list, once, exchange.Observing)
}

func (o *Observer) mustBeListed(ctx context.Context, inst *Instance, list string, once bool, purpose exchange.Purpose) error {
	found, a, err := o.search(ctx, inst, list, purpose, once)
	if err != nil {
		return err
	}
	expected := "the " + inst.Kind + " " + inst.ID
	if once {
		expected += ", exactly once"
	}
	f := specs.Finding{Code: "missing-entry", Message: "the list does not hold what exists"}
	if found > 1 {
		f.Code, f.Message = "duplicate-entry", "the list holds something more than once"
	}
	return o.judge.expect(a, purpose, Check{
		What: "the list of " + list, Expected: expected, Actual: "found " + values.Times(found), Passed: found == 1 || found > 1 && !once,
	}, f)
}

// MustNotBeListed fails while the list of a kind, by its name in the plural, holds an instance.
func (o *Observer) MustNotBeListed(ctx context.Context, inst *Instance, list string) error {
	found, a, err := o.search(ctx, inst, list, exchange.Observing, true)
	if err != nil {
		return err
	}
	return o.judge.expect(a, exchange.Observing, Check{
		What: "the list of " + list, Expected: "not the " + inst.Kind + " " + inst.ID, Actual: "found " + values.Times(found), Passed: found == 0,
	}, specs.Finding{Code: "unexpected-entry", Message: "the list holds what no longer exists"})
}

// search counts an instance in the list of its kind. Unless all of the list is needed, it stops where the instance is found.
func (o *Observer) search(ctx context.Context, inst *Instance, list string, purpose exchange.Purpose, whole bool) (int, *Answer, error) {
	spec, err := o.subject.listed(list)
	if err != nil {
		return 0, nil, err
	}
	var before []string
	for readings := 1; ; readings++ {
		var last *Answer
		var now []string
		found := 0
		p := o.pager(spec.List, spec.ListPath, about(inst), searchSize, purpose)
		err := p.read(ctx, func(a *Answer, entries []gjson.Result) bool {
			last = a
			now = append(now, identifiers(inst.Spec, entries)...)
			found += Count(entries, inst.IsEntry)
			return whole || found == 0
		})
		if err != nil || found == 1 || p.pages < 2 || slices.Equal(now, before) {
			return found, last, err
		}
		if readings == maxReadings {
			o.judge.record.unsettled()
			return found, last, nil
		}
		before = now
	}
}

// Entries reads the list of a kind, by its name in the plural, again while take is not content with its entries and others change it,
// and returns the last page. Lenient: an answer that does not conform to the contract is read all the same.
func (o *Observer) Entries(ctx context.Context, list string, lenient bool, take func([]gjson.Result) bool) (*Answer, error) {
	spec, err := o.subject.listed(list)
	if err != nil {
		return nil, err
	}
	var before []string
	for readings := 1; ; readings++ {
		var last *Answer
		var all []gjson.Result
		p := o.pager(spec.List, spec.ListPath, Bindings{}, searchSize, exchange.Observing)
		p.lenient = lenient
		seen := map[string]bool{} // on an earlier page: a list that grows at its front shows an entry again on the next
		err = p.read(ctx, func(a *Answer, entries []gjson.Result) bool {
			last = a
			ids := identifiers(spec, entries)
			for i, id := range ids {
				if !seen[id] {
					all = append(all, entries[i])
				}
			}
			for _, id := range ids {
				seen[id] = true
			}
			return true
		})
		now := identifiers(spec, all)
		if err != nil || take(all) || p.pages < 2 || slices.Equal(now, before) {
			return last, err
		}
		if readings == maxReadings {
			o.judge.record.unsettled()
			return last, nil
		}
		before = now
	}
}
