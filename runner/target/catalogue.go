package target

import (
	"fmt"
	"maps"
	"slices"

	"github.com/bbconform/bbconform/runner/problem"
	"github.com/bbconform/bbconform/specs"
)

// CheckAgainst finds names in what the configuration says of a building block that the building block does not have.
func (t *Target) CheckAgainst(block *specs.Block) []problem.Mistake {
	var found []problem.Mistake
	entry := t.Entry(block.Name)
	if entry == nil {
		return nil
	}
	at := "buildingBlocks." + block.Name
	check := func(path, what, name string, known []string) {
		if name != "" && !slices.Contains(known, name) {
			found = append(found, t.MistakeAt(path, "%s has no %s %q%s", block.Ref(), what, name, problem.Suggestion(name, slices.Clone(known), "it has: ")))
		}
	}
	var contracts, apis, data []string
	for _, c := range block.Contracts {
		contracts = append(contracts, c.Name)
	}
	for _, a := range block.ServiceAPIs {
		apis = append(apis, a.Name)
	}
	for _, d := range block.Data {
		data = append(data, d.Name)
	}
	operations := block.OperationIDs()
	for _, name := range slices.Sorted(maps.Keys(entry.URLs)) {
		check(at+".urls."+name, "contract", name, contracts)
	}
	for _, name := range slices.Sorted(maps.Keys(entry.Data)) {
		check(at+".data."+name, "test data", name, data)
	}
	for _, name := range slices.Sorted(maps.Keys(entry.Roles)) {
		check(at+".roles."+name, "role", name, block.RoleNames())
	}
	for i, n := range entry.NotClaimed {
		check(fmt.Sprintf("%s.notClaimed[%d].serviceAPI", at, i), "service API", n.ServiceAPI, apis)
		check(fmt.Sprintf("%s.notClaimed[%d].operation", at, i), "operation", n.Operation, operations)
	}
	for i, d := range entry.Deviations {
		check(fmt.Sprintf("%s.deviations[%d].operation", at, i), "operation", d.Operation, operations)
	}
	return found
}
