package contract

import (
	"strings"
	"testing"

	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/specs/internal/fixture"
	"github.com/bbconform/bbconform/specs/internal/yamlfile"
)

// contracts makes the contracts of a building block that has one, whose operations are all in one service API.
func contracts(t testing.TB, contract string) *Set { return contractsWith(t, contract, "") }

// contractsWith is contracts with rules of refusal, as block.yaml has them.
func contractsWith(t testing.TB, contract, rules string) *Set {
	t.Helper()
	block := struct {
		Refusals []Refusal `yaml:"refusals"`
	}{}
	if rules != "" {
		if err := yamlfile.Decode("block.yaml", []byte(rules), &block); err != nil {
			t.Fatal(err)
		}
	}
	info := Info{Name: "main", Title: "Main", Version: "1", File: "contracts/main.yaml", Upstream: Paths{"api/main.yaml"}, Kind: Service}
	return NewSet("fixture@1", fixture.FS(map[string]string{info.File: contract}), []Info{info},
		func(string) string { return "all" }, block.Refusals)
}

// operation returns one operation of a contract.
func operation(t testing.TB, contract, id string) *Operation {
	t.Helper()
	o, err := contracts(t, contract).Operation(id)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// found writes findings as "code place", in their order.
func found(findings []finding.Finding) string {
	words := make([]string, 0, len(findings))
	for _, f := range findings {
		words = append(words, f.Code+" "+f.Location)
	}
	return strings.Join(words, "; ")
}
