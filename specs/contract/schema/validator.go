package schema

import "github.com/getkin/kin-openapi/openapi3"

// Validator holds values against the schemas of one document, in the way that its version of OpenAPI asks for. It is safe for
// concurrent use.
type Validator struct {
	doc      *openapi3.T
	compiled compiledSchemas // of OpenAPI 3.1
}

// NewValidator returns the validator of a document, which must not be changed any more.
func NewValidator(doc *openapi3.T) *Validator { return &Validator{doc: doc} }

// Violations holds a value, in which there are count values, against a schema of the document. Their order depends on schema and
// value alone. The error says that the schema cannot be used.
func (v *Validator) Violations(s *openapi3.Schema, value any, count int, d Direction) ([]Violation, error) {
	if v.doc.IsOpenAPI31OrLater() {
		return v.compiled.violations31(v.doc, s, value, d)
	}
	return violations30(s, value, count, d)
}

// Usable says what keeps a schema of the document from being used, before there is a value.
func (v *Validator) Usable(s *openapi3.Schema, d Direction) error {
	if v.doc.IsOpenAPI31OrLater() {
		return v.compiled.get(v.doc, s, d).err
	}
	return nil
}
