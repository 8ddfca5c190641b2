package steps

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
)

// A refusal changes nothing. Whoever refuses a request, and does what it asks for all the same, is found out by looking at what the
// request is about before it is sent and after it was refused.

// untouched is what a request with a fault is about, as it was before the request.
type untouched struct {
	thing  *thing
	answer *answer // that gave it
	before gjson.Result
	sent   []string // fields of the thing that the request writes; nil: none in particular
}

// lookAtTargets looks at what a request with a fault would change. A thing that cannot be read is left out: that it can is for other
// scenarios to show.
func (s *Scenario) lookAtTargets(ctx context.Context, b *built) ([]untouched, error) {
	var targets []untouched
	for _, t := range b.used {
		if t.spec.Read == "" || t.removed || !b.names(t) {
			continue
		}
		sent := gjson.GetBytes(b.tree, t.sentObject())
		if b.draft.op.Method == http.MethodPost && len(b.tree) == 0 {
			continue // it makes something else
		}
		object, a, err := s.glance(ctx, t)
		if err != nil {
			return nil, err
		}
		if !there(object) {
			continue
		}
		target := untouched{thing: t, answer: a, before: object}
		if sent.IsObject() {
			target.sent = fieldsOf(sent)
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

// glance reads a thing and holds nothing against anybody. What cannot be read is answered as nothing.
func (s *Scenario) glance(ctx context.Context, t *thing) (gjson.Result, *answer, error) {
	op, err := s.operation(t.spec.Read)
	if err != nil {
		return gjson.Result{}, nil, err
	}
	d, err := s.newDraft(op)
	if err != nil {
		return gjson.Result{}, nil, err
	}
	b, err := s.build(ctx, d, s.castWith(t), sound)
	if err != nil {
		return gjson.Result{}, nil, err
	}
	x, err := s.send(ctx, b, Observing)
	if err != nil {
		return gjson.Result{}, nil, err
	}
	s.noteContract(b, x)
	a := &answer{built: b, exchange: x, json: x.Err == nil && isJSON(x.Body)}
	if x.Err == nil && a.accepted() {
		return a.at(t.spec.Object), a, nil
	}
	return gjson.Result{}, a, nil
}

// nothingTouched checks that a refused request left what it is about as it was: it can still be read, and what the request would have
// written is as before.
func (s *Scenario) nothingTouched(ctx context.Context) error {
	for _, target := range s.targets {
		t := target.thing
		now, a, err := s.glance(ctx, t)
		if err != nil {
			return err
		}
		if a.exchange.Err != nil || a.status()/100 == 5 || a.status() == http.StatusTooManyRequests {
			continue // nothing can be said
		}
		what := "the " + t.resource
		check := Check{What: what, Expected: "as it was before the refusal: " + short(target.before.Raw), Actual: shown(now), Passed: there(now)}
		f := specs.Finding{Code: "changed-though-refused", Location: t.spec.Object, Message: "a request is refused, and does something all the same"}
		differences, err := s.lasting(ctx, target, now)
		if err != nil {
			return err
		}
		for _, d := range differences {
			check.What, check.Expected, check.Actual, check.Passed = what+", "+d.place, d.expected+", as before the refusal", d.actual, false
			f.Location = strings.Trim(t.spec.Object+"."+d.place, ".")
			break
		}
		if err := s.observed(a, Observing, check, f); err != nil {
			return err
		}
	}
	return nil
}

// lasting returns what has changed for good: what reads otherwise each time, such as a key that is masked, says nothing, nor does what
// a target adds of its own.
func (s *Scenario) lasting(ctx context.Context, target untouched, now gjson.Result) ([]difference, error) {
	differences := slices.DeleteFunc(changes(target, now), func(d difference) bool { return !s.judges(target.thing, target.answer, d.place) })
	if len(differences) == 0 {
		return nil, nil
	}
	again, _, err := s.glance(ctx, target.thing)
	if err != nil {
		return nil, err
	}
	restless := changes(untouched{before: now, sent: target.sent}, again)
	return slices.DeleteFunc(differences, func(d difference) bool {
		return slices.ContainsFunc(restless, func(r difference) bool { return r.place == d.place })
	}), nil
}

// changes returns what has changed of what the request would have written.
func changes(target untouched, now gjson.Result) []difference {
	if !there(now) {
		return nil
	}
	if target.sent == nil {
		differences, _ := contradictions(target.before, now, "")
		return differences
	}
	var all []difference
	for _, name := range target.sent {
		field, place := gjson.Escape(name), specs.EscapeName(name)
		before, after := target.before.Get(field), now.Get(field)
		if there(before) != there(after) {
			all = append(all, difference{place, shown(before), shown(after)})
			continue
		}
		differences, _ := contradictions(before, after, place)
		all = append(all, differences...)
	}
	return all
}
