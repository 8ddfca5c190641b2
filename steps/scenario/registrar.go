package scenario

import (
	"context"
	"net/http"
	"regexp"
	"slices"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// registrar takes note of what calls made, changed and removed. It knows the instances by their identifiers, which an answer tells, or a
// list in which they are looked up.
type registrar struct {
	subject *subject
	names   *Namespace
	history *History
	caller  *caller
	claims  *Claims                                                                           // of all scenarios; nil: nothing is known of others
	request func(ctx context.Context, operation string, bindings Bindings) (*Prepared, error) // prepares the valid request of an operation

	unidentified  map[string]*Answer // answers that should have told the identifier of a new instance, by its kind
	failedLookups map[string]*Answer // refusals of lists in which the identifier of a new instance was looked up, by their operation
}

// noteEffects takes note of what an accepted call made, changed or removed, and of what was sent. Later sentences may ask about it.
func (r *registrar) noteEffects(ctx context.Context, b *Prepared, a *Answer) error {
	if b.Faulty {
		return nil
	}
	if !a.Accepted() {
		for kind, spec := range r.subject.block.Resources {
			if spec.Create == a.Operation() {
				r.unidentified[kind] = a
			}
		}
		return nil
	}
	before := len(r.names.made)
	r.noteRemoved(b)
	for _, inst := range b.used {
		if !inst.Removed && inst.isIn(a) {
			inst.update(a)
		}
	}
	for _, kind := range r.subject.kinds() {
		if err := r.noteCreated(ctx, kind, b, a); err != nil {
			return err
		}
	}
	if b.Draft.IsChanging() && len(r.names.made) == before {
		r.history.prepared = append(r.history.prepared, b)
	}
	r.history.keepSent(b, r.names.made[before:]...)
	return nil
}

// noteRemoved takes note of what a request removed.
func (r *registrar) noteRemoved(b *Prepared) {
	for _, inst := range b.used {
		if b.removes(inst) {
			inst.Removed = true
		}
	}
}

// removes reports whether a request is the one that removes an instance.
func (b *Prepared) removes(inst *Instance) bool {
	return b.Operation().ID == inst.Spec.Delete && b.isAbout(inst)
}

// noteCreated takes note of an instance of a kind that a call made: its create operation did, or, of instances that can be read, another
// POST whose answer tells an identifier that is not known yet, at the location where the create operation tells it.
func (r *registrar) noteCreated(ctx context.Context, kind string, b *Prepared, a *Answer) error {
	spec := r.subject.block.Resources[kind]
	creates := spec.Create == a.Operation()
	if !creates && (spec.ID == "" || spec.Read == "" || b.Operation().Method != http.MethodPost) {
		return nil
	}
	id, err := r.identifier(ctx, spec, b, a)
	if err != nil {
		return err
	}
	if id == "" {
		if creates && spec.SentID == "" {
			r.unidentified[kind] = a
		}
		return nil
	}
	delete(r.unidentified, kind)
	inst := r.names.known(kind, id)
	if inst != nil && !creates {
		return nil
	}
	if inst == nil {
		inst = r.newInstance(kind, id, b, a)
	}
	inst.implicit = false
	r.names.bind(inst, b.Draft.IsAboutOther())
	return nil
}

// newInstance notes what a request made.
func (r *registrar) newInstance(kind, id string, b *Prepared, a *Answer) *Instance {
	inst := &Instance{Kind: kind, Spec: r.subject.block.Resources[kind], ID: id, madeWith: map[string]*Instance{}, draft: b.Draft}
	for _, used := range b.used {
		inst.madeWith[used.Kind] = used
	}
	for _, used := range b.used { // what those were made with, unless it was used itself
		for kind, with := range used.madeWith {
			if inst.madeWith[kind] == nil {
				inst.madeWith[kind] = with
			}
		}
	}
	inst.update(a)
	r.names.made = append(r.names.made, inst)
	r.claims.make(r.names, inst.Spec.Create, gjson.Parse(id))
	return inst
}

// whyMissing fails when an instance of a kind should have been made, but was not, or the answer did not tell its identifier.
func (r *registrar) whyMissing(kind string) error {
	a := r.unidentified[kind]
	judge := r.caller.judge
	switch {
	case a == nil:
		return nil
	case !a.Accepted() && a.eitherWay:
		return verdict.Inconclusivef("there is no %s, as the attempt to make it was refused", kind)
	case !a.Accepted():
		return judge.MustBeAccepted(a)
	}
	spec := r.subject.block.Resources[kind]
	if list := r.failedLookups[spec.List]; list != nil {
		return judge.mustBeAccepted(list, a.Purpose())
	}
	return judge.Expect(a, Check{What: values.Join(spec.ID, "the identifier of the new "+kind), Expected: "an identifier", Actual: values.Shown(a.At(spec.ID))},
		specs.Finding{Code: "missing-field", Operation: a.Operation(), Location: spec.ID, Message: "the answer does not tell the identifier of the new " + kind})
}

// identifier returns the JSON of the identifier of what b made, or nothing when it is not told.
func (r *registrar) identifier(ctx context.Context, spec specs.Resource, b *Prepared, a *Answer) (string, error) {
	var id gjson.Result
	switch {
	case spec.SentID != "":
		id = gjson.GetBytes(b.Body, spec.SentID)
	case spec.ID != "":
		id = a.At(spec.ID)
	case spec.Found != "":
		var err error
		if id, err = r.lookUpIdentifier(ctx, spec, b); err != nil {
			return "", err
		}
	}
	if id.Type == gjson.String && id.Str != "" || id.Type == gjson.Number {
		return id.Raw, nil
	}
	return "", nil
}

// lookUpIdentifier looks an identifier up in the list of its kind, where the create operation does not tell it. Of several it is one that
// the scenario has not met yet; of several of these the greatest number is the newest, of other values the last.
func (r *registrar) lookUpIdentifier(ctx context.Context, spec specs.Resource, b *Prepared) (gjson.Result, error) {
	list, err := r.request(ctx, spec.List, Bindings{onlyExisting: true, as: b.Draft.As()})
	if err != nil {
		return gjson.Result{}, err
	}
	x, err := r.caller.send(ctx, list, exchange.Observing)
	if err != nil {
		return gjson.Result{}, err
	}
	r.caller.judge.noteContract(list, x)
	a := newAnswer(list, x)
	if x.Err != nil || !a.Accepted() || !a.json {
		if x.Err == nil && !a.Accepted() {
			r.caller.judge.noteCaller(a)
			r.failedLookups[spec.List] = a
		}
		return gjson.Result{}, nil // whoever needs the identifier says that it is not told
	}
	delete(r.failedLookups, spec.List)
	ids := a.At(withSent(spec.Found, b.Body))
	if !ids.IsArray() {
		return ids, nil
	}
	found := ids.Array()
	met := func(id gjson.Result) bool { return r.names.isMade(spec.Create, id) }
	if unmet := slices.DeleteFunc(slices.Clone(found), met); len(unmet) > 0 {
		found = unmet
	}
	var newest gjson.Result
	for _, id := range found {
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
