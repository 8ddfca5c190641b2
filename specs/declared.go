package specs

import (
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract/mediatype"
)

// pathParameters returns the names in braces, in order.
func pathParameters(template string) []string {
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

func bodyOf(operation *openapi3.Operation) *openapi3.RequestBody {
	if operation.RequestBody == nil {
		return nil
	}
	return operation.RequestBody.Value
}

func answersOf(operation *openapi3.Operation) map[string]*openapi3.Response {
	answers := map[string]*openapi3.Response{}
	for status, ref := range operation.Responses.Map() {
		if ref.Value != nil {
			answers[status] = ref.Value
		}
	}
	return answers
}

// parameterSchema returns what a parameter's value must be, wherever the contract says it.
func parameterSchema(p *openapi3.Parameter) *openapi3.Schema {
	if p.Schema != nil {
		return p.Schema.Value
	}
	return mediatype.Schema(p.Content[mediatype.Preferred(p.Content)])
}

func schemaOfHeader(h *openapi3.Header) *openapi3.Schema { return parameterSchema(&h.Parameter) }
