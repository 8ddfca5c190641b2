package steps

import (
	"context"
	"maps"
	"slices"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/request"
	"github.com/bbconform/bbconform/steps/values"
)

// preparedRequest is a request with the instances that it is about.
type preparedRequest struct {
	*request.Prepared
	used []*instance
}

// operation is the operation that the request calls, with its body in the media type in which it is sent.
func (b *preparedRequest) operation() *specs.Operation { return b.Draft.Operation }

// buildMode says whether the faults of a draft are put into a request.
type buildMode bool

const (
	withoutFaults buildMode = false
	withFaults    buildMode = true
)

func (s *Scenario) newDraft(op *specs.Operation) (*request.Draft, error) {
	return request.New(s.block, op)
}

// build makes a request from a draft, with fresh values. Instances that it refers to are made when there are none yet.
func (s *Scenario) build(ctx context.Context, d *request.Draft, c *bindings, mode buildMode) (*preparedRequest, error) {
	chosen := maps.Clone(c.chosen)
	if chosen == nil {
		chosen = map[string]*instance{}
	}
	for _, kind := range d.Others {
		other, err := s.otherInstance(kind)
		if err != nil {
			return nil, err
		}
		chosen[other.kind] = other
	}
	c = &bindings{s: s, chosen: chosen, doubles: c.doubles, scope: c.scope, onlyExisting: c.onlyExisting}
	e := &expansion{ctx: ctx, s: s, bindings: c, token: s.fresh()}
	prepared, err := d.Prepare(e, e.token, bool(mode))
	if err != nil {
		return nil, err
	}
	return &preparedRequest{Prepared: prepared, used: c.used}, nil
}

// PathParameter is the identifier of the instance that a path parameter names.
func (e *expansion) PathParameter(name string) (any, error) {
	kind := e.s.kindOfParameter(name, e.bindings)
	if kind == "" {
		return nil, nil
	}
	inst, err := e.bindings.instance(e.ctx, kind)
	if err != nil {
		return nil, err
	}
	return values.Decode(inst.id)
}

// Header is the value that the target's configuration gives for a header.
func (e *expansion) Header(name string) (string, bool) {
	given := e.s.env.Headers.Values(name)
	if len(given) == 0 {
		return "", false
	}
	return given[0], true
}

// Principal is the identifier of the person on whose behalf a request is made.
func (e *expansion) Principal(other bool) (any, error) {
	find := e.bindings.instance
	if other {
		find = e.bindings.other
	}
	inst, err := find(e.ctx, e.s.block.Identity.Resource)
	if err != nil {
		return nil, err
	}
	return values.Unquoted(inst.id), nil
}

// kindOfParameter returns the kind of instance whose identifier a path parameter takes, rather one that there is already.
func (s *Scenario) kindOfParameter(parameter string, c *bindings) string {
	var kinds []string
	for kind, spec := range s.block.Resources {
		if spec.Parameter == parameter {
			kinds = append(kinds, kind)
		}
	}
	slices.Sort(kinds)
	for _, kind := range kinds {
		if c.chosen[kind] != nil || s.ofKind(kind).current != nil {
			return kind
		}
	}
	if len(kinds) == 0 {
		return ""
	}
	return kinds[0]
}
