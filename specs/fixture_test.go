package specs

import (
	"testing"

	"github.com/bbconform/bbconform/specs/internal/yamlfile"
)

// fixture makes the contracts of a building block that has one, whose operations are all in one service API.
func fixture(t testing.TB, contract string) *contractSet { return fixtureWith(t, contract, "") }

// fixtureWith is fixture with rules of refusal, as block.yaml has them.
func fixtureWith(t testing.TB, contract, rules string) *contractSet {
	t.Helper()
	block := struct {
		Refusals []Refusal `yaml:"refusals"`
	}{}
	if rules != "" {
		if err := yamlfile.Decode("block.yaml", []byte(rules), &block); err != nil {
			t.Fatal(err)
		}
	}
	info := ContractInfo{Name: "main", Title: "Main", Version: "1", File: "contracts/main.yaml", Upstream: Paths{"api/main.yaml"}, Role: RoleService}
	return newContractSet("fixture@1", mapFS(map[string]string{info.File: contract}), []ContractInfo{info},
		func(string) string { return "all" }, block.Refusals)
}

// operation returns one operation of a contract.
func operation(t testing.TB, contract, id string) *Operation {
	t.Helper()
	o, err := fixture(t, contract).Operation(id)
	if err != nil {
		t.Fatal(err)
	}
	return o
}
