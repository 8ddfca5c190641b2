package scenario

import (
	"context"
	"slices"

	"github.com/bbconform/bbconform/steps/verdict"
)

// MakeExisting provides an instance of a kind that sentences speak of from now on. "It" is the answer of its create operation, unless
// the instance was made before, because something else needed it. Need, where it is not empty, is a kind of which the instance is made
// with the other one.
func (s *Scenario) MakeExisting(ctx context.Context, kind, need string) error {
	name, _, err := s.subject.kind(kind)
	if err != nil {
		return err
	}
	if inst := s.names.Of(name).Current; inst != nil && inst.implicit && need == "" {
		inst.implicit = false
		return nil
	}
	return s.makeNamed(ctx, name, need, false)
}

// MakeAnother makes one more instance of a kind, which is the other one from now on.
func (s *Scenario) MakeAnother(ctx context.Context, kind, need string) error {
	return s.makeNamed(ctx, kind, need, true)
}

func (s *Scenario) makeNamed(ctx context.Context, kind, need string, other bool) error {
	if err := s.Resolve(); err != nil {
		return err
	}
	var bindings Bindings
	if need != "" {
		inst, err := s.Other(need)
		if err != nil {
			return err
		}
		bindings = about(inst)
	}
	return s.makeAndBind(ctx, kind, bindings, other)
}

func (s *Scenario) makeAndBind(ctx context.Context, kind string, bindings Bindings, other bool) error {
	inst, a, err := s.make(ctx, kind, bindings)
	if err != nil {
		return err
	}
	s.names.bind(inst, other)
	s.History.keepSent(a.Prepared, inst)
	s.setIt(It{Answer: a})
	return nil
}

// MakeSeveral makes several instances of a kind. The first of them is the current one unless there was one before. Own, where it is not
// empty, is a kind of which each is made with an instance of its own.
func (s *Scenario) MakeSeveral(ctx context.Context, kind string, n int, own string) error {
	if err := s.Resolve(); err != nil {
		return err
	}
	name, spec, err := s.subject.kind(kind)
	if err != nil {
		return err
	}
	if own != "" {
		if own, _, err = s.subject.kind(own); err != nil {
			return err
		}
		if !slices.Contains(spec.Needs, own) {
			return verdict.SuiteFaultf("a %s is not made with a %s", name, own)
		}
	}
	if n < 1 || n > 100 {
		return verdict.SuiteFaultf("1 to 100 instances can be made at a time, not %d", n)
	}
	current := s.names.Of(name).Current
	for range n {
		var bindings Bindings
		if own != "" {
			with, err := s.makeOwn(ctx, own)
			if err != nil {
				return err
			}
			bindings = about(with)
		}
		if err := s.makeAndBind(ctx, name, bindings, false); err != nil {
			return err
		}
		if current == nil {
			current = s.names.Of(name).Current
		}
	}
	s.names.bind(current, false)
	return nil
}

// makeOwn makes an instance that something else is made with. It is the current one of its kind only where there is none.
func (s *Scenario) makeOwn(ctx context.Context, kind string) (*Instance, error) {
	inst, _, err := s.make(ctx, kind, Bindings{})
	if err != nil {
		return nil, err
	}
	of := s.names.Of(kind)
	of.add(inst)
	if of.Current == nil {
		of.Current = inst
	}
	return inst, nil
}
