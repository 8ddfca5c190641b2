package steps

import (
	"context"
	"maps"
	"slices"

	"github.com/bbconform/bbconform/steps/verdict"
)

// bindings say which instance of each kind a request is about.
type bindings struct {
	s            *Scenario
	chosen       map[string]*instance    // these rather than the current ones
	doubles      map[*instance]*instance // not nil: in place of the instances themselves, doubles of them that only a control touches
	scope        string                  // goes into ${scenario}, so that doubles share nothing with the instances themselves
	onlyExisting bool                    // nothing may be made
	used         []*instance             // by the request
}

func (s *Scenario) bindings() *bindings { return &bindings{s: s} }

// bindingsOf are the bindings of a request about an instance: it, and what it was made with.
func (s *Scenario) bindingsOf(inst *instance) *bindings {
	chosen := maps.Clone(inst.madeWith)
	if chosen == nil {
		chosen = map[string]*instance{}
	}
	chosen[inst.kind] = inst
	return &bindings{s: s, chosen: chosen}
}

// instance returns the instance of a kind, and makes one where there is none yet.
func (c *bindings) instance(ctx context.Context, resource string) (*instance, error) {
	name, _, err := c.s.resource(resource)
	if err != nil {
		return nil, err
	}
	inst := c.chosen[name]
	if inst == nil {
		inst = c.s.ofKind(name).current
	}
	if inst == nil {
		if err := c.s.whyMissing(name); err != nil {
			return nil, err
		}
		if c.onlyExisting {
			return nil, verdict.SuiteFaultf("there is no %s", name)
		}
		made, _, err := c.s.make(ctx, name, &bindings{s: c.s, chosen: c.chosen})
		if err != nil {
			return nil, err
		}
		made.implicit = true
		c.s.bind(made, false)
		inst = made
	}
	return c.use(ctx, inst)
}

// other returns the other instance of a kind.
func (c *bindings) other(ctx context.Context, resource string) (*instance, error) {
	inst, err := c.s.otherInstance(resource)
	if err != nil {
		return nil, err
	}
	return c.use(ctx, inst)
}

func (c *bindings) use(ctx context.Context, inst *instance) (*instance, error) {
	if c.doubles != nil {
		double, err := c.double(ctx, inst)
		if err != nil {
			return nil, err
		}
		inst = double
	}
	if !slices.Contains(c.used, inst) {
		c.used = append(c.used, inst)
	}
	return inst, nil
}

func (s *Scenario) otherInstance(resource string) (*instance, error) {
	name, _, err := s.resource(resource)
	if err != nil {
		return nil, err
	}
	if inst := s.ofKind(name).other; inst != nil {
		return inst, nil
	}
	if err := s.whyMissing(name); err != nil {
		return nil, err
	}
	return nil, verdict.SuiteFaultf("there is no other %s: a sentence such as \"another existing %s\" must come first", name, name)
}
