package sandbox

import (
	"fmt"
	"net/http"

	"github.com/bbconform/bbconform/specs"
)

// Contract returns the operations of a building block in one version, with their requests held against its contract. A nil
// catalogue stands for the embedded one.
func Contract(catalogue *specs.Catalogue, name, version string) ([]Operation, error) {
	if catalogue == nil {
		catalogue = specs.NewCatalogue(specs.Embedded())
	}
	block, err := catalogue.Block(specs.Ref{Name: name, Version: version})
	if err != nil {
		return nil, fmt.Errorf("build the sandbox of %s@%s: %w", name, version, err)
	}
	demanded, err := block.Operations()
	if err != nil {
		return nil, fmt.Errorf("build the sandbox of %s@%s: %w", name, version, err)
	}
	operations := make([]Operation, len(demanded))
	for i, op := range demanded {
		operations[i] = Operation{
			ID: op.ID, Method: op.Method, Path: op.Path, Secured: op.Security, Roles: rolesOf(block, op.ID),
			Check: func(r *http.Request, path map[string]string, body []byte) []Finding {
				return convert(op.CheckRequest(r, path, body))
			},
			Decode: func(contentType string, body []byte) any {
				if specs.KindOf(contentType).IsForm() {
					return op.DecodeBody(contentType, body)
				}
				decoded, _ := Decode(body) // what cannot be read is nil; the contract's check has refused it already
				return decoded
			},
		}
	}
	return operations, nil
}

func convert(found []specs.Finding) []Finding {
	out := make([]Finding, len(found))
	for i, f := range found {
		out[i] = Finding{Code: f.Code, Place: f.Location, Message: f.Message}
	}
	return out
}
