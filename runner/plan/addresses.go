package plan

import (
	"slices"

	"github.com/bbconform/bbconform/runner/target"
)

// Addresses lists where the scenarios of the plan need answers, each once, in the order in which they need them. What the target does
// not claim is left out.
func (p *Plan) Addresses() []target.Address {
	var addresses []target.Address
	for _, s := range p.Scenarios {
		a := target.Address{Block: s.Block.Ref, BaseURL: s.baseURL()}
		if s.NotClaimed == "" && a.BaseURL != "" && !slices.Contains(addresses, a) {
			addresses = append(addresses, a)
		}
	}
	return addresses
}

// baseURL is where the scenario's own operation is; that of the building block when it names none.
func (s *Scenario) baseURL() string {
	if s.Operation != "" {
		if op, err := s.Block.Block.Operation(s.Operation); err == nil {
			return s.Block.Entry.BaseURL(op.Contract.Name)
		}
	}
	return s.Block.Entry.BaseURL("")
}
