package specs

import (
	"slices"
	"strings"
)

// Role is a party that has to do with a building block: it calls it, or is called by it, or both. Who calls presents its own credentials;
// what one role may do says nothing of another.
type Role struct {
	Name  string `yaml:"name"`  // small letters, digits and dashes: "data-consumer"; in sentences with blanks: "the data consumer"
	Title string `yaml:"title"` // "Data consumer"
	About string `yaml:"about"` // who that is, in words for somebody who does not program

	// What it may call: the operations of service APIs, and single ones.
	ServiceAPIs []string `yaml:"serviceAPIs"`
	Operations  []string `yaml:"operations"`

	// Receives are the operations by which the building block calls it.
	Receives []string `yaml:"receives"`

	// Person is the resource whose instances are such callers, each for itself: an individual who gives consent. Empty: callers of the
	// role are no resource of the building block.
	Person string `yaml:"person"`
}

// Words is the name as sentences say it.
func (r Role) Words() string { return strings.ReplaceAll(r.Name, "-", " ") }

// Calls reports whether the role calls the building block at all.
func (r Role) Calls() bool { return len(r.ServiceAPIs)+len(r.Operations) > 0 }

// Role returns a role by its name, as block.yaml or as sentences have it.
func (b *Block) Role(name string) (Role, bool) {
	name = strings.ReplaceAll(name, " ", "-")
	i := slices.IndexFunc(b.Roles, func(r Role) bool { return r.Name == name })
	if i < 0 {
		return Role{}, false
	}
	return b.Roles[i], true
}

// RoleNames returns the roles by name, in the order of block.yaml.
func (b *Block) RoleNames() []string {
	var names []string
	for _, r := range b.Roles {
		names = append(names, r.Name)
	}
	return names
}

// RolesOf returns who may call an operation, in the order of block.yaml. It reads no contract. Where the building block declares no
// roles it is nobody in particular: there is one caller without a name, who may call everything.
func (b *Block) RolesOf(operationID string) []Role {
	var roles []Role
	for _, r := range b.Roles {
		if b.MayCall(r, operationID) {
			roles = append(roles, r)
		}
	}
	return roles
}

// MayCall reports whether a role may call an operation.
func (b *Block) MayCall(r Role, operationID string) bool {
	if slices.Contains(r.Operations, operationID) {
		return true
	}
	api, ok := b.ServiceAPIOf(operationID)
	return ok && slices.Contains(r.ServiceAPIs, api.Name)
}

// NamesPerson reports whether requests of a role name the person who makes them, in the header that Identity describes: then it is not the
// credentials that tell one caller of the role from another.
func (b *Block) NamesPerson(r Role) bool {
	return r.Person != "" && b.Identity != nil && b.Identity.Resource == r.Person
}

// CallerOf returns the name of the role as which an operation is called unless something else is said: the first that may call it.
// Empty: the caller without a name.
func (b *Block) CallerOf(operationID string) string {
	if roles := b.RolesOf(operationID); len(roles) > 0 {
		return roles[0].Name
	}
	return ""
}
