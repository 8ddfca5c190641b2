package audit

import (
	"fmt"
	"slices"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// roles looks at who calls and is called: each has a name and words about it, what it calls goes to the building block and what it
// receives comes from there, and, where there are roles at all, nothing is called by nobody.
func (v *validator) roles() {
	if len(v.block.Roles) == 0 {
		return
	}
	names, received := map[string]bool{}, map[string]bool{}
	for i, role := range v.block.Roles {
		node := fmt.Sprintf("$.roles[%d]", i)
		if !tagName().MatchString(role.Name) || role.Title == "" || role.About == "" {
			v.report(node, "missing-value", "a role needs a name of small letters, digits and dashes, a title and about (who it is)")
		}
		if names[role.Name] {
			v.report(node, "repeated-name", "the role %q is there twice", role.Name)
		}
		names[role.Name] = true
		if !role.Calls() && len(role.Receives) == 0 {
			v.report(node, "missing-value", "the role %q neither calls the building block (serviceAPIs, operations) nor is called by it (receives)", role.Name)
		}
		if _, ok := v.block.Resources[role.Person]; role.Person != "" && !ok {
			v.report(node+".person", "unknown-resource", "the role %q names the resource %q, which there is not", role.Name, role.Person)
		}
		v.rolesCalls(node, role)
		for j, id := range role.Receives {
			received[id] = true
			v.roleOperation(fmt.Sprintf("%s.receives[%d]", node, j), role, id, false)
		}
	}
	for _, c := range v.block.ContractFiles() {
		operations, _ := c.Operations()
		for id := range operations {
			switch {
			case goesToBlock(c.Info().Kind) && len(v.block.RolesOf(id)) == 0:
				v.report("$.roles", "callerless-operation", "no role may call %s", id)
			case !goesToBlock(c.Info().Kind) && !received[id]:
				v.report("$.roles", "receiverless-operation", "no role receives %s", id)
			}
		}
	}
}

// rolesCalls looks at what a role may call.
func (v *validator) rolesCalls(node string, role specs.Role) {
	var apis []string
	for _, api := range v.block.ServiceAPIs {
		apis = append(apis, api.Name)
	}
	for i, name := range role.ServiceAPIs {
		if !slices.Contains(apis, name) {
			v.report(fmt.Sprintf("%s.serviceAPIs[%d]", node, i), "unknown-service-api", "the role %q names the service API %q, which there is not; %s",
				role.Name, name, wording.DidYouMean(name, slices.Clone(apis)))
		}
	}
	for i, id := range role.Operations {
		at := fmt.Sprintf("%s.operations[%d]", node, i)
		if api, ok := v.block.ServiceAPIOf(id); ok && slices.Contains(role.ServiceAPIs, api.Name) || slices.Index(role.Operations, id) < i {
			v.report(at, "repeated-operation", "the role %q may call %s twice over", role.Name, id)
		}
		v.roleOperation(at, role, id, true)
	}
}

// roleOperation looks at an operation that a role names, which has to go in the right direction.
func (v *validator) roleOperation(node string, role specs.Role, id string, calls bool) {
	v.operation(node, fmt.Sprintf("the role %q", role.Name), id)
	o, err := v.block.Operation(id)
	if err != nil || goesToBlock(o.Contract.Kind) == calls {
		return
	}
	if calls {
		v.report(node, "wrong-direction", "the role %q calls %s, which the building block calls itself: it belongs under receives", role.Name, id)
		return
	}
	v.report(node, "wrong-direction", "the role %q receives %s, which goes to the building block: it belongs under operations", role.Name, id)
}

// goesToBlock reports whether the operations of a kind of contract are called by others, and not by the building block.
func goesToBlock(kind contract.Kind) bool {
	return kind == contract.Service || kind == contract.ThirdPartyAnswer
}
