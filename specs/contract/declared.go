package contract

import (
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract/mediatype"
)

// PathParameters returns the names in braces of the template of a path, in order.
func PathParameters(template string) []string {
	var names []string
	for {
		_, after, ok := strings.Cut(template, "{")
		name, rest, closed := strings.Cut(after, "}")
		if !ok || !closed {
			return names
		}
		names, template = append(names, name), rest
	}
}

// BodyOf returns the request body that an operation declares, or nil.
func BodyOf(operation *openapi3.Operation) *openapi3.RequestBody {
	if operation.RequestBody == nil {
		return nil
	}
	return operation.RequestBody.Value
}

// AnswersOf returns the answers that an operation declares, by status.
func AnswersOf(operation *openapi3.Operation) map[string]*openapi3.Response {
	answers := map[string]*openapi3.Response{}
	for status, ref := range operation.Responses.Map() {
		if ref.Value != nil {
			answers[status] = ref.Value
		}
	}
	return answers
}

// ParameterSchema returns what a parameter's value must be, wherever the contract says it.
func ParameterSchema(p *openapi3.Parameter) *openapi3.Schema {
	if p.Schema != nil {
		return p.Schema.Value
	}
	return mediatype.Schema(p.Content[mediatype.Preferred(p.Content)])
}

func schemaOfHeader(h *openapi3.Header) *openapi3.Schema { return ParameterSchema(&h.Parameter) }
