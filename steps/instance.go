package steps

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/request"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// instance is one thing of a kind that the building block keeps, such as a policy.
type instance struct {
	kind      string // kind, in the singular
	spec      specs.Resource
	id        string               // JSON
	lastKnown string               // JSON, as the target gave it last; empty when it never did
	source    *answer              // that gave it
	previous  string               // object before that answer
	madeWith  map[string]*instance // what it was made with, by kind
	draft     *request.Draft       // that made it
	removed   bool

	baseline         string // JSON of what its read operation answered before calls; empty: not looked at
	baselineStep     int    // before which sentence that was, from 1
	listedAtBaseline bool   // its list operation held it before calls
	implicit         bool   // it was made because something needed it
}

// instancesOfKind are the instances of one kind that sentences speak of: "the policy", "the other policy" and the rest.
type instancesOfKind struct {
	current, other *instance
	all            []*instance // without those that were made for controls
}

func (s *Scenario) ofKind(resource string) *instancesOfKind {
	if s.namespace[resource] == nil {
		s.namespace[resource] = &instancesOfKind{}
	}
	return s.namespace[resource]
}

// resource finds a kind of instance by its name in the singular or the plural.
func (s *Scenario) resource(name string) (string, specs.Resource, error) {
	if err := s.load(); err != nil {
		return "", specs.Resource{}, err
	}
	return language.KindOf(s.block, name)
}

// named returns the instance that a sentence speaks of as "the [other] <resource>". Nothing is made.
func (s *Scenario) named(a language.Args) (*instance, error) {
	return s.instanceOf(a.Get("resource"), a.Has("other"))
}

// instanceOf returns the current instance of a kind, or the other one. Nothing is made.
func (s *Scenario) instanceOf(kind string, other bool) (*instance, error) {
	name, _, err := s.resource(kind)
	if err != nil {
		return nil, err
	}
	if other {
		return s.otherInstance(name)
	}
	return s.current(name)
}

// current returns the current instance of a kind. Nothing is made.
func (s *Scenario) current(kind string) (*instance, error) {
	if inst := s.ofKind(kind).current; inst != nil {
		return inst, nil
	}
	if err := s.whyMissing(kind); err != nil {
		return nil, err
	}
	return nil, verdict.SuiteFaultf("there is no %s yet", kind)
}

// whyMissing fails when an instance of a kind should have been made, but was not, or the answer did not tell its identifier.
func (s *Scenario) whyMissing(kind string) error {
	a := s.withoutIdentifier[kind]
	switch {
	case a == nil:
		return nil
	case !a.accepted() && a.eitherWay:
		return verdict.Inconclusivef("there is no %s, as the attempt to make it was refused", kind)
	case !a.accepted():
		return s.mustBeAccepted(a, a.checked())
	}
	spec := s.block.Resources[kind]
	if list := s.failedLookups[spec.List]; list != nil {
		return s.mustBeAccepted(list, a.checked())
	}
	return s.expect(a, Check{What: values.Join(spec.ID, "the identifier of the new "+kind), Expected: "an identifier", Actual: values.Shown(a.at(spec.ID))},
		specs.Finding{Code: "missing-field", Operation: a.operation(), Location: spec.ID, Message: "the answer does not tell the identifier of the new " + kind})
}

// make makes an instance from the sample request of its create operation.
func (s *Scenario) make(ctx context.Context, resource string, c *bindings) (*instance, *answer, error) {
	_, spec, err := s.resource(resource)
	if err != nil {
		return nil, nil, err
	}
	for _, need := range spec.Needs {
		if _, err := c.instance(ctx, need); err != nil {
			return nil, nil, err
		}
	}
	op, err := s.operation(spec.Create)
	if err != nil {
		return nil, nil, err
	}
	d, err := s.newDraft(op)
	if err != nil {
		return nil, nil, err
	}
	return s.makeFrom(ctx, resource, d, c)
}

// makeFrom makes an instance by sending a draft.
func (s *Scenario) makeFrom(ctx context.Context, resource string, d *request.Draft, c *bindings) (*instance, *answer, error) {
	spec := s.block.Resources[resource]
	b, err := s.build(ctx, d, c, withoutFaults)
	if err != nil {
		return nil, nil, err
	}
	a, err := s.call(ctx, b, exchange.Preparing, wantAccepted)
	if err != nil {
		return nil, nil, err
	}
	id, err := s.identifier(ctx, spec, b, a)
	if err != nil {
		return nil, nil, err
	}
	if list := s.failedLookups[spec.List]; id == "" && list != nil {
		return nil, nil, s.mustBeAccepted(list, exchange.Preparing)
	}
	if id == "" {
		return nil, nil, s.blame(exchange.Preparing, a.exchange.Number, specs.Finding{
			Code: "missing-field", Operation: d.Operation.ID, Location: spec.ID, Expected: "the identifier of the new " + resource, Actual: "none",
			Message: "the answer does not tell the identifier of the new " + resource,
		})
	}
	return s.newInstance(resource, id, b, a), a, nil
}

