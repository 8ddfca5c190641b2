package steps

import (
	"context"
	"maps"
	"slices"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/request"
	"github.com/bbconform/bbconform/steps/values"
)

// control sends the request of a draft without its faults, which must be accepted.
//
// A request that changes something would leave its mark: what was deleted cannot be deleted again, and a refusal would be due
// to that rather than to the fault. Such a control is sent about doubles: everything that the request refers to is made once
// more, and the calls of the preparation are repeated on it. Where a request holds a value of an earlier answer, no double
// would fit it; then the control is about the instances themselves, and what it removed is made again.
func (s *Scenario) control(ctx context.Context, d *request.Draft) error {
	b, err := s.build(ctx, d, s.bindings(), withoutFaults)
	if err != nil {
		return err
	}
	doubled := d.IsChanging() && len(b.used) > 0 && !d.Remembers() && !s.rememberedIn(b.used)
	if doubled {
		if b, err = s.double(ctx, d, b.used); err != nil {
			return asControl(err)
		}
	}
	a, err := s.call(ctx, b, exchange.Control, wantAccepted)
	if err != nil {
		return err
	}
	s.controlled = b
	if err := s.noteControlEffects(ctx, b, a); err != nil || doubled {
		return err
	}
	return s.replaceRemoved(ctx, b)
}

// rememberedIn reports whether something of the preparation of some instances holds a value of an earlier answer.
func (s *Scenario) rememberedIn(instances []*instance) bool {
	for _, b := range s.calls {
		if b.Draft.Remembers() && slices.ContainsFunc(b.used, func(inst *instance) bool { return slices.Contains(instances, inst) }) {
			return true
		}
	}
	return slices.ContainsFunc(instances, func(inst *instance) bool { return inst.draft.Remembers() })
}

// double builds the request of a draft about doubles of the instances that it refers to.
func (s *Scenario) double(ctx context.Context, d *request.Draft, instances []*instance) (*preparedRequest, error) {
	c := &bindings{s: s, doubles: map[*instance]*instance{}, scope: s.fresh()}
	for _, inst := range instances {
		if _, err := c.double(ctx, inst); err != nil {
			return nil, err
		}
	}
	for _, call := range s.calls {
		if !slices.ContainsFunc(call.used, func(inst *instance) bool { return c.doubles[inst] != nil }) {
			continue
		}
		b, err := s.build(ctx, call.Draft, c, withoutFaults)
		if err != nil {
			return nil, err
		}
		a, err := s.call(ctx, b, exchange.Preparing, wantAccepted)
		if err != nil {
			return nil, err
		}
		s.updateAll(b, a)
	}
	return s.build(ctx, d, c, withoutFaults)
}

// double returns the double of an instance, made in the same way from doubles of what it was made with.
func (c *bindings) double(ctx context.Context, inst *instance) (*instance, error) {
	if double := c.doubles[inst]; double != nil {
		return double, nil
	}
	own := &bindings{s: c.s, chosen: inst.madeWith, doubles: c.doubles, scope: c.scope}
	double, _, err := c.s.makeFrom(ctx, inst.kind, inst.draft.Plain(), own)
	if err != nil {
		return nil, err
	}
	c.doubles[inst] = double
	return double, nil
}

// updateAll keeps what an answer gives of the instances that the request was about.
func (s *Scenario) updateAll(b *preparedRequest, a *answer) {
	for _, inst := range b.used {
		if id := inst.idWithin(); id != "" && values.Equal(a.at(inst.spec.Object+"."+id), gjson.Parse(inst.id)) {
			inst.update(a)
		}
	}
}

// noteControlEffects takes note of what a control made or removed. No sentence ever speaks of it.
func (s *Scenario) noteControlEffects(ctx context.Context, b *preparedRequest, a *answer) error {
	op := b.operation().ID
	for _, inst := range b.used {
		if op == inst.spec.Delete && b.isAbout(inst) {
			inst.removed = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.block.Resources)) {
		spec := s.block.Resources[name]
		if spec.Create != op {
			continue
		}
		id, err := s.identifier(ctx, spec, b, a)
		if err != nil {
			return err
		}
		if id != "" && s.known(name, id) == nil {
			s.newInstance(name, id, b, a)
		}
	}
	return nil
}

// replaceRemoved makes again what a control about the instances themselves removed.
func (s *Scenario) replaceRemoved(ctx context.Context, b *preparedRequest) error {
	for _, inst := range b.used {
		if b.operation().ID != inst.spec.Delete || !b.isAbout(inst) {
			continue
		}
		fresh, _, err := s.makeFrom(ctx, inst.kind, inst.draft.Plain(), &bindings{s: s, chosen: inst.madeWith})
		if err != nil {
			return asControl(err)
		}
		s.bind(fresh, s.ofKind(inst.kind).other == inst)
		of := s.ofKind(inst.kind)
		of.all = slices.DeleteFunc(of.all, func(old *instance) bool { return old == inst })
	}
	return nil
}
