package scenario

import (
	"context"
	"slices"

	"github.com/bbconform/bbconform/steps/verdict"
)

// binding is the bindings of one request while it is being prepared, and the instances that it turns out to be about.
type binding struct {
	Bindings
	p    *Provisioner
	used []*Instance
}

// instance returns the instance of a kind, and makes one where there is none yet.
func (b *binding) instance(ctx context.Context, kind string) (*Instance, error) {
	name, _, err := b.p.subject.kind(kind)
	if err != nil {
		return nil, err
	}
	inst := b.chosen[name]
	if inst == nil {
		inst = b.p.names.Of(name).Current
	}
	if inst == nil {
		if inst, err = b.make(ctx, name); err != nil {
			return nil, err
		}
	}
	return b.use(ctx, inst)
}

// make makes an instance that nobody has asked for, as something needs it.
func (b *binding) make(ctx context.Context, kind string) (*Instance, error) {
	if err := b.p.registrar.whyMissing(kind); err != nil {
		return nil, err
	}
	if b.onlyExisting {
		return nil, verdict.SuiteFaultf("there is no %s", kind)
	}
	made, _, err := b.p.make(ctx, kind, Bindings{chosen: b.chosen})
	if err != nil {
		return nil, err
	}
	made.implicit = true
	b.p.names.bind(made, false)
	return made, nil
}

// other returns the other instance of a kind.
func (b *binding) other(ctx context.Context, kind string) (*Instance, error) {
	inst, err := b.p.Other(kind)
	if err != nil {
		return nil, err
	}
	return b.use(ctx, inst)
}

func (b *binding) use(ctx context.Context, inst *Instance) (*Instance, error) {
	if b.doubles != nil {
		double, err := b.p.double(ctx, inst, b.Bindings)
		if err != nil {
			return nil, err
		}
		inst = double
	}
	if !slices.Contains(b.used, inst) {
		b.used = append(b.used, inst)
	}
	return inst, nil
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
