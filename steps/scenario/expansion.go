package scenario

import (
	"context"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// expansion says what the placeholders of one request stand for. It is the source of that request.
type expansion struct {
	ctx     context.Context
	binding *binding
	token   string // what ${unique} stands for, and what ${uuid} and ${number} are made of
}

// Placeholder is the value of the words between the braces of ${…}.
func (e *expansion) Placeholder(words string) (any, error) {
	p := e.binding.p
	switch words {
	case "unique":
		return e.token, nil
	case "uuid":
		return p.fresh.uuid(e.token), nil
	case "number":
		return p.fresh.number(e.token), nil
	case "scenario":
		return p.fresh.tokenOf("scenario" + e.binding.scope), nil
	case "today":
		return p.clock().UTC().Format("2006-01-02"), nil
	case "now":
		return p.clock().UTC().Format("2006-01-02T15:04:05Z"), nil
	}
	if name, ok := strings.CutPrefix(words, "data."); ok {
		return p.subject.datum(name, p.data)
	}
	if name, ok := strings.CutPrefix(words, "remembered."); ok {
		name, path, _ := strings.Cut(name, ":")
		raw, err := p.memory.Recall(name)
		if err != nil {
			return nil, err
		}
		return valueAt(raw, path, "what is remembered as "+name)
	}
	return e.ofInstance(words)
}

// ofInstance is the identifier of an instance, a value of it, or a value of the whole answer that gave it.
func (e *expansion) ofInstance(words string) (any, error) {
	name, path, wantsValue := strings.Cut(words, ":")
	find := e.binding.instance
	if of, ok := strings.CutPrefix(name, "other "); ok {
		name, find = of, e.binding.other
	}
	inst, err := find(e.ctx, name)
	if err != nil {
		return nil, err
	}
	if whole, ok := strings.CutPrefix(path, "/"); ok && inst.source != nil {
		return valueAt(string(inst.source.Exchange.Body), whole, "the answer that gave the "+inst.Kind)
	}
	if wantsValue {
		object, err := e.binding.p.LastKnown(inst)
		if err != nil {
			return nil, err
		}
		return valueAt(object, path, "the "+inst.Kind+" as the target gave it")
	}
	return values.Decode(inst.ID)
}

// valueAt reads a value of a JSON text; the empty path is the whole of it.
func valueAt(raw, path, what string) (any, error) {
	if path == "" {
		path = "@this"
	}
	value := gjson.Get(raw, path)
	if !value.Exists() {
		return nil, verdict.Inconclusivef("%s has no %q, which a request of the scenario needs", what, path)
	}
	return values.Decode(value.Raw)
}

// PathParameter is the identifier of the instance that a path parameter names.
func (e *expansion) PathParameter(name string) (any, error) {
	kind := e.binding.kindOfParameter(name)
	if kind == "" {
		return nil, nil
	}
	inst, err := e.binding.instance(e.ctx, kind)
	if err != nil {
		return nil, err
	}
	return values.Decode(inst.ID)
}

// kindOfParameter returns the kind of instance whose identifier a path parameter takes, rather one that there is already.
func (b *binding) kindOfParameter(parameter string) string {
	var kinds []string
	for kind, spec := range b.p.subject.block.Resources {
		if spec.Parameter == parameter {
			kinds = append(kinds, kind)
		}
	}
	slices.Sort(kinds)
	for _, kind := range kinds {
		if b.chosen[kind] != nil || b.p.names.Of(kind).Current != nil {
			return kind
		}
	}
	if len(kinds) == 0 {
		return ""
	}
	return kinds[0]
}

// Header is the value that the target's configuration gives for a header of a caller.
func (e *expansion) Header(as exchange.Principal, name string) (string, bool) {
	given := e.binding.p.callers(as).Headers.Values(name)
	if len(given) == 0 {
		return "", false
	}
	return given[0], true
}

// Person is the identifier of the person on whose behalf a request is made.
func (e *expansion) Person(other bool) (any, error) {
	find := e.binding.instance
	if other {
		find = e.binding.other
	}
	inst, err := find(e.ctx, e.binding.p.subject.block.Identity.Resource)
	if err != nil {
		return nil, err
	}
	return values.Unquoted(inst.ID), nil
}

// Expand replaces the placeholders of a value in a sentence and returns it as text.
func (p *Provisioner) Expand(ctx context.Context, text string) (string, error) {
	if !strings.Contains(text, "${") {
		return text, nil
	}
	e := &expansion{ctx: ctx, binding: &binding{p: p}, token: p.fresh.token()}
	v, err := specs.Expand(text, e.Placeholder)
	if err != nil {
		return "", err
	}
	return values.Text(v), nil
}

// LastKnown returns an instance as the target gave it last. A check of the answer that did so is held against what was given before
// it: an answer that is compared with itself is always right.
func (p *Provisioner) LastKnown(inst *Instance) (string, error) {
	if p.caller.record.phase != language.Outcome || p.it.Answer == nil || inst.source != p.it.Answer {
		return inst.known, nil
	}
	if inst.previous == "" {
		return "", verdict.SuiteFaultf("the answer would be compared with itself: nothing but it has told yet what the %s is", inst.Kind)
	}
	return inst.previous, nil
}
