package steps

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
)

// thing is one thing of a kind that the building block keeps.
type thing struct {
	resource string // kind, in the singular
	spec     specs.Resource
	id       string            // JSON
	object   string            // JSON, as the target gave it last; empty when it never did
	seen     *answer           // that gave it
	earlier  string            // object before that answer
	with     map[string]*thing // what it was made with, by kind
	draft    *draft            // that made it
	removed  bool

	before  string // JSON of what its read operation answered before calls; empty: not looked at
	looked  int    // before which sentence that was, from 1
	listed  bool   // its list operation held it before calls
	implied bool   // it was made because something needed it
}

// shelf holds the things of one kind.
type shelf struct {
	current, another *thing
	all              []*thing // without those that were made for controls
}

func (s *Scenario) shelf(resource string) *shelf {
	if s.shelves[resource] == nil {
		s.shelves[resource] = &shelf{}
	}
	return s.shelves[resource]
}

// resource finds a kind of thing by its name in the singular or the plural.
func (s *Scenario) resource(name string) (string, specs.Resource, error) {
	if err := s.load(); err != nil {
		return "", specs.Resource{}, err
	}
	return resourceOf(s.block, name)
}

func resourceOf(block *specs.Block, name string) (string, specs.Resource, error) {
	if spec, ok := block.Resources[name]; ok {
		return name, spec, nil
	}
	names := slices.Sorted(maps.Keys(block.Resources))
	for _, singular := range names {
		if block.Resources[singular].Plural == name {
			return singular, block.Resources[singular], nil
		}
	}
	return "", specs.Resource{}, suiteFault("building block %s knows nothing called %q; there are: %s", block.Ref(), name, strings.Join(names, ", "))
}

// named returns the thing that a sentence speaks of as "the [other] <resource>". Nothing is made.
func (s *Scenario) named(a Args) (*thing, error) {
	name, _, err := s.resource(a.Get("resource"))
	if err != nil {
		return nil, err
	}
	if a.Has("other") {
		return s.otherThing(name)
	}
	return s.current(name)
}

// current returns the current thing of a kind. Nothing is made.
func (s *Scenario) current(kind string) (*thing, error) {
	if t := s.shelf(kind).current; t != nil {
		return t, nil
	}
	if err := s.untoldThing(kind); err != nil {
		return nil, err
	}
	return nil, suiteFault("there is no %s yet", kind)
}

// untoldThing fails when a thing of a kind should have been made, but was not, or the answer did not tell its identifier.
func (s *Scenario) untoldThing(kind string) error {
	a := s.untold[kind]
	switch {
	case a == nil:
		return nil
	case !a.accepted() && a.open:
		return inconclusive("there is no %s, as the attempt to make it was refused", kind)
	case !a.accepted():
		return s.mustBeAccepted(a, a.checked())
	}
	spec := s.block.Resources[kind]
	if list := s.unlisted[spec.List]; list != nil {
		return s.mustBeAccepted(list, a.checked())
	}
	return s.expect(a, Check{What: joined(spec.ID, "the identifier of the new "+kind), Expected: "an identifier", Actual: shown(a.at(spec.ID))},
		specs.Finding{Code: "missing-field", Operation: a.operation(), Location: spec.ID, Message: "the answer does not tell the identifier of the new " + kind})
}

