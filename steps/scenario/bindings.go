package scenario

import (
	"maps"
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
