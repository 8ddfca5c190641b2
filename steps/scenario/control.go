package scenario

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/request"
	"github.com/bbconform/bbconform/steps/verdict"
)

// control sends the request of a draft without its faults, which must be accepted.
//
// A request that changes something would leave its mark: what was deleted cannot be deleted again, and a refusal would be due
// to that rather than to the fault. Such a control is sent about doubles: everything that the request refers to is made once
// more, and the calls of the preparation are repeated on it. Where a request holds a value of an earlier answer, no double
// would fit it; then the control is about the instances themselves, and what it removed is made again.
func (p *Provisioner) control(ctx context.Context, d *request.Draft) (*Prepared, error) {
	b, err := p.prepare(ctx, d, Bindings{}, false)
	if err != nil {
		return nil, err
	}
	doubled := d.IsChanging() && len(b.used) > 0 && !d.Remembers() && !p.rememberedIn(b.used)
	if doubled {
		if b, err = p.aboutDoubles(ctx, d, b.used); err != nil {
			return nil, asControl(err)
		}
	}
	a, err := p.caller.call(ctx, b, exchange.Control, WantAccepted)
	if err != nil {
		return nil, err
	}
	if err := p.noteControlled(ctx, b, a); err != nil || doubled {
		return b, err
	}
	return b, p.replaceRemoved(ctx, b)
}

// rememberedIn reports whether something of the preparation of some instances holds a value of an earlier answer.
func (p *Provisioner) rememberedIn(instances []*Instance) bool {
	for _, b := range p.history.prepared {
		if b.Draft.Remembers() && slices.ContainsFunc(b.used, func(inst *Instance) bool { return slices.Contains(instances, inst) }) {
			return true
		}
	}
	return slices.ContainsFunc(instances, func(inst *Instance) bool { return inst.draft.Remembers() })
}

// aboutDoubles prepares the request of a draft about doubles of the instances that it refers to.
func (p *Provisioner) aboutDoubles(ctx context.Context, d *request.Draft, instances []*Instance) (*Prepared, error) {
	bindings := Bindings{doubles: map[*Instance]*Instance{}, scope: p.fresh.token()}
	for _, inst := range instances {
		if _, err := p.double(ctx, inst, bindings); err != nil {
			return nil, err
		}
	}
	for _, call := range p.history.prepared {
		if !slices.ContainsFunc(call.used, func(inst *Instance) bool { return bindings.doubles[inst] != nil }) {
			continue
		}
		b, err := p.prepare(ctx, call.Draft, bindings, false)
		if err != nil {
			return nil, err
		}
		a, err := p.caller.call(ctx, b, exchange.Preparing, WantAccepted)
		if err != nil {
			return nil, err
		}
		for _, inst := range b.used {
			if inst.isIn(a) {
				inst.update(a)
			}
		}
	}
	return p.prepare(ctx, d, bindings, false)
}

// double returns the double of an instance, made in the same way from doubles of what it was made with.
func (p *Provisioner) double(ctx context.Context, inst *Instance, bindings Bindings) (*Instance, error) {
	if double := bindings.doubles[inst]; double != nil {
		return double, nil
	}
	bindings.chosen = inst.madeWith
	double, _, err := p.makeFrom(ctx, inst.Kind, inst.draft.Plain(), bindings)
	if err != nil {
		return nil, err
	}
	bindings.doubles[inst] = double
	return double, nil
}

// noteControlled takes note of what a control made or removed. No sentence ever speaks of it.
func (p *Provisioner) noteControlled(ctx context.Context, b *Prepared, a *Answer) error {
	p.noteRemoved(b)
	for _, kind := range p.kinds() {
		spec := p.subject.block.Resources[kind]
		if spec.Create != a.Operation() {
			continue
		}
		id, err := p.identifier(ctx, spec, b, a)
		if err != nil {
			return err
		}
		if id != "" && p.names.known(kind, id) == nil {
			p.newInstance(kind, id, b, a)
		}
	}
	return nil
}

// replaceRemoved makes again what a control about the instances themselves removed.
func (p *Provisioner) replaceRemoved(ctx context.Context, b *Prepared) error {
	for _, inst := range b.used {
		if !b.removes(inst) {
			continue
		}
		fresh, _, err := p.makeFrom(ctx, inst.Kind, inst.draft.Plain(), Bindings{chosen: inst.madeWith})
		if err != nil {
			return asControl(err)
		}
		p.names.replace(inst, fresh)
	}
	return nil
}

// asControl makes an error of the preparation of a control say so.
func asControl(err error) error {
	var in *verdict.Inconclusive
	if errors.As(err, &in) && !strings.HasPrefix(in.Reason, "nothing can be said") {
		return verdict.Inconclusivef("nothing can be said about the refusal, as its control could not be prepared: %s", in.Reason)
	}
	return err
}
