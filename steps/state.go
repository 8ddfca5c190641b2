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

// observe calls the read operation of an instance. Nothing that sentences call "it" changes.
func (s *Scenario) observe(ctx context.Context, inst *instance, purpose exchange.Purpose, want want) (*answer, error) {
	if inst.spec.Read == "" {
		return nil, verdict.SuiteFaultf("building block %s has no operation that reads a %s", s.block.Ref(), inst.kind)
	}
	op, err := s.operation(inst.spec.Read)
	if err != nil {
		return nil, err
	}
	d, err := s.newDraft(op)
	if err != nil {
		return nil, err
	}
	b, err := s.build(ctx, d, s.bindingsOf(inst), withoutFaults)
	if err != nil {
		return nil, err
	}
	return s.call(ctx, b, purpose, want)
}

// readObject reads an instance and returns what it is.
func (s *Scenario) readObject(ctx context.Context, inst *instance, purpose exchange.Purpose) (*answer, gjson.Result, error) {
	a, err := s.observe(ctx, inst, purpose, wantAny)
	if err != nil {
		return nil, gjson.Result{}, err
	}
	if !a.accepted() || len(a.pending) > 0 {
		if err := undecided(a); err != nil {
			return nil, gjson.Result{}, err
		}
		return nil, gjson.Result{}, s.expectState(a, purpose, Check{What: "the " + inst.kind, Expected: "it can be read", Actual: statusText(a.status())},
			specs.Finding{Code: "not-accepted", Location: "status", Message: "the " + inst.kind + " cannot be read"})
	}
	object := a.at(inst.spec.Object)
	check := Check{What: "the " + inst.kind, Expected: "the one with the identifier " + inst.id, Actual: values.Shown(object), Passed: values.Present(object)}
	if id := inst.idWithin(); id != "" && values.Present(object) {
		check.Actual = values.Shown(object.Get(id))
		check.Passed = values.Equal(object.Get(id), gjson.Parse(inst.id))
	}
	return a, object, s.expectState(a, purpose, check, specs.Finding{Code: "wrong-value", Location: inst.spec.Object, Message: "something else is read"})
}

// expectState records a check about the state.
func (s *Scenario) expectState(a *answer, purpose exchange.Purpose, c Check, f specs.Finding) error {
	s.note(c)
	if c.Passed {
		return nil
	}
	f.Expected, f.Actual, f.Operation = c.Expected, c.Actual, s.operationAtFault(a)
	return s.blame(purpose, a.exchange.Number, f)
}

// operationAtFault is the operation that a failed assertion about an answer is held against. An answer shows what earlier calls did: when
// a record that was changed reads as before, reading is not at fault. So it is the operation that the scenario is about, unless
// the answer is a failure of its own.
func (s *Scenario) operationAtFault(a *answer) string {
	purpose := a.checked()
	switch {
	case a.status()/100 == 5, purpose == exchange.Control, purpose == exchange.Preparing:
		return a.operation()
	case s.env.About != "" && s.phase != language.Preparation:
		return s.env.About
	case s.changed != "" && purpose == exchange.Observing:
		return s.changed
	}
	return a.operation()
}

func canBeRead(ctx context.Context, s *Scenario, a language.Args) error {
	inst, err := s.subject(a)
	if err != nil {
		return err
	}
	_, _, err = s.readObject(ctx, inst, exchange.Observing)
	return err
}

// subject returns what a sentence about the state is about, after whatever the last answer still owed.
func (s *Scenario) subject(a language.Args) (*instance, error) {
	if err := s.resolveUndeclaredUnlessRefused(); err != nil {
		return nil, err
	}
	return s.named(a)
}

// resolveUndeclaredUnlessRefused resolves the last answer. A refusal is left to the sentence that asks for it: sentences about the state may
// come before that one.
func (s *Scenario) resolveUndeclaredUnlessRefused() error {
	if s.last != nil && s.last.refused() {
		return nil
	}
	return s.resolveUndeclared()
}

func canNoLongerBeRead(ctx context.Context, s *Scenario, args language.Args) error {
	inst, err := s.subject(args)
	if err != nil {
		return err
	}
	if inst.baseline == "" {
		return verdict.SuiteFaultf("the %s was not read before, so that it says nothing when it cannot be read: Environment.Sentences "+
			"must hold the scenario, and a call must come between", inst.kind)
	}
	a, err := s.observe(ctx, inst, exchange.Observing, wantEither)
	if err != nil {
		return err
	}
	if err := limited(a); err != nil {
		return err
	}
	object := a.at(inst.spec.Object)
	gone := a.refused() || !values.Present(object) || object.IsObject() && values.IsEmpty(object)
	return s.expectState(a, exchange.Observing, Check{
		What: "the " + inst.kind, Expected: "it can no longer be read", Actual: fmt.Sprintf("%s, %s", statusText(a.status()), values.Shown(object)), Passed: gone,
	}, specs.Finding{Code: "still-there", Location: inst.spec.Object, Message: "the " + inst.kind + " can still be read"})
}

