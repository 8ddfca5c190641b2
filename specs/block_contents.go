package specs

import (
	"io/fs"
	"path"

	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/sample"
)

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

// Operation returns an operation by its operationId and reads the contracts as far as needed. The error of an unknown
// name lists similar ones.
func (b *Block) Operation(id string) (*contract.Operation, error) {
	return b.loaded.contracts.Operation(id)
}

// Operations returns all operations in the order of the service APIs. Contracts are read side by side.
func (b *Block) Operations() ([]*contract.Operation, error) {
	if _, err := b.Documents(); err != nil {
		return nil, err
	}
	var operations []*contract.Operation
	for _, id := range b.OperationIDs() {
		o, err := b.Operation(id)
		if err != nil {
			return nil, err
		}
		operations = append(operations, o)
	}
	return operations, nil
}

// ContractFiles returns the contracts of the building block in the order of block.yaml. It reads nothing.
func (b *Block) ContractFiles() []*contract.Contract { return b.loaded.contracts.Contracts() }

// Documents returns the contracts of the building block as OpenAPI files, all of them, in the order of block.yaml.
func (b *Block) Documents() ([]*contract.Document, error) { return b.loaded.contracts.Documents() }

// Sample returns the valid request of an operation, from requests/OPERATION.yaml. Numbers in it are int64 or float64, and
// files have been read.
func (b *Block) Sample(operationID string) (*sample.Request, error) {
	return b.loaded.samples.Request(operationID)
}

// SampleAnswer returns the valid answer of an operation with a status as the contract declares it, from
// answers/OPERATION.STATUS.yaml. Numbers in it are int64 or float64.
func (b *Block) SampleAnswer(operationID, status string) (*sample.Answer, error) {
	return b.loaded.samples.Answer(operationID, status)
}

// Folder returns the files of the building block: block.yaml, and what it names.
func (b *Block) Folder() fs.FS { return b.loaded.folder }

// newLoaded prepares the reading of a building block, whose files are folder. Nothing is read yet.
func newLoaded(b *Block, folder fs.FS, requirements func() (*Requirements, error)) *loaded {
	l := &loaded{folder: folder, serviceAPI: map[string]int{}, requirements: requirements}
	for i, api := range b.ServiceAPIs {
		for _, id := range api.Operations {
			l.serviceAPI[id] = i
		}
	}
	owner := b.Ref().String()
	l.contracts = contract.NewSet(owner, folder, b.Contracts, func(operationID string) string {
		api, _ := b.ServiceAPIOf(operationID)
		return api.Name
	}, b.Refusals)
	l.samples = sample.NewFolder(owner, path.Join(b.Name, b.Version), folder)
	return l
}
