package target

import (
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"

	"github.com/bbconform/bbconform/specs"
)

// Role is how requests are made as one role of a building block. What is left out is as the building block has it for all roles.
type Role struct {
	Authentication Authentication    `yaml:"authentication,omitempty"`
	Headers        map[string]Secret `yaml:"headers,omitempty"` // beside those of the building block, or in their place
	Another        *Caller           `yaml:"another,omitempty"` // a second caller of the role, where a scenario needs two
}

// Caller is how requests are made as one caller. What is left out is as its role has it.
type Caller struct {
	Authentication Authentication    `yaml:"authentication,omitempty"`
	Headers        map[string]Secret `yaml:"headers,omitempty"`
}

// Given reports whether anything is written under authentication.
func (a Authentication) Given() bool { return a.Type != "" || a.Certificate != "" }

// Principal is what requests of one caller present, and where that stands in the configuration.
type Principal struct {
	Authentication Authentication
	At             string // key of the authentication: buildingBlocks.consent.roles.auditor.authentication
	Headers        map[string]PlacedSecret
}

// PlacedSecret is a secret and the key that it stands under.
type PlacedSecret struct {
	Secret
	At string
}

// Anonymous reports whether requests present nothing that the building block could know their sender by.
func (p Principal) Anonymous() bool {
	for _, h := range p.Headers {
		if h.Env != "" || h.File != "" { // a secret in a header of the product's own
			return false
		}
	}
	return p.Authentication.Kind() == "none" && p.Authentication.Certificate == ""
}

// everybody is what stands for every role that is not named.
func (b *BuildingBlock) everybody(block string) Principal {
	at := "buildingBlocks." + block
	p := Principal{Authentication: b.Authentication, At: at + ".authentication", Headers: map[string]PlacedSecret{}}
	p.put(b.Headers, at)
	return p
}

// Principal returns what requests of a caller of a role present. It is false where the configuration has nothing for that caller, and
// nothing stands in: then At is the key that it belongs under.
//
// What the building block has for all roles stands in for a role that is not named, unless it presents nothing while others are named.
// For a role without a name it is whoever calls a building block that declares no roles. For a second caller nothing stands in, unless the person is named by the request itself: then one set of credentials is everybody's.
func (b *BuildingBlock) Principal(block *specs.Block, role specs.Role, another bool) (Principal, bool) {
	p := b.everybody(block.Name)
	known := len(b.Roles) == 0 || b.Authentication.Given() || !p.Anonymous()
	if role.Name == "" {
		return p, known && !another
	}
	named := b.Roles[role.Name]
	at := fmt.Sprintf("buildingBlocks.%s.roles.%s", block.Name, role.Name)
	if named != nil && (named.Authentication.Given() || named.Headers != nil) {
		known = true
		p.add(named.Authentication, named.Headers, at)
	}
	switch {
	case !known:
		p.At = at + ".authentication"
		return p, false
	case !another:
		return p, true
	case named != nil && named.Another != nil:
		p.add(named.Another.Authentication, named.Another.Headers, at+".another")
		return p, true
	case block.NamesPerson(role):
		return p, true
	}
	p.At = at + ".another"
	return p, false
}

// add puts in what is written at a key, in place of what there is.
func (p *Principal) add(a Authentication, headers map[string]Secret, at string) {
	if a.Given() {
		p.Authentication, p.At = a, at+".authentication"
	}
	p.put(headers, at)
}

func (p *Principal) put(headers map[string]Secret, at string) {
	for name, value := range headers {
		p.Headers[http.CanonicalHeaderKey(name)] = PlacedSecret{value, at + ".headers." + name}
	}
}

// checkRoles finds what is wrong with roles as far as no catalogue is needed for it.
func (b *BuildingBlock) checkRoles(at string, fail func(path, format string, args ...any)) {
	for _, name := range slices.Sorted(maps.Keys(b.Roles)) {
		role, at := b.Roles[name], at+".roles."+name
		if role == nil || reflect.DeepEqual(*role, Role{}) {
			fail(at, "expected authentication, headers or another; {type: none} as its authentication says that it calls without any")
			continue
		}
		checkCaller(role.Authentication, role.Headers, at, fail)
		if role.Another == nil {
			continue
		}
		if !role.Another.Authentication.Given() && len(role.Another.Headers) == 0 {
			fail(at+".another", "expected authentication or headers that differ from those of the role")
		}
		checkCaller(role.Another.Authentication, role.Another.Headers, at+".another", fail)
		if reflect.DeepEqual(*role.Another, Caller{role.Authentication, role.Headers}) {
			fail(at+".another", "presents what the role presents; a second caller has credentials of its own")
		}
	}
}

func checkCaller(a Authentication, headers map[string]Secret, at string, fail func(path, format string, args ...any)) {
	a.check(at+".authentication", fail)
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		if why := unfitHeader(name); why != "" {
			fail(at+".headers."+name, "%s", why)
		}
		headers[name].check(at+".headers."+name, fail)
	}
}