func readsAsSent(ctx context.Context, s *Scenario, args language.Args) error {
	inst, err := s.subject(args)
	if err != nil {
		return err
	}
	from := inst.sentObject()
	if args.Has("in") {
		from = args.Get("sent")
	}
	sent, err := s.lastSent(from, inst)
	if err != nil {
		return err
	}
	a, object, err := s.readObject(ctx, inst, exchange.Observing)
	if err != nil {
		return err
	}
	return s.compareSent(a, inst.spec.Object, sent, object, args.Fields("fields"))
}

func isUnchanged(ctx context.Context, s *Scenario, args language.Args) error {
	inst, err := s.subject(args)
	if err != nil {
		return err
	}
	if inst.baseline == "" {
		return verdict.SuiteFaultf("the %s was not read before, so that nothing can be said about a change: Environment.Sentences must hold the "+
			"scenario, and a call must come between", inst.kind)
	}
	a, object, err := s.readObject(ctx, inst, exchange.Observing)
	if err != nil {
		return err
	}
	apart := args.Fields("fields")
	before := gjson.Parse(inst.baseline)
	differences := values.Missing(before, object, "", apart)
	for _, d := range values.Missing(object, before, "", apart) {
		if !slices.ContainsFunc(differences, func(known values.Difference) bool { return known.Location == d.Location }) {
			differences = append(differences, values.Difference{Location: d.Location, Expected: d.Actual, Actual: d.Expected})
		}
	}
	differences = slices.DeleteFunc(differences, func(d values.Difference) bool { return !s.isJudged(inst, a, d.Location) })
	check := Check{What: "the " + inst.kind, Expected: "as it was: " + values.Short(inst.baseline), Actual: values.Shown(object), Passed: len(differences) == 0}
	location := inst.spec.Object
	if !check.Passed {
		d := differences[0]
		location = values.Join(location, d.Location)
		check.Expected, check.Actual = d.Expected+", as it was", d.Actual
	}
	return s.expectState(a, exchange.Observing, check, specs.Finding{Code: "wrong-value", Location: location, Message: "the " + inst.kind + " has changed"})
}

func theListContains(ctx context.Context, s *Scenario, args language.Args) error {
	inst, err := s.subject(args)
	if err != nil {
		return err
	}
	return s.inTheList(ctx, inst, args.Get("resources"), args.Has("exactly"), exchange.Observing)
}

func (s *Scenario) inTheList(ctx context.Context, inst *instance, list string, once bool, purpose exchange.Purpose) error {
	found, a, err := s.search(ctx, inst, list, purpose, once)
	if err != nil {
		return err
	}
	expected := "the " + inst.kind + " " + inst.id
	if once {
		expected += ", exactly once"
	}
	f := specs.Finding{Code: "missing-entry", Message: "the list does not hold what exists"}
	if found > 1 {
		f.Code, f.Message = "duplicate-entry", "the list holds something more than once"
	}
	return s.expectState(a, purpose, Check{
		What: "the list of " + list, Expected: expected, Actual: "found " + values.Times(found), Passed: found == 1 || found > 1 && !once,
	}, f)
}

func theListNoLongerContains(ctx context.Context, s *Scenario, args language.Args) error {
	inst, err := s.subject(args)
	if err != nil {
		return err
	}
	if !inst.listedAtBaseline {
		return verdict.SuiteFaultf("the list was not read while it held the %s, so that it says nothing when it does not: Environment.Sentences must "+
			"hold the scenario, and a call must come between", inst.kind)
	}
	found, a, err := s.search(ctx, inst, args.Get("resources"), exchange.Observing, true)
	if err != nil {
		return err
	}
	return s.expectState(a, exchange.Observing, Check{
		What: "the list of " + args.Get("resources"), Expected: "not the " + inst.kind + " " + inst.id, Actual: "found " + values.Times(found), Passed: found == 0,
	}, specs.Finding{Code: "unexpected-entry", Message: "the list holds what no longer exists"})
}

// search counts an instance in the list of its kind. Unless all of the list is needed, it stops where the thing is found.
func (s *Scenario) search(ctx context.Context, inst *instance, list string, purpose exchange.Purpose, whole bool) (int, *answer, error) {
	_, spec, err := s.resource(list)
	if err != nil {
		return 0, nil, err
	}
	if spec.List == "" {
		return 0, nil, verdict.SuiteFaultf("building block %s has no operation that lists %s", s.block.Ref(), spec.Plural)
	}
	var before []string
	for readings := 1; ; readings++ {
		var last *answer
		var now []string
		found := 0
		p := &pager{s: s, operation: spec.List, listPath: spec.ListPath, bindings: s.bindingsOf(inst), size: searchSize, purpose: purpose}
		err := p.read(ctx, func(a *answer, entries []gjson.Result) bool {
			last = a
			now = append(now, inst.identifiers(entries)...)
			found += count(entries, inst.isEntryOf)
			return whole || found == 0
		})
		if err != nil || found == 1 || p.pages < 2 || readings == maxReadings || slices.Equal(now, before) {
			return found, last, err
		}
		before = now
	}
}
