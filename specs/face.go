package specs

import (
	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/specs/contract/mediatype"
	"github.com/bbconform/bbconform/specs/internal/wording"
	"github.com/bbconform/bbconform/specs/sample"
)

// What building blocks are asked for, so that whoever asks needs no more than this package.
type (
	Operation = contract.Operation
	Field     = contract.Field
	Notation  = contract.Notation
	Answer    = contract.Answer
	Meaning   = contract.Meaning
	Refusal   = contract.Refusal
	Condition = contract.Condition
	Values    = contract.Values
	Document  = contract.Document
	File      = contract.File
	Finding   = finding.Finding
	BodyKind  = mediatype.Kind

	Sample       = sample.Request
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
