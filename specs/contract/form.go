package contract

import (
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract/mediatype"
	"github.com/bbconform/bbconform/specs/contract/schema"
)

// form is what a contract says of a form: its fields, and how each of them is written.
//
// OpenAPI 3.0.3 leaves much of that open; 3.0.4 and 3.1 say it, and are followed here for all versions ("Encoding Object"):
// a value is written as the media type asks that the contract names for its field, or else as suits its type: objects as JSON,
// files as bytes, everything else as bare text. A list is as many fields of one name. Where the contract names a style, that
// decides instead, as for query parameters; styles are for forms in one line only.
type form struct {
	kind     mediatype.Kind
	schema   *openapi3.Schema // merged; never nil
	encoding openapi3.Encodings
}

func formOf(kind mediatype.Kind, media *openapi3.MediaType) *form {
	f := &form{kind: kind, schema: schema.OrEmpty(schema.Merged(mediatype.Schema(media)))}
	if media != nil {
		f.encoding = media.Encoding
	}
	return f
}

// entryNotation is how one value of a form is written.
type entryNotation int

const (
	bareText   entryNotation = iota
	asJSON                   // as a JSON text
	asBytes                  // as a file
	asItsValue               // the contract allows objects and texts: whichever it is
)

// formField is one field of a form.
type formField struct {
	name     string
	declared bool             // the contract knows it
	schema   *openapi3.Schema // of the whole value, merged; never nil
	entry    *openapi3.Schema // of one value: of an entry where the field is a list; merged, never nil
	list     bool
	notation entryNotation
	encoding *openapi3.Encoding            // nil: none
	style    *openapi3.SerializationMethod // nil: the contract names none
}

func (f *form) field(name string) *formField {
	declared, _ := schema.StepInto(f.schema, name)
	r := &formField{name: name, declared: declared != nil, schema: schema.OrEmpty(schema.Merged(declared)), encoding: f.encoding[name]}
	r.entry = r.schema
	if r.schema.Type.Is(openapi3.TypeArray) {
		r.list, r.entry = true, &openapi3.Schema{}
		if r.schema.Items != nil {
			r.entry = schema.OrEmpty(schema.Merged(r.schema.Items.Value))
		}
	}
	if e := r.encoding; e != nil && f.kind == mediatype.LineForm && (e.Style != "" || e.Explode != nil || e.AllowReserved) {
		r.style = e.SerializationMethod()
	}
	r.notation = r.naturalNotation()
	switch types := r.mediaTypes(); {
	case f.kind == mediatype.LineForm && r.notation == asBytes, r.style != nil:
		r.notation = bareText
	case len(types) == 0 || r.style != nil:
	case mediatype.IsJSON(types[0]):
		r.notation = asJSON
	case r.notation == bareText && mediatype.KindOf(types[0]) == mediatype.TextBody:
	case f.kind == mediatype.PartForm:
		r.notation = asBytes
	}
	return r
}

// naturalNotation is how a value of the field's type is written where the contract does not say.
func (r *formField) naturalNotation() entryNotation {
	if isBinary(r.entry) {
		return asBytes
	}
	simple, nested := simpleAndNested(r.entry, 0)
	switch {
	case nested && simple:
		return asItsValue
	case nested:
		return asJSON
	}
	return bareText
}

// simpleAndNested reports whether a schema allows simple values, and whether it allows objects or lists.
func simpleAndNested(s *openapi3.Schema, depth int) (simple, nested bool) {
	m := schema.OrEmpty(schema.Merged(s))
	options := schema.Alternatives(m)
	switch {
	case m.Type != nil:
		nested = m.Type.Includes(openapi3.TypeObject) || m.Type.Includes(openapi3.TypeArray)
		simple = slices.ContainsFunc(m.Type.Slice(), func(name string) bool {
			return name != openapi3.TypeObject && name != openapi3.TypeArray && name != openapi3.TypeNull
		})
	case len(m.Properties) > 0:
		nested = true
	case len(m.Enum) > 0:
		simple = true
	case len(options) == 0 || depth > schema.MaxNesting:
		return true, true
	}
	for _, option := range options {
		if m.Type == nil && len(m.Properties) == 0 {
			s, n := simpleAndNested(option, depth+1)
			simple, nested = simple || s, nested || n
		}
	}
	return simple, nested
}

// isBinary reports whether a schema describes a file.
func isBinary(s *openapi3.Schema) bool {
	return s.Format == "binary" || isBase64Text(s) || s.ContentMediaType != "" && s.ContentEncoding == "" && !mediatype.IsJSON(s.ContentMediaType)
}

// isBase64Text reports whether a schema describes bytes that are written in base64. "base64" is how contracts before OpenAPI 3.0.3
// call it.
func isBase64Text(s *openapi3.Schema) bool {
	return s.Type.Is(openapi3.TypeString) && (s.Format == "byte" || s.Format == "base64") || strings.EqualFold(s.ContentEncoding, "base64")
}

// mediaTypes returns the media types that the contract names for a value of the field, in its order, without "*/*".
func (r *formField) mediaTypes() []string {
	if r.encoding == nil {
		return nil
	}
	var types []string
	for name := range strings.SplitSeq(r.encoding.ContentType, ",") {
		if name = strings.TrimSpace(name); name != "" && name != "*/*" {
			types = append(types, name)
		}
	}
	return types
}

// allows reports whether a value of the field may say that it is of a media type. Where the contract names none, a text may be of any
// sort of text and a file of any type; an object in a text may be JSON all the same, as browsers cannot say so.
func (r *formField) allows(mediaType string) bool {
	if mediaType == "" {
		return true
	}
	if len(r.mediaTypes()) > 0 {
		return r.encoding.AllowsContentType(mediaType)
	}
	switch r.notation {
	case bareText:
		return strings.HasPrefix(mediatype.Base(mediaType), "text/")
	case asJSON:
		return mediatype.IsJSON(mediaType) || mediatype.Base(mediaType) == "text/plain"
	}
	return true
}

// mediaType returns the type under which a value is sent, empty where it goes without saying.
func (r *formField) mediaType() string {
	for _, name := range r.mediaTypes() {
		if !mediatype.IsRange(name) {
			return name
		}
	}
	switch r.notation {
	case asJSON:
		return "application/json"
	case asBytes:
		return "application/octet-stream"
	}
	return ""
}

// Notation is how a request writes a value down, which decides what can be wrong with it.
type Notation int

// The notations.
const (
	Typed  Notation = iota // as JSON: a number is no text, and there is null
	Plain                  // as bare text: parameters, and simple fields of forms
	Spread                 // a list or an object, as fields of a form for each of its entries: an empty one leaves no trace
	Bytes                  // as a file in a form
)

// notationAt returns how a body writes the value at a path.
func (o *Operation) notationAt(path []string) Notation {
	if len(path) == 0 || !o.BodyKind().IsForm() {
		return Typed
	}
	r := formOf(o.BodyKind(), o.media()).field(path[0])
	spread := r.list || r.style != nil && r.schema.Type.Is(openapi3.TypeObject)
	switch {
	case spread && len(path) == 1:
		return Spread
	case r.notation == asBytes:
		return Bytes
	case r.notation == bareText, r.notation == asItsValue && (len(path) == 1 || r.list && len(path) == 2):
		return Plain
	}
	return Typed
}

// fileTypes returns the media types that the contract names for a file of a form; none: any.
func (o *Operation) fileTypes(path []string) []string {
	if len(path) == 0 || !o.BodyKind().IsForm() {
		return nil
	}
	return slices.Clone(formOf(o.BodyKind(), o.media()).field(path[0]).mediaTypes())
}
