package request

import (
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

func TestNullIsAllowedWhereTheContractSaysSo(t *testing.T) {
	t.Parallel()
	text := &openapi3.Schema{Type: &openapi3.Types{"string"}}
	nullable := &openapi3.Schema{Type: &openapi3.Types{"string"}, Nullable: true}
	for _, c := range []struct {
		name   string
		schema *openapi3.Schema
		allows bool
	}{
		{"nothing said", &openapi3.Schema{}, true},
		{"a text", text, false},
		{"nullable", nullable, true},
		{"3.1", &openapi3.Schema{Type: &openapi3.Types{"string", "null"}}, true},
		{"x-nullable", &openapi3.Schema{Type: &openapi3.Types{"string"}, Extensions: map[string]any{"x-nullable": true}}, true},
		{"enumeration without null", &openapi3.Schema{Enum: []any{"a"}}, false},
		{"enumeration with null", &openapi3.Schema{Enum: []any{"a", nil}}, true},
		{"one of texts", &openapi3.Schema{OneOf: openapi3.SchemaRefs{text.NewRef()}}, false},
		{"any of with null", &openapi3.Schema{AnyOf: openapi3.SchemaRefs{text.NewRef(), nullable.NewRef()}}, true},
		{"properties without a type", &openapi3.Schema{Properties: openapi3.Schemas{"a": text.NewRef()}}, false},
	} {
		if got := allowsNull(c.schema); got != c.allows {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
