package specs

import (
	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/specs/contract/mediatype"
	"github.com/bbconform/bbconform/specs/internal/wording"
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
