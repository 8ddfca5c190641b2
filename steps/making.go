package steps

import (
	"context"
	"slices"

	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/verdict"
)

func anExistingResource(ctx context.Context, s *Scenario, a language.Args) error {
	name, _, err := s.resource(a.Get("resource"))
	if err != nil {
		return err
	}
	if inst := s.ofKind(name).current; inst != nil && inst.implicit && a.Get("need") == "" {
		inst.implicit = false
		return nil // it was made because something else needed it
	}
	return s.makeNamed(ctx, a, false)
}

func anotherExistingResource(ctx context.Context, s *Scenario, a language.Args) error {
	return s.makeNamed(ctx, a, true)
}

// makeNamed makes an instance that sentences speak of. "It" is the answer of its create operation.
func (s *Scenario) makeNamed(ctx context.Context, a language.Args, other bool) error {
	if err := s.resolveUndeclared(); err != nil {
		return err
	}
	name, _, err := s.resource(a.Get("resource"))
	if err != nil {
		return err
	}
	c := s.bindings()
	if need := a.Get("need"); need != "" {
		inst, err := s.otherInstance(need)
		if err != nil {
			return err
		}
		c = s.bindingsOf(inst)
	}
	return s.makeAndBind(ctx, name, c, other)
}

func (s *Scenario) makeAndBind(ctx context.Context, name string, c *bindings, other bool) error {
	inst, answer, err := s.make(ctx, name, c)
	if err != nil {
		return err
	}
	s.bind(inst, other)
	s.keepSent(answer.prepared, inst)
	s.setIt(answer)
	return nil
}

func severalExistingResources(ctx context.Context, s *Scenario, a language.Args) error {
	if err := s.resolveUndeclared(); err != nil {
		return err
	}
	name, spec, err := s.resource(a.Get("resources"))
	if err != nil {
		return err
	}
	own := ""
	if need := a.Get("need"); need != "" {
		if own, _, err = s.resource(need); err != nil {
			return err
		}
		if !slices.Contains(spec.Needs, own) {
			return verdict.SuiteFaultf("a %s is not made with a %s", name, own)
		}
	}
	n := a.Count()
	if n < 1 || n > 100 {
		return verdict.SuiteFaultf("1 to 100 things can be made at a time, not %d", n)
	}
	current := s.ofKind(name).current
	for range n {
		c := s.bindings()
		if own != "" {
			with, _, err := s.make(ctx, own, s.bindings())
			if err != nil {
				return err
			}
			s.ofKind(own).all = append(s.ofKind(own).all, with)
			if s.ofKind(own).current == nil {
				s.bind(with, false)
			}
			c = s.bindingsOf(with)
		}
		if err := s.makeAndBind(ctx, name, c, false); err != nil {
			return err
		}
		if current == nil {
			current = s.ofKind(name).current
		}
	}
	s.bind(current, false)
	return nil
}
