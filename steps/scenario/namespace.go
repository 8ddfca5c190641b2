package scenario

import (
	"slices"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/steps/values"
)

// Namespace knows what sentences mean by "the policy" and "the other policy", and everything that a scenario has made.
type Namespace struct {
	kinds map[string]*Instances
	made  []*Instance // in the order of their creation, those for controls included

	claimant *claimant // of what is made
}

// Instances are those of one kind that sentences speak of.
type Instances struct {
	Current *Instance   // "the policy"; nil: there is none yet
	Other   *Instance   // "the other policy"; nil: there is none yet
	All     []*Instance // without those that were made for controls
}

func newNamespace() *Namespace {
	return &Namespace{kinds: map[string]*Instances{}, claimant: &claimant{}}
}

// Of returns the instances of a kind, by its name in the singular.
func (n *Namespace) Of(kind string) *Instances {
	if n.kinds[kind] == nil {
		n.kinds[kind] = &Instances{}
	}
	return n.kinds[kind]
}

// bind makes an instance the current one of its kind, or the other one.
func (n *Namespace) bind(inst *Instance, other bool) {
	of := n.Of(inst.Kind)
	of.add(inst)
	if other {
		of.Other = inst
	} else {
		of.Current = inst
	}
}

// replace puts an instance in the place of another one.
func (n *Namespace) replace(old, fresh *Instance) {
	of := n.Of(old.Kind)
	n.bind(fresh, of.Other == old)
	of.All = slices.DeleteFunc(of.All, func(inst *Instance) bool { return inst == old })
}

func (i *Instances) add(inst *Instance) {
	if !slices.Contains(i.All, inst) {
		i.All = append(i.All, inst)
	}
}

// known returns the instance of a kind with an identifier, if there is one.
func (n *Namespace) known(kind, id string) *Instance {
	for _, inst := range n.Of(kind).All {
		if values.Equal(gjson.Parse(inst.ID), gjson.Parse(id)) {
			return inst
		}
	}
	return nil
}

// isMade reports whether an identifier is that of an instance that a create operation of the scenario made.
func (n *Namespace) isMade(create string, id gjson.Result) bool {
	return slices.ContainsFunc(n.made, func(inst *Instance) bool {
		return inst.Spec.Create == create && values.Equal(gjson.Parse(inst.ID), id)
	})
}
