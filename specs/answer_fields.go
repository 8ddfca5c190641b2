package specs

import "github.com/getkin/kin-openapi/openapi3"

// Declares reports whether the contract says anything about the value at a place of an answer of this status. Places are
// dotted, as the names of fields are; the empty one is the whole body. In an object that the contract leaves open every name
// is declared; in one whose properties it lists, others may be answered, and what they mean is the target's business.
func (o *Operation) Declares(status int, place string) bool {
	s := o.answerSchema(status)
	if s == nil {
		return false
	}
	if place == "" {
		return true
	}
	for _, step := range SplitName(place) {
		next, _ := stepInto(orEmpty(merged(s)), step)
		if next == nil {
			return false
		}
		s = next
	}
	return true
}

// answerSchema returns the schema of the body that is declared for a status; nil where there is none.
func (o *Operation) answerSchema(status int) *openapi3.Schema {
	_, response := o.answer(status)
	if response == nil {
		return nil
	}
	return schemaOf(response.Content[preferredMediaType(response.Content)])
}
