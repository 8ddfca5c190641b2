package specs

import (
	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/specs/contract/mediatype"
	"github.com/bbconform/bbconform/specs/internal/wording"
	"github.com/bbconform/bbconform/specs/sample"
)

// Names of the rooms below, for what building blocks are asked for.
type (
	// Operation is one operation of a contract: what may be sent, what may be answered, and what an answer means.
	Operation = contract.Operation
	// Field is one value that a request may hold.
	Field = contract.Field
	// Parameters are the values of parameters by name, in the three places where a request can have them.
	Parameters = contract.Parameters
	// Notation is how a request writes a value down.
	Notation = contract.Notation
	// Answer is what a target answered to a call of an operation.
	Answer = contract.Answer
	// Meaning is what an answer says to whoever made the request.
	Meaning = contract.Meaning
	// Refusal is a rule of block.yaml by which an answer with a 2xx is a refusal all the same.
	Refusal = contract.Refusal
	// Condition is about one field of a body in JSON.
	Condition = contract.Condition
	// Values are texts, numbers, true and false.
	Values = contract.Values
	// Document is an OpenAPI file with everything that it refers to.
	Document = contract.Document
	// File is something that a request holds byte for byte.
	File = contract.File
	// Finding is one point in which an answer or a request does not conform to the contract.
	Finding = finding.Finding
	// BodyKind is a way in which bodies are written down.
	BodyKind = mediatype.Kind
	// Sample is a valid request, with placeholders for what differs from run to run.
	Sample = sample.Request
	// SampleAnswer is a valid answer of an operation, with the same placeholders.
	SampleAnswer = sample.Answer
)

// The meanings of an answer (see contract.Meaning).
const (
	Neither  = contract.Neither
	Accepted = contract.Accepted
	Refused  = contract.Refused
)

// Where a request can hold a value (see contract.Field).
const (
	InPath   = contract.InPath
	InQuery  = contract.InQuery
	InHeader = contract.InHeader
	InBody   = contract.InBody
)

// The notations of values (see contract.Notation).
const (
	Typed  = contract.Typed
	Plain  = contract.Plain
	Spread = contract.Spread
	Bytes  = contract.Bytes
)

// The kinds of bodies (see mediatype.Kind).
const (
	JSONBody = mediatype.JSONBody
	PartForm = mediatype.PartForm
	LineForm = mediatype.LineForm
	XMLBody  = mediatype.XMLBody
	TextBody = mediatype.TextBody
	FileBody = mediatype.FileBody
)

// KindOf returns how bodies of a media type are written. Parameters such as a charset make no difference.
func KindOf(mediaType string) BodyKind { return mediatype.KindOf(mediaType) }

// SplitName divides the dotted name of a field at the dots that are not escaped: policy.name has two steps, a\.b has one. The empty
// name, which is the whole body, has none.
func SplitName(name string) []string { return wording.SplitName(name) }

// EscapeName writes one step of a dotted name, so that its own dots do not divide it.
func EscapeName(step string) string { return wording.EscapeName(step) }

// IsGeneralPlaceholder reports whether the words of a placeholder mean the same in every building block (see sample.IsGeneralPlaceholder).
func IsGeneralPlaceholder(expr string) bool { return sample.IsGeneralPlaceholder(expr) }

// Expand returns a copy of v in which every placeholder ${…} is replaced by what lookup returns for its words (see sample.Expand).
func Expand(v any, lookup func(expr string) (any, error)) (any, error) {
	return sample.Expand(v, lookup)
}

// Placeholders returns the words of every placeholder in v, in no particular order.
func Placeholders(v any) ([]string, error) { return sample.Placeholders(v) }