// newInstance notes what b made.
func (s *Scenario) newInstance(resource, id string, b *preparedRequest, a *answer) *instance {
	inst := &instance{kind: resource, spec: s.block.Resources[resource], id: id, madeWith: map[string]*instance{}, draft: b.Draft}
	for _, used := range b.used {
		inst.madeWith[used.kind] = used
	}
	for _, used := range b.used { // what those were made with, unless it was used itself
		for kind, with := range used.madeWith {
			if inst.madeWith[kind] == nil {
				inst.madeWith[kind] = with
			}
		}
	}
	inst.update(a)
	s.made = append(s.made, inst)
	return inst
}

// update keeps what an answer gives of the instance.
func (inst *instance) update(a *answer) {
	if object := a.at(inst.spec.Object); object.Exists() && object.Type != gjson.Null {
		if inst.source != a {
			inst.previous = inst.lastKnown
		}
		inst.lastKnown, inst.source = object.Raw, a
	}
}

// lastKnown returns the instance as the target gave it last. A check of the answer that did so is held against what was given before
// it: an answer that is compared with itself is always right.
func (s *Scenario) lastKnown(inst *instance) (string, error) {
	if s.phase != language.Outcome || s.last == nil || inst.source != s.last {
		return inst.lastKnown, nil
	}
	if inst.previous == "" {
		return "", verdict.SuiteFaultf("the answer would be compared with itself: nothing but it has told yet what the %s is", inst.kind)
	}
	return inst.previous, nil
}

// isJudged reports whether a value of an instance is for a scenario to judge: the contract of the answer that gives the instance declares it, or
// it was sent. What a target adds of its own, a counter or the moment of the last read, may be anything.
func (s *Scenario) isJudged(inst *instance, a *answer, location string) bool {
	if a.prepared.operation().Declares(a.status(), values.Join(inst.spec.Object, location)) {
		return true
	}
	return slices.ContainsFunc(s.sent, func(sent sentBody) bool {
		return contains(sent.about, inst) && gjson.GetBytes(sent.tree, values.Join(inst.sentObject(), location)).Exists()
	})
}

// bind makes an instance the current one of its kind, or the other one.
func (s *Scenario) bind(inst *instance, other bool) {
	of := s.ofKind(inst.kind)
	if !slices.Contains(of.all, inst) {
		of.all = append(of.all, inst)
	}
	if other {
		of.other = inst
	} else {
		of.current = inst
	}
}

// idWithin returns the path of the identifier within the object of an instance, or nothing when it has none there.
func (inst *instance) idWithin() string {
	path := inst.spec.ID
	if inst.spec.SentID != "" {
		path = inst.spec.SentID
	}
	if within, ok := strings.CutPrefix(path, inst.spec.Object+"."); ok {
		return within
	}
	if inst.spec.SentID != "" {
		return path[strings.LastIndexByte(path, '.')+1:]
	}
	return ""
}

// noteEffects takes note of what an accepted call made, changed or removed.
func (s *Scenario) noteEffects(ctx context.Context, b *preparedRequest, a *answer) error {
	op := b.operation().ID
	for _, inst := range b.used {
		if op == inst.spec.Delete && b.isAbout(inst) {
			inst.removed = true
		} else if id := inst.idWithin(); id != "" && !inst.removed && values.Equal(a.at(inst.spec.Object+"."+id), gjson.Parse(inst.id)) {
			inst.update(a)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.block.Resources)) {
		if err := s.noteCreated(ctx, name, b, a); err != nil {
			return err
		}
	}
	return nil
}

// noteCreated takes note of an instance of a kind that a call made: its create operation did, or, of things that can be read, another
// POST whose answer tells an identifier that is not known yet, at the location where the create operation tells it.
func (s *Scenario) noteCreated(ctx context.Context, kind string, b *preparedRequest, a *answer) error {
	spec := s.block.Resources[kind]
	creates := spec.Create == b.operation().ID
	if !creates && (spec.ID == "" || spec.Read == "" || b.operation().Method != http.MethodPost) {
		return nil
	}
	id, err := s.identifier(ctx, spec, b, a)
	if err != nil {
		return err
	}
	if id == "" {
		if creates && spec.SentID == "" {
			s.withoutIdentifier[kind] = a
		}
		return nil
	}
	delete(s.withoutIdentifier, kind)
	inst := s.known(kind, id)
	if inst != nil && !creates {
		return nil
	}
	if inst == nil {
		inst = s.newInstance(kind, id, b, a)
	}
	inst.implicit = false
	s.bind(inst, b.Draft.IsAboutOther())
	return nil
}

// known returns the instance with an identifier, if there is one.
func (s *Scenario) known(resource, id string) *instance {
	for _, inst := range s.ofKind(resource).all {
		if values.Equal(gjson.Parse(inst.id), gjson.Parse(id)) {
			return inst
		}
	}
	return nil
}

// isAbout reports whether the request names an instance in its address or its body as what it is about: by a path parameter, or, where it
// has none, anywhere.
func (b *preparedRequest) isAbout(inst *instance) bool {
	_, inPath := b.Path[inst.spec.Parameter]
	return inst.spec.Parameter == "" || inPath
}
