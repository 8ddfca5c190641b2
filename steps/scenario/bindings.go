package scenario

import (
	"context"
	"maps"
	"slices"

	"github.com/bbconform/bbconform/steps/verdict"
)

// Bindings say which instance of each kind a request is about.
type Bindings struct {
	chosen       map[string]*Instance    // these rather than the current ones, by kind
	doubles      map[*Instance]*Instance // not nil: in place of the instances themselves, doubles of them that only a control touches
	scope        string                  // goes into ${scenario}, so that doubles share nothing with the instances themselves
	onlyExisting bool                    // nothing may be made
}

// about are the bindings of a request about an instance: it, and what it was made with.
func about(inst *Instance) Bindings {
	chosen := maps.Clone(inst.madeWith)
	if chosen == nil {
		chosen = map[string]*Instance{}
	}
	chosen[inst.Kind] = inst
	return Bindings{chosen: chosen}
}

// with returns bindings in which instances are chosen beside those that are already.
func (b Bindings) with(instances ...*Instance) Bindings {
	b.chosen = maps.Clone(b.chosen)
	if b.chosen == nil {
		b.chosen = map[string]*Instance{}
	}
	for _, inst := range instances {
		b.chosen[inst.Kind] = inst
	}
	return b
}

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
	if err := b.p.whyMissing(kind); err != nil {
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
