package request

import (
	"fmt"
	"strings"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/verdict"
)

// FindRole finds a role by the name that a sentence gives. The error lists what there is.
func FindRole(block *specs.Block, name string) (specs.Role, error) {
	if role, ok := block.Role(name); ok {
		return role, nil
	}
	var words []string
	for _, role := range block.Roles {
		words = append(words, role.Words())
	}
	if len(words) == 0 {
		return specs.Role{}, verdict.SuiteFaultf("building block %s declares no roles, and so no %q", block.Ref(), name)
	}
	return specs.Role{}, verdict.SuiteFaultf("building block %s has no role %q; there are: %s", block.Ref(), name, strings.Join(words, ", "))
}

// CheckCaller finds a role that calls an operation. The error says why it cannot.
func CheckCaller(block *specs.Block, operation, name string) (specs.Role, error) {
	role, err := FindRole(block, name)
	if err == nil && !block.MayCall(role, operation) {
		err = verdict.SuiteFaultf("the %s may not call %s: say the fault `it carries the credentials of the %s`, which has a control", role.Words(), operation, role.Words())
	}
	return role, err
}

// CheckStranger finds a role whose credentials are a fault for an operation. The error says why they are none.
func CheckStranger(block *specs.Block, operation, name string) (specs.Role, error) {
	role, err := FindRole(block, name)
	switch {
	case err != nil:
		return role, err
	case !role.Calls():
		return role, verdict.SuiteFaultf("the %s calls nothing, and has no credentials", role.Words())
	case block.MayCall(role, operation):
		return role, verdict.SuiteFaultf("the %s may call %s, so that its credentials are no fault", role.Words(), operation)
	}
	return role, nil
}

// CallerInWords is how messages name the caller of a role: "the auditor", "another auditor".
func CallerInWords(block *specs.Block, role string, another bool) string {
	words := role
	if found, ok := block.Role(role); ok {
		words = found.Words()
	}
	which := "the"
	if another {
		which = "another"
	}
	return fmt.Sprintf("%s %s", which, words)
}
