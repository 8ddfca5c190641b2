package specs

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"
)

// loaded holds what has been read of a building block so far.
type loaded struct {
	folder     fs.FS
	contracts  []*contract
	sharing    sharing
	serviceAPI map[string]int // operationId → index of its service API

	requirements func() (*Requirements, error) // kept by the catalogue

	found sync.Map // operationId → *Operation, of those that were asked for

	mu      sync.Mutex
	samples map[string]*Sample
	answers map[string]*SampleAnswer // by OPERATION.STATUS
}

func newLoaded(b *Block, folder fs.FS) *loaded {
	l := &loaded{folder: folder, serviceAPI: map[string]int{}, samples: map[string]*Sample{}, answers: map[string]*SampleAnswer{}}
	for i, api := range b.ServiceAPIs {
		for _, id := range api.Operations {
			l.serviceAPI[id] = i
		}
	}
	for _, info := range b.Contracts {
		l.contracts = append(l.contracts, &contract{block: b, info: info, folder: folder})
	}
	return l
}

// Ref returns the name and version of the building block.
func (b *Block) Ref() Ref { return Ref{b.Name, b.Version} }

// Requirements returns what the text of the specification demands, in the order of its file. It is read once.
func (b *Block) Requirements() ([]Requirement, error) {
	list, err := b.loaded.requirements()
	if err != nil {
		return nil, err
	}
	return list.Requirements, nil
}

// OperationIDs returns the operations of all service APIs, in the order of block.yaml. It reads no contract.
func (b *Block) OperationIDs() []string {
	var ids []string
	for _, api := range b.ServiceAPIs {
		ids = append(ids, api.Operations...)
	}
	return ids
}

// ServiceAPIOf returns the service API that an operation belongs to.
func (b *Block) ServiceAPIOf(operationID string) (ServiceAPI, bool) {
	i, ok := b.loaded.serviceAPI[operationID]
	if !ok {
		return ServiceAPI{}, false
	}
	return b.ServiceAPIs[i], true
}

// refusalsOf returns the conditions under which an answer of an operation with a 2xx is a refusal.
func (b *Block) refusalsOf(operationID string) []Condition {
	var conditions []Condition
	for _, r := range b.Refusals {
		if len(r.Operations) == 0 || slices.Contains(r.Operations, operationID) {
			conditions = append(conditions, r.When)
		}
	}
	return conditions
}

// Operation returns an operation by its operationId and reads the contracts as far as needed. The error of an unknown
// name lists similar ones.
func (b *Block) Operation(id string) (*Operation, error) {
	if o, ok := b.loaded.found.Load(id); ok {
		return o.(*Operation), nil
	}
	var known []string
	for _, c := range b.loaded.contracts {
		if !c.mentions(id) {
			continue
		}
		operations, err := c.operations()
		if err != nil {
			return nil, err
		}
		if o := operations[id]; o != nil {
			b.loaded.found.Store(id, o)
			return o, nil
		}
	}
	for _, c := range b.loaded.contracts { // all of them, for the names of the error
		operations, err := c.operations()
		if err != nil {
			return nil, err
		}
		known = slices.AppendSeq(known, maps.Keys(operations))
	}
	return nil, fmt.Errorf("building block %s has no operation %q; %s", b.Ref(), id, didYouMean(id, known))
}

// Operations returns all operations in the order of the service APIs. Contracts are read side by side.
func (b *Block) Operations() ([]*Operation, error) {
	if _, err := inParallel(b.loaded.contracts, (*contract).document); err != nil {
		return nil, err
	}
	var operations []*Operation
	for _, id := range b.OperationIDs() {
		o, err := b.Operation(id)
		if err != nil {
			return nil, err
		}
		operations = append(operations, o)
	}
	return operations, nil
}
