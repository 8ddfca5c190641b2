package steps

import (
	"context"
	"slices"
)

func anExistingResource(ctx context.Context, s *Scenario, a Args) error {
	name, _, err := s.resource(a.Get("resource"))
	if err != nil {
		return err
	}
	if t := s.shelf(name).current; t != nil && t.implied && a.Get("need") == "" {
		t.implied = false
		return nil // it was made because something else needed it
	}
	return s.makeNamed(ctx, a, false)
}

func anotherExistingResource(ctx context.Context, s *Scenario, a Args) error {
	return s.makeNamed(ctx, a, true)
}

// makeNamed makes a thing that sentences speak of. "It" is the answer of its create operation.
func (s *Scenario) makeNamed(ctx context.Context, a Args, other bool) error {
	if err := s.settle(); err != nil {
		return err
	}
	name, _, err := s.resource(a.Get("resource"))
	if err != nil {
		return err
	}
	c := s.cast()
	if need := a.Get("need"); need != "" {
		t, err := s.otherThing(need)
		if err != nil {
			return err
		}
		c = s.castWith(t)
	}
	return s.makeAndPlace(ctx, name, c, other)
}

func (s *Scenario) makeAndPlace(ctx context.Context, name string, c *cast, other bool) error {
	t, answer, err := s.make(ctx, name, c)
	if err != nil {
		return err
	}
	s.place(t, other)
	s.keepSent(answer.built, t)
	s.last, s.batch, s.pages = answer, nil, nil
	return nil
}

func severalExistingResources(ctx context.Context, s *Scenario, a Args) error {
	if err := s.settle(); err != nil {
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
			return suiteFault("a %s is not made with a %s", name, own)
		}
	}
	n := a.count()
	if n < 1 || n > 100 {
		return suiteFault("1 to 100 things can be made at a time, not %d", n)
	}
	current := s.shelf(name).current
	for range n {
		c := s.cast()
		if own != "" {
			with, _, err := s.make(ctx, own, s.cast())
			if err != nil {
				return err
			}
			s.shelf(own).all = append(s.shelf(own).all, with)
			if s.shelf(own).current == nil {
				s.place(with, false)
			}
			c = s.castWith(with)
		}
		if err := s.makeAndPlace(ctx, name, c, false); err != nil {
			return err
		}
		if current == nil {
			current = s.shelf(name).current
		}
	}
	s.place(current, false)
	return nil
}
