package scenario

import (
	"maps"

	"github.com/bbconform/bbconform/steps/exchange"
)

// Bindings say which instance of each kind a request is about.
type Bindings struct {
	chosen       map[string]*Instance    // these rather than the current ones, by kind
	doubles      map[*Instance]*Instance // not nil: in place of the instances themselves, doubles of them that only a control touches
	scope        string                  // goes into ${scenario}, so that doubles share nothing with the instances themselves
	onlyExisting bool                    // nothing may be made
	as           exchange.Principal      // as whom the state is looked at, where that role may; without a role: as whoever may first
}

// about are the bindings of a request about an instance: it, and what it was made with, as whoever made it.
func about(inst *Instance) Bindings {
	b := Bindings{chosen: inst.madeWith}.clone()
	b.chosen[inst.Kind] = inst
	if inst.draft != nil {
		b.as = inst.draft.As()
	}
	return b
}

// clone returns bindings in which instances can be chosen without a change of these.
func (b Bindings) clone() Bindings {
	b.chosen = maps.Clone(b.chosen)
	if b.chosen == nil {
		b.chosen = map[string]*Instance{}
	}
	return b
}
