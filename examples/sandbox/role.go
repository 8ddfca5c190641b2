package sandbox

import (
	"crypto/subtle"

	"github.com/bbconform/bbconform/specs"
)

// Role is a role of a building block, as an operation sees it.
type Role struct {
	Name string
	May  bool // call the operation
}

func rolesOf(block *specs.Block, operation string) []Role {
	roles := make([]Role, len(block.Roles))
	for i, role := range block.Roles {
		roles[i] = Role{Name: role.Name, May: block.MayCall(role, operation)}
	}
	return roles
}

// RoleCredential is the API key of a role, or of the second caller of a role, where everybody's is the credential given. Whoever has it may
// call what the role may; who has everybody's may call everything.
func RoleCredential(credential, role string, another bool) string {
	key := credential + "-" + role
	if another {
		key += "-2"
	}
	return key
}

// identify tells whose key a request carries: that of a role, or everybody's.
func (s *Server) identify(op Operation, given string) (role Role, known bool) {
	same := func(key string) bool { return subtle.ConstantTimeCompare([]byte(given), []byte(key)) == 1 }
	if same(s.config.Credential) {
		return Role{May: true}, true
	}
	for _, role := range op.Roles {
		for _, another := range []bool{false, true} {
			if same(RoleCredential(s.config.Credential, role.Name, another)) {
				return role, true
			}
		}
	}
	return Role{}, false
}