// make makes a thing from the sample request of its create operation.
func (s *Scenario) make(ctx context.Context, resource string, c *cast) (*thing, *answer, error) {
	_, spec, err := s.resource(resource)
	if err != nil {
		return nil, nil, err
	}
	for _, need := range spec.Needs {
		if _, err := c.thing(ctx, need); err != nil {
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

// makeFrom makes a thing by sending a draft.
func (s *Scenario) makeFrom(ctx context.Context, resource string, d *draft, c *cast) (*thing, *answer, error) {
	spec := s.block.Resources[resource]
	b, err := s.build(ctx, d, c, sound)
	if err != nil {
		return nil, nil, err
	}
	a, err := s.call(ctx, b, Preparing, wantAccepted)
	if err != nil {
		return nil, nil, err
	}
	id, err := s.identifier(ctx, spec, b, a)
	if err != nil {
		return nil, nil, err
	}
	if list := s.unlisted[spec.List]; id == "" && list != nil {
		return nil, nil, s.mustBeAccepted(list, Preparing)
	}
	if id == "" {
		return nil, nil, s.blame(Preparing, a.exchange.Number, specs.Finding{
			Code: "missing-field", Operation: d.op.ID, Location: spec.ID, Expected: "the identifier of the new " + resource, Actual: "none",
			Message: "the answer does not tell the identifier of the new " + resource,
		})
	}
	return s.newThing(resource, id, b, a), a, nil
}

// newThing notes what b made.
func (s *Scenario) newThing(resource, id string, b *built, a *answer) *thing {
	t := &thing{resource: resource, spec: s.block.Resources[resource], id: id, with: map[string]*thing{}, draft: b.draft}
	for _, used := range b.used {
		t.with[used.resource] = used
	}
	for _, used := range b.used { // what those were made with, unless it was used itself
		for kind, with := range used.with {
			if t.with[kind] == nil {
				t.with[kind] = with
			}
		}
	}
	t.see(a)
	s.made = append(s.made, t)
	return t
}

// see keeps what an answer gives of the thing.
func (t *thing) see(a *answer) {
	if object := a.at(t.spec.Object); object.Exists() && object.Type != gjson.Null {
		if t.seen != a {
			t.earlier = t.object
		}
		t.object, t.seen = object.Raw, a
	}
}

// asGiven returns the thing as the target gave it last. A check of the answer that did so is held against what was given before
// it: an answer that is compared with itself is always right.
func (s *Scenario) asGiven(t *thing) (string, error) {
	if s.phase != Outcome || s.last == nil || t.seen != s.last {
		return t.object, nil
	}
	if t.earlier == "" {
		return "", suiteFault("the answer would be compared with itself: nothing but it has told yet what the %s is", t.resource)
	}
	return t.earlier, nil
}

// judges reports whether a value of a thing is for a scenario to judge: the contract of the answer that gives the thing declares it, or
// it was sent. What a target adds of its own, a counter or the moment of the last read, may be anything.
func (s *Scenario) judges(t *thing, a *answer, place string) bool {
	if a.built.draft.op.Declares(a.status(), joined(t.spec.Object, place)) {
		return true
	}
	return slices.ContainsFunc(s.sent, func(sent sentBody) bool {
		return contains(sent.about, t) && gjson.GetBytes(sent.tree, joined(t.sentObject(), place)).Exists()
	})
}

// place puts a thing on the shelf of its kind, as the current one or as the other one.
func (s *Scenario) place(t *thing, other bool) {
	shelf := s.shelf(t.resource)
	if !slices.Contains(shelf.all, t) {
		shelf.all = append(shelf.all, t)
	}
	if other {
		shelf.another = t
	} else {
		shelf.current = t
	}
}

// idWithin returns the path of the identifier within the object of a thing, or nothing when it has none there.
func (t *thing) idWithin() string {
	path := t.spec.ID
	if t.spec.SentID != "" {
		path = t.spec.SentID
	}
	if within, ok := strings.CutPrefix(path, t.spec.Object+"."); ok {
		return within
	}
	if t.spec.SentID != "" {
		return path[strings.LastIndexByte(path, '.')+1:]
	}
	return ""
}

// adopt takes note of what an accepted call made, changed or removed.
func (s *Scenario) adopt(ctx context.Context, b *built, a *answer) error {
	op := b.draft.op.ID
	for _, t := range b.used {
		if op == t.spec.Delete && b.names(t) {
			t.removed = true
		} else if id := t.idWithin(); id != "" && !t.removed && equal(a.at(t.spec.Object+"."+id), gjson.Parse(t.id)) {
			t.see(a)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.block.Resources)) {
		if err := s.adoptNew(ctx, name, b, a); err != nil {
			return err
		}
	}
	return nil
}

// adoptNew takes note of a thing of a kind that a call made: its create operation did, or, of things that can be read, another
// POST whose answer tells an identifier that is not known yet, in the place where the create operation tells it.
func (s *Scenario) adoptNew(ctx context.Context, kind string, b *built, a *answer) error {
	spec := s.block.Resources[kind]
	creates := spec.Create == b.draft.op.ID
	if !creates && (spec.ID == "" || spec.Read == "" || b.draft.op.Method != http.MethodPost) {
		return nil
	}
	id, err := s.identifier(ctx, spec, b, a)
	if err != nil {
		return err
	}
	if id == "" {
		if creates && spec.SentID == "" {
			s.untold[kind] = a
		}
		return nil
	}
	delete(s.untold, kind)
	t := s.known(kind, id)
	if t != nil && !creates {
		return nil
	}
	if t == nil {
		t = s.newThing(kind, id, b, a)
	}
	t.implied = false
	s.place(t, b.draft.forOther())
	return nil
}

// known returns the thing with an identifier, if there is one.
func (s *Scenario) known(resource, id string) *thing {
	for _, t := range s.shelf(resource).all {
		if equal(gjson.Parse(t.id), gjson.Parse(id)) {
			return t
		}
	}
	return nil
}

// names reports whether the request names t in its address or its body as what it is about: by a path parameter, or, where t
// has none, anywhere.
func (b *built) names(t *thing) bool {
	_, inPath := b.path[t.spec.Parameter]
	return t.spec.Parameter == "" || inPath
}
