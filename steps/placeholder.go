package steps

import (
	"context"
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// expansion says what the placeholders of one request stand for.
type expansion struct {
	ctx      context.Context
	s        *Scenario
	bindings *bindings
	token    string // what ${unique} stands for, and what ${uuid} and ${number} are made of
}

// expand replaces the placeholders of v.
func (e *expansion) expand(v any) (any, error) {
	return specs.Expand(v, e.Placeholder)
}

// Placeholder is the value of the words between the braces of ${…}.
func (e *expansion) Placeholder(expr string) (any, error) {
	switch expr {
	case "unique":
		return e.token, nil
	case "uuid":
		return e.s.uuid(e.token), nil
	case "number":
		return e.s.number(e.token), nil
	case "scenario":
		return e.s.token("scenario" + e.bindings.scope), nil
	case "today":
		return e.s.env.Clock().UTC().Format("2006-01-02"), nil
	case "now":
		return e.s.env.Clock().UTC().Format("2006-01-02T15:04:05Z"), nil
	}
	if name, ok := strings.CutPrefix(expr, "data."); ok {
		return e.s.datum(name)
	}
	if name, ok := strings.CutPrefix(expr, "remembered."); ok {
		name, path, _ := strings.Cut(name, ":")
		memory, ok := e.s.remembered[name]
		if !ok {
			return nil, verdict.SuiteFaultf("nothing is remembered as %q", name)
		}
		return valueAt(memory.raw, path, "what is remembered as "+name)
	}
	name, path, wantsValue := strings.Cut(expr, ":")
	var inst *instance
	var err error
	if of, ok := strings.CutPrefix(name, "other "); ok {
		inst, err = e.bindings.other(e.ctx, of)
	} else {
		inst, err = e.bindings.instance(e.ctx, name)
	}
	if err != nil {
		return nil, err
	}
	if whole, ok := strings.CutPrefix(path, "/"); ok && inst.source != nil {
		return valueAt(string(inst.source.exchange.Body), whole, "the answer that gave the "+inst.kind)
	}
	if wantsValue {
		object, err := e.s.lastKnown(inst)
		if err != nil {
			return nil, err
		}
		return valueAt(object, path, "the "+inst.kind+" as the target gave it")
	}
	return values.Decode(inst.id)
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

// datum returns a datum of the target, or the default of the building block.
func (s *Scenario) datum(name string) (any, error) {
	if value, ok := s.env.Data[name]; ok {
		return value, nil
	}
	i := slices.IndexFunc(s.block.Data, func(d specs.Datum) bool { return d.Name == name })
	if i < 0 {
		return nil, verdict.SuiteFaultf("building block %s has no datum %q", s.block.Ref(), name)
	}
	return s.block.Data[i].Value, nil
}

// expandText expands the placeholders of a value in a sentence and returns it as text.
func (s *Scenario) expandText(ctx context.Context, text string) (string, error) {
	if !strings.Contains(text, "${") {
		return text, nil
	}
	e := &expansion{ctx: ctx, s: s, bindings: s.bindings(), token: s.fresh()}
	v, err := e.expand(text)
	if err != nil {
		return "", err
	}
	return values.Text(v), nil
}
