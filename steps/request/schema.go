package request

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// types reports whether a schema names a type.
func types(s *openapi3.Schema, name string) bool {
	return s.Type != nil && slices.Contains(s.Type.Slice(), name)
}

// isText reports whether only texts are allowed.
func isText(s *openapi3.Schema) bool { return s.Type != nil && s.Type.Is(openapi3.TypeString) }

// allowsNull reports whether a schema lets null through. One that says nothing lets everything through.
func allowsNull(s *openapi3.Schema) bool {
	if s.Nullable || s.Extensions["x-nullable"] == true || types(s, openapi3.TypeNull) {
		return true
	}
	if s.Type != nil {
		return false
	}
	if len(s.Enum) > 0 {
		return slices.Contains(s.Enum, nil)
	}
	alternatives := slices.Concat(s.OneOf, s.AnyOf)
	for _, alternative := range alternatives {
		if alternative.Value == nil || allowsNull(alternative.Value) {
			return true
		}
	}
	return len(alternatives) == 0 && len(s.Properties) == 0
}

// forbids reports whether a schema lets a value not through.
func forbids(s *openapi3.Schema, value any) bool {
	if s.Type == nil && len(s.Enum)+len(s.OneOf)+len(s.AnyOf)+len(s.AllOf)+len(s.Properties) == 0 {
		return false
	}
	return s.VisitJSON(value) != nil
}
