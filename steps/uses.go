package steps

import "github.com/bbconform/bbconform/specs"

// Use is one thing that a sentence touches.
type Use struct {
	Step      int // index of the sentence, from 0
	Kind      UseKind
	Operation string // operationId; carried over from the sentence that named it
	Part      string // "body field", "query parameter", "header", "path parameter"; "body" for the whole of it
	Field     string
	Fault     string // as in Fault.Name; or "no credentials", "wrong credentials", "not readable", "on behalf of nobody", …
	Resource  string // in the singular or the plural, as the sentence has it
	Outcome   string // what is expected of the operation: OutcomeAccepted, OutcomeRefused, or a status such as "404"
}

// UseKind is the kind of a Use.
type UseKind string

// The kinds of uses.
const (
	UseBlock    UseKind = "block"    // the building block is named (in Field)
	UseResource UseKind = "resource" // a thing of this kind is needed
	UseCall     UseKind = "call"     // the operation is called
	UseField    UseKind = "field"    // a field of the request is set
	UseFault    UseKind = "fault"    // a field of the request, or the request, is broken
	UseOutcome  UseKind = "outcome"  // an outcome of the operation is asserted
)

// What may be expected of an operation.
const (
	OutcomeAccepted = "accepted"
	OutcomeRefused  = "refused"
)

// Uses returns what a single sentence touches. What it leaves to the sentences before it, such as the operation, is empty.
func Uses(text string) []Use { return nil }

// Follow returns what the sentences of a scenario touch, each with the operation that it is about.
func Follow(sentences []Sentence) []Use { return nil }

// Mistake is something wrong with a sentence that is known without any request.
type Mistake struct {
	Step    int // index of the sentence, from 0
	Message string
}

// Lint returns what is wrong with the sentences of a scenario: undefined or ambiguous ones, operations, resources and fields
// that the building block does not have, faults that the contract leaves no room for, names that were never remembered,
// tables that are missing, checks without anything to check, refusals without a control.
func Lint(block *specs.Block, sentences []Sentence) []Mistake { return nil }
