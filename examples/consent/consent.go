// Package consent is a reference implementation of GovStack's consent building block 1.1.0, in memory: what conformance looks
// like from outside, and a catalogue of ways in which an implementation can be wrong.
//
// Where the specification leaves a choice open, the choice made here is stated at the place where it is made.
package consent

import (
	"net/http"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// The building block that is implemented, as the specification catalogue names it.
const (
	Name    = "consent"
	Version = "1.1.0"
)

// New builds a server with an empty memory. The error says which fault does not exist, or why the contract cannot be read.
func New(o sandbox.Options) (*sandbox.Server, error) { return NewWith(o, Choices{}) }

// NewWith builds a server that makes other choices where the specification leaves them open.
func NewWith(o sandbox.Options, choices Choices) (*sandbox.Server, error) {
	operations, err := sandbox.Contract(o.Catalogue, Name, Version)
	if err != nil {
		return nil, err
	}
	return build(o, operations, choices)
}

func build(o sandbox.Options, operations []sandbox.Operation, choices Choices) (*sandbox.Server, error) {
	return sandbox.New(sandbox.Config{
		Options:    o,
		Operations: operations,
		Faults:     Faults(),
		Handlers:   newBlock(o.Fault, choices).handlers(),
		// The contract declares no credentials, but chapter 5 has every caller present an API key.
		Secured: func(sandbox.Operation) bool { return true },
		Refusal: refusal,
	})
}

// block is the memory of the building block. The server runs one handler at a time, so nothing here is locked.
type block struct {
	fault   string
	choices Choices

	policies    *store
	agreements  *store
	individuals *store
	webhooks    *store
	records     *store

	cache map[string]sandbox.Answer // what a server with a fault answered before, by request
}

func newBlock(fault string, choices Choices) *block {
	return &block{
		fault:       fault,
		choices:     choices,
		policies:    newStore(kind{field: "policy", schema: "Policy"}),
		agreements:  newStore(kind{field: "dataAgreement", schema: "DataAgreement"}),
		individuals: newStore(kind{field: "individual"}),
		webhooks:    newStore(kind{field: "webhook"}),
		cache:       map[string]sandbox.Answer{},
		records:     newStore(kind{field: "consentRecord", schema: "ConsentRecord", snapshot: recordData, owner: individualOf}),
	}
}

// wrong reports whether the operation that is called has this fault planted. The names are those of the catalogue, without
// the operation; a test holds that each of them changes what is answered.
func (b *block) wrong(c *sandbox.Call, how string) bool {
	if b.fault == "" {
		return false
	}
	return b.fault == c.Operation+"/"+how
}

// refusal answers 400 without a body, as the contract declares it, and the statuses that it does not declare with a reason.
func refusal(_ sandbox.Operation, status int, reason string) sandbox.Answer {
	if status == http.StatusBadRequest {
		return sandbox.Empty(status)
	}
	return sandbox.Answer{Status: status, Body: sandbox.Object{"error": reason}}
}
