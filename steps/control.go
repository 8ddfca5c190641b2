package steps

import (
	"context"
	"maps"
	"slices"
)

// control sends the request of a draft without its faults, which must be accepted.
//
// A request that changes something would leave its mark: what was deleted cannot be deleted again, and a refusal would be due
// to that rather than to the fault. Such a control is sent about doubles: everything that the request refers to is made once
// more, and the calls of the preparation are repeated on it. Where a request holds a value of an earlier answer, no double
// would fit it; then the control is about the things themselves, and what it removed is made again.
func (s *Scenario) control(ctx context.Context, d *draft) error {
	b, err := s.build(ctx, d, s.cast(), sound)
	if err != nil {
		return err
	}
	doubled := d.changing() && len(b.used) > 0 && !d.remembers() && !s.rememberedIn(b.used)
	if doubled {
		if b, err = s.double(ctx, d, b.used); err != nil {
			return asControl(err)
		}
	}
	a, err := s.call(ctx, b, Control, wantAccepted)
	if err != nil {
		return err
	}
	s.controlled = b
	if err := s.keepForCleanup(ctx, b, a); err != nil || doubled {
		return err
	}
	return s.replaceRemoved(ctx, b)
}

// rememberedIn reports whether something of the preparation of the things holds a value of an earlier answer.
func (s *Scenario) rememberedIn(things []*thing) bool {
	for _, b := range s.calls {
		if b.draft.remembers() && slices.ContainsFunc(b.used, func(t *thing) bool { return slices.Contains(things, t) }) {
			return true
		}
	}
	return slices.ContainsFunc(things, func(t *thing) bool { return t.draft.remembers() })
}

// double builds the request of a draft about doubles of the things that it refers to.
func (s *Scenario) double(ctx context.Context, d *draft, things []*thing) (*built, error) {
	c := &cast{s: s, doubles: map[*thing]*thing{}, world: s.fresh()}
	for _, t := range things {
		if _, err := c.double(ctx, t); err != nil {
			return nil, err
		}
	}
	for _, call := range s.calls {
		if !slices.ContainsFunc(call.used, func(t *thing) bool { return c.doubles[t] != nil }) {
			continue
		}
		b, err := s.build(ctx, call.draft, c, sound)
		if err != nil {
			return nil, err
		}
		a, err := s.call(ctx, b, Preparing, wantAccepted)
		if err != nil {
			return nil, err
		}
		s.seeAll(b, a)
	}
	return s.build(ctx, d, c, sound)
}

// double returns the double of a thing, made in the same way from doubles of what it was made with.
func (c *cast) double(ctx context.Context, t *thing) (*thing, error) {
	if double := c.doubles[t]; double != nil {
		return double, nil
	}
	own := &cast{s: c.s, chosen: t.with, doubles: c.doubles, world: c.world}
	double, _, err := c.s.makeFrom(ctx, t.resource, t.draft.plain(), own)
	if err != nil {
		return nil, err
	}
	c.doubles[t] = double
	return double, nil
}

// plain is the draft with its own changes, about whatever it is told to be about.
func (d *draft) plain() *draft {
	p := *d
	p.others, p.behalf, p.faults = nil, behalfCurrent, nil
	return &p
}

// seeAll keeps what an answer gives of the things that the request was about.
func (s *Scenario) seeAll(b *built, a *answer) {
	for _, t := range b.used {
		if id := t.idWithin(); id != "" && equal(a.at(t.spec.Object+"."+id), parsed(t.id)) {
			t.see(a)
		}
	}
}

// keepForCleanup takes note of what a control made or removed. No sentence ever speaks of it.
func (s *Scenario) keepForCleanup(ctx context.Context, b *built, a *answer) error {
	op := b.draft.op.ID
	for _, t := range b.used {
		if op == t.spec.Delete && b.names(t) {
			t.removed = true
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
			s.newThing(name, id, b, a)
		}
	}
	return nil
}

// replaceRemoved makes again what a control about the things themselves removed.
func (s *Scenario) replaceRemoved(ctx context.Context, b *built) error {
	for _, t := range b.used {
		if b.draft.op.ID != t.spec.Delete || !b.names(t) {
			continue
		}
		fresh, _, err := s.makeFrom(ctx, t.resource, t.draft.plain(), &cast{s: s, chosen: t.with})
		if err != nil {
			return asControl(err)
		}
		s.place(fresh, s.shelf(t.resource).another == t)
		shelf := s.shelf(t.resource)
		shelf.all = slices.DeleteFunc(shelf.all, func(old *thing) bool { return old == t })
	}
	return nil
}
