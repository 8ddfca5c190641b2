package specs

import (
	"slices"
	"strconv"

	"github.com/getkin/kin-openapi/openapi3"
)

// stepInto returns what a merged schema says of one of its properties or entries, and nil where it says there is none.
func stepInto(s *openapi3.Schema, step string) (next *openapi3.Schema, required bool) {
	if property := s.Properties[step]; property != nil {
		return property.Value, slices.Contains(s.Required, step)
	}
	if _, err := strconv.Atoi(step); err == nil && s.Items != nil {
		return s.Items.Value, false
	}
	for _, alternative := range alternatives(s) {
		if next, _ := stepInto(orEmpty(merged(alternative)), step); next != nil {
			return next, false
		}
	}
	extra := s.AdditionalProperties
	switch {
	case extra.Schema != nil:
		return extra.Schema.Value, false
	case extra.Has != nil && *extra.Has, // said to be open
		extra.Has == nil && len(s.Properties)+len(alternatives(s)) == 0 && s.Type.Permits(openapi3.TypeObject): // or left open
		return &openapi3.Schema{}, false
	}
	return nil, false
}
