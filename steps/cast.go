package steps

import (
	"context"
	"maps"
	"slices"
)

// cast says which thing of each kind a request is about.
type cast struct {
	s       *Scenario
	chosen  map[string]*thing // these rather than the current ones
	doubles map[*thing]*thing // not nil: in place of the things themselves, doubles of them that only a control touches
	world   string            // goes into ${scenario}, so that doubles share nothing with the things themselves
	frozen  bool              // nothing may be made
	used    []*thing          // by the request
}

func (s *Scenario) cast() *cast { return &cast{s: s} }

// castWith is the cast for a request about t: with what t was made with.
func (s *Scenario) castWith(t *thing) *cast {
	chosen := maps.Clone(t.with)
	if chosen == nil {
		chosen = map[string]*thing{}
	}
	chosen[t.resource] = t
	return &cast{s: s, chosen: chosen}
}

// thing returns the thing of a kind, and makes one where there is none yet.
func (c *cast) thing(ctx context.Context, resource string) (*thing, error) {
	name, _, err := c.s.resource(resource)
	if err != nil {
		return nil, err
	}
	t := c.chosen[name]
	if t == nil {
		t = c.s.shelf(name).current
	}
	if t == nil {
		if err := c.s.untoldThing(name); err != nil {
			return nil, err
		}
		if c.frozen {
			return nil, suiteFault("there is no %s", name)
		}
		made, _, err := c.s.make(ctx, name, &cast{s: c.s, chosen: c.chosen})
		if err != nil {
			return nil, err
		}
		made.implied = true
		c.s.place(made, false)
		t = made
	}
	return c.use(ctx, t)
}

// other returns the other thing of a kind.
func (c *cast) other(ctx context.Context, resource string) (*thing, error) {
	t, err := c.s.otherThing(resource)
	if err != nil {
		return nil, err
	}
	return c.use(ctx, t)
}

func (c *cast) use(ctx context.Context, t *thing) (*thing, error) {
	if c.doubles != nil {
		double, err := c.double(ctx, t)
		if err != nil {
			return nil, err
		}
		t = double
	}
	if !slices.Contains(c.used, t) {
		c.used = append(c.used, t)
	}
	return t, nil
}

func (s *Scenario) otherThing(resource string) (*thing, error) {
	name, _, err := s.resource(resource)
	if err != nil {
		return nil, err
	}
	if t := s.shelf(name).another; t != nil {
		return t, nil
	}
	if err := s.untoldThing(name); err != nil {
		return nil, err
	}
	return nil, suiteFault("there is no other %s: a sentence such as \"another existing %s\" must come first", name, name)
}
