package steps

import (
	"context"
	"maps"
	"net/http"
	"regexp"
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

// cast says which thing of each kind a request is about.
type cast struct {
	s       *Scenario
	chosen  map[string]*thing // these rather than the current ones
	doubles map[*thing]*thing // not nil: in place of the things themselves, doubles of them that only a control touches
	world   string            // goes into ${scenario}, so that doubles share nothing with the things themselves
	frozen  bool              // nothing may be made
	used    []*thing          // by the request
}

func (s *Scenario) cast() *cast { return &cast{s: s} }

// castWith is the cast for a request about t: with what t was made with.
func (s *Scenario) castWith(t *thing) *cast {
	chosen := maps.Clone(t.with)
	if chosen == nil {
		chosen = map[string]*thing{}
	}
	chosen[t.resource] = t
	return &cast{s: s, chosen: chosen}
}

// thing returns the thing of a kind, and makes one where there is none yet.
func (c *cast) thing(ctx context.Context, resource string) (*thing, error) {
	name, _, err := c.s.resource(resource)
	if err != nil {
		return nil, err
	}
	t := c.chosen[name]
	if t == nil {
		t = c.s.shelf(name).current
	}
	if t == nil {
		if err := c.s.untoldThing(name); err != nil {
			return nil, err
		}
		if c.frozen {
			return nil, suiteFault("there is no %s", name)
		}
		made, _, err := c.s.make(ctx, name, &cast{s: c.s, chosen: c.chosen})
		if err != nil {
			return nil, err
		}
		made.implied = true
		c.s.place(made, false)
		t = made
	}
	return c.use(ctx, t)
}

// other returns the other thing of a kind.
func (c *cast) other(ctx context.Context, resource string) (*thing, error) {
	t, err := c.s.otherThing(resource)
	if err != nil {
		return nil, err
	}
	return c.use(ctx, t)
}

func (c *cast) use(ctx context.Context, t *thing) (*thing, error) {
	if c.doubles != nil {
		double, err := c.double(ctx, t)
		if err != nil {
			return nil, err
		}
		t = double
	}
	if !slices.Contains(c.used, t) {
		c.used = append(c.used, t)
	}
	return t, nil
}

func (s *Scenario) otherThing(resource string) (*thing, error) {
	name, _, err := s.resource(resource)
	if err != nil {
		return nil, err
	}
	if t := s.shelf(name).another; t != nil {
		return t, nil
	}
	if err := s.untoldThing(name); err != nil {
		return nil, err
	}
	return nil, suiteFault("there is no other %s: a sentence such as \"another existing %s\" must come first", name, name)
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
	return s.expect(a, Check{What: joined(spec.ID, "the identifier of the new "+kind), Expected: "an identifier", Actual: shown(a.at(spec.ID))},
		specs.Finding{Code: "missing-field", Operation: a.operation(), Place: spec.ID, Message: "the answer does not tell the identifier of the new " + kind})
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
	if id == "" {
		return nil, nil, s.blame(Preparing, a.exchange.Number, specs.Finding{
			Code: "missing-field", Operation: d.op.ID, Place: spec.ID, Expected: "the identifier of the new " + resource, Actual: "none",
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
		t.object = object.Raw
	}
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

// identifier returns the JSON of the identifier of what b made, or nothing when it is not told.
func (s *Scenario) identifier(ctx context.Context, spec specs.Resource, b *built, a *answer) (string, error) {
	var id gjson.Result
	switch {
	case spec.SentID != "":
		id = gjson.GetBytes(b.tree, spec.SentID)
	case spec.ID != "":
		id = a.at(spec.ID)
	case spec.Found != "":
		var err error
		if id, err = s.found(ctx, spec, b); err != nil {
			return "", err
		}
	}
	if id.Type == gjson.String && id.Str != "" || id.Type == gjson.Number {
		return id.Raw, nil
	}
	return "", nil
}

// found looks the identifier up in the list of its kind, where the create operation does not tell it. Of several numbers the
// greatest is the newest, of other values the last.
func (s *Scenario) found(ctx context.Context, spec specs.Resource, b *built) (gjson.Result, error) {
	op, err := s.operation(spec.List)
	if err != nil {
		return gjson.Result{}, err
	}
	d, err := s.newDraft(op)
	if err != nil {
		return gjson.Result{}, err
	}
	list, err := s.build(ctx, d, &cast{s: s, frozen: true}, sound)
	if err != nil {
		return gjson.Result{}, err
	}
	x, err := s.send(ctx, list, Preparing)
	if err != nil || x.Err != nil || x.Status/100 != 2 || !isJSON(x.Body) {
		return gjson.Result{}, err // whoever needs the identifier says that it is not told
	}
	ids := gjson.GetBytes(x.Body, withSent(spec.Found, b.tree))
	if !ids.IsArray() {
		return ids, nil
	}
	var newest gjson.Result
	for _, id := range ids.Array() {
		if newest.Type != gjson.Number || id.Type != gjson.Number || id.Num >= newest.Num {
			newest = id
		}
	}
	return newest, nil
}

// withSent replaces ${sent.PATH} in a path by the JSON of what was sent there.
func withSent(path string, sent []byte) string {
	return sentValue.ReplaceAllStringFunc(path, func(match string) string {
		if value := gjson.GetBytes(sent, match[len("${sent."):len(match)-1]); value.Exists() {
			return value.Raw
		}
		return "null"
	})
}

var sentValue = regexp.MustCompile(`\$\{sent\.[^}]+\}`)

// sentObject returns the path of the thing in the body of its create operation.
func (t *thing) sentObject() string {
	if i := strings.LastIndexByte(t.spec.SentID, '.'); i > 0 {
		return t.spec.SentID[:i]
	}
	return t.spec.Object
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

// adoptNew takes note of a thing of a kind that a call made: its create operation did, or another POST whose answer tells an
// identifier that is not known yet, in the place where the create operation tells it.
func (s *Scenario) adoptNew(ctx context.Context, kind string, b *built, a *answer) error {
	spec := s.block.Resources[kind]
	creates := spec.Create == b.draft.op.ID
	if !creates && (spec.ID == "" || b.draft.op.Method != http.MethodPost) {
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

// Cleanup removes what the scenario made, the newest first, where the building block has an operation for it. What cannot be
// removed is a note and changes no verdict.
func (s *Scenario) Cleanup(ctx context.Context) StepRecord {
	s.record = StepRecord{}
	for _, t := range slices.Backward(s.made) {
		if t.removed || t.spec.Delete == "" {
			continue
		}
		if err := s.remove(ctx, t); err != nil {
			s.record.Notes = append(s.record.Notes, "the "+t.resource+" "+plainText(unquoted(t.id))+" was not removed: "+err.Error())
		}
		if ctx.Err() != nil {
			break
		}
	}
	s.made = nil
	return s.EndStep()
}

func (s *Scenario) remove(ctx context.Context, t *thing) error {
	op, err := s.operation(t.spec.Delete)
	if err != nil {
		return err
	}
	d, err := s.newDraft(op)
	if err != nil {
		return err
	}
	c := s.castWith(t)
	c.frozen = true
	b, err := s.build(ctx, d, c, sound)
	if err != nil {
		return err
	}
	x, err := s.send(ctx, b, Cleaning)
	switch {
	case err != nil:
		return err
	case x.Err != nil:
		return x.Err
	case x.Status/100 != 2 && x.Status != 404 && x.Status != 410:
		return inconclusive("%s answered %d", op.ID, x.Status)
	}
	return nil
}
