package schema

import (
	"slices"
	"strconv"

	"github.com/getkin/kin-openapi/openapi3"
)

// StepInto returns what a merged schema says of one of its properties or entries, and nil where it says there is none.
func StepInto(s *openapi3.Schema, step string) (next *openapi3.Schema, required bool) {
	if property := s.Properties[step]; property != nil {
		return property.Value, slices.Contains(s.Required, step)
	}
	if _, err := strconv.Atoi(step); err == nil && s.Items != nil {
		return s.Items.Value, false
	}
	for _, alternative := range Alternatives(s) {
		if next, _ := StepInto(OrEmpty(Merged(alternative)), step); next != nil {
			return next, false
		}
	}
	extra := s.AdditionalProperties
	switch {
	case extra.Schema != nil:
		return extra.Schema.Value, false
	case extra.Has != nil && *extra.Has, // said to be open
		extra.Has == nil && len(s.Properties)+len(Alternatives(s)) == 0 && s.Type.Permits(openapi3.TypeObject): // or left open
		return &openapi3.Schema{}, false
	}
	return nil, false
}
