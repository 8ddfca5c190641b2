package scenario

import (
	"context"
	"slices"

	"github.com/bbconform/bbconform/steps/verdict"
)

// MakeExisting provides an instance of a kind that sentences speak of from now on. "It" is the answer of its create operation, unless
// the instance was made before, because something else needed it. Need, where it is not empty, is a kind of which the instance is made
// with the other one.
func (p *Provisioner) MakeExisting(ctx context.Context, kind, need string) error {
	name, _, err := p.subject.kind(kind)
	if err != nil {
		return err
	}
	if inst := p.names.Of(name).Current; inst != nil && inst.implicit && need == "" {
		inst.implicit = false
		return nil
	}
	return p.makeNamed(ctx, name, need, false)
}

// MakeAnother makes one more instance of a kind, which is the other one from now on.
func (p *Provisioner) MakeAnother(ctx context.Context, kind, need string) error {
	return p.makeNamed(ctx, kind, need, true)
}

func (p *Provisioner) makeNamed(ctx context.Context, kind, need string, other bool) error {
	if err := p.it.Resolve(); err != nil {
		return err
	}
	var bindings Bindings
	if need != "" {
		inst, err := p.Other(need)
		if err != nil {
			return err
		}
		bindings = about(inst)
	}
	return p.makeAndBind(ctx, kind, bindings, other)
}

func (p *Provisioner) makeAndBind(ctx context.Context, kind string, bindings Bindings, other bool) error {
	inst, a, err := p.make(ctx, kind, bindings)
	if err != nil {
		return err
	}
	p.names.bind(inst, other)
	p.registrar.history.keepSent(a.Prepared, inst)
	p.it.set(spoken{Answer: a})
	return nil
}

// MakeSeveral makes several instances of a kind. The first of them is the current one unless there was one before. Own, where it is not
// empty, is a kind of which each is made with an instance of its own.
func (p *Provisioner) MakeSeveral(ctx context.Context, kind string, n int, own string) error {
	if err := p.it.Resolve(); err != nil {
		return err
	}
	name, spec, err := p.subject.kind(kind)
	if err != nil {
		return err
	}
	if own != "" {
		if own, _, err = p.subject.kind(own); err != nil {
			return err
		}
		if !slices.Contains(spec.Needs, own) {
			return verdict.SuiteFaultf("a %s is not made with a %s", name, own)
		}
	}
	if n < 1 || n > 100 {
		return verdict.SuiteFaultf("1 to 100 instances can be made at a time, not %d", n)
	}
	current := p.names.Of(name).Current
	for range n {
		var bindings Bindings
		if own != "" {
			with, err := p.makeOwn(ctx, own)
			if err != nil {
				return err
			}
			bindings = about(with)
		}
		if err := p.makeAndBind(ctx, name, bindings, false); err != nil {
			return err
		}
		if current == nil {
			current = p.names.Of(name).Current
		}
	}
	p.names.bind(current, false)
	return nil
}

// makeOwn makes an instance that something else is made with. It is the current one of its kind only where there is none.
func (p *Provisioner) makeOwn(ctx context.Context, kind string) (*Instance, error) {
	inst, _, err := p.make(ctx, kind, Bindings{})
	if err != nil {
		return nil, err
	}
	of := p.names.Of(kind)
	of.add(inst)
	if of.Current == nil {
		of.Current = inst
	}
	return inst, nil
}
