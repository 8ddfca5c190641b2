package contract

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/internal/concurrent"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// Set is the contracts of one building block. It reads them as far as it is asked for their operations.
type Set struct {
	owner      string // whose they are, for errors: "consent@1.1.0"
	folder     fs.FS  // below which their files lie
	serviceAPI func(operationID string) string
	refusals   []Refusal

	contracts []*Contract
	shared    sharedDocuments
	found     sync.Map // operationId → *Operation, of those that were asked for
}

// sharedDocuments are the contracts of a building block that refer to other files. They are read together, because most of them
// refer to the same file, and what they share must be finished before the first of them is used.
type sharedDocuments struct {
	once sync.Once
	docs map[*Contract]*openapi3.T
	errs map[*Contract]error
}

// NewSet returns the contracts of a building block, whose files lie in folder. Owner is its name in errors. ServiceAPI
// names the service API of an operation, or returns the empty string. Nothing is read yet.
func NewSet(owner string, folder fs.FS, infos []Info, serviceAPI func(operationID string) string, refusals []Refusal) *Set {
	s := &Set{owner: owner, folder: folder, serviceAPI: serviceAPI, refusals: refusals}
	for _, info := range infos {
		s.contracts = append(s.contracts, &Contract{set: s, info: info})
	}
	return s
}

// Operation returns an operation by its operationId and reads the contracts as far as needed. The error of an unknown name lists
// similar ones.
func (s *Set) Operation(id string) (*Operation, error) {
	if o, ok := s.found.Load(id); ok {
		return o.(*Operation), nil
	}
	for _, c := range s.contracts {
		if !c.mentions(id) {
			continue
		}
		operations, err := c.Operations()
		if err != nil {
			return nil, err
		}
		if o := operations[id]; o != nil {
			s.found.Store(id, o)
			return o, nil
		}
	}
	var known []string
	for _, c := range s.contracts { // all of them, for the names of the error
		operations, err := c.Operations()
		if err != nil {
			return nil, err
		}
		known = slices.AppendSeq(known, maps.Keys(operations))
	}
	return nil, fmt.Errorf("building block %s has no operation %q; %s", s.owner, id, wording.DidYouMean(id, known))
}

// Contracts returns the contracts in the order of block.yaml. It reads nothing.
func (s *Set) Contracts() []*Contract { return s.contracts }

// Documents returns the contracts as files, all of them, in the order of block.yaml. They are read side by side.
func (s *Set) Documents() ([]*Document, error) {
	return concurrent.Map(s.contracts, (*Contract).Document)
}

// refusalsOf returns the conditions under which an answer of an operation with a 2xx is a refusal.
func (s *Set) refusalsOf(operationID string) []Condition {
	var conditions []Condition
	for _, r := range s.refusals {
		if len(r.Operations) == 0 || slices.Contains(r.Operations, operationID) {
			conditions = append(conditions, r.When)
		}
	}
	return conditions
}

// openAPI reads the file of a contract.
func (s *Set) openAPI(c *Contract) (*openapi3.T, error) {
	if !c.refersElsewhere() {
		doc, err := loadOpenAPI(s.folder, c.info.File, false)
		if err == nil {
			finish(doc)
		}
		return doc, err
	}
	s.shared.once.Do(func() {
		s.shared.docs, s.shared.errs = map[*Contract]*openapi3.T{}, map[*Contract]error{}
		loaders := map[bool]*documentLoader{} // by whether it is OpenAPI 3.1, which reads schemas in its own way
		for _, member := range s.contracts {
			if !member.refersElsewhere() {
				continue
			}
			version := bytes.Contains(member.text(), []byte("openapi: 3.1"))
			if loaders[version] == nil {
				loaders[version] = newDocumentLoader(s.folder, false)
			}
			s.shared.docs[member], s.shared.errs[member] = loaders[version].load(member.info.File)
		}
		for _, doc := range s.shared.docs {
			if doc != nil {
				finish(doc)
			}
		}
	})
	return s.shared.docs[c], s.shared.errs[c]
}
