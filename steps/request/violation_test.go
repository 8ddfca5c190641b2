package request

import (
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/values"
)

func TestViolationsOfNumbers(t *testing.T) {
	t.Parallel()
	number := func(change func(*openapi3.Schema)) specs.Field {
		s := &openapi3.Schema{Type: &openapi3.Types{"number"}}
		change(s)
		return specs.Field{In: specs.InBody, Name: "n", Schema: s}
	}
	ten, half := 10.0, 0.5
	for _, c := range []struct {
		name    string
		violate func(specs.Field, any, string) (any, error)
		field   specs.Field
		want    string
	}{
		{"minimum", belowRange, number(func(s *openapi3.Schema) { s.Min = &ten }), "9"},
		{"maximum", aboveRange, number(func(s *openapi3.Schema) { s.Max = &ten }), "11"},
		{"exclusive minimum of 3.1", belowRange, number(func(s *openapi3.Schema) { s.ExclusiveMin.Value = &half }), "0.5"},
		{"exclusive maximum of 3.1", aboveRange, number(func(s *openapi3.Schema) { s.ExclusiveMax.Value = &ten }), "10"},
		{"exclusive maximum of 3.0", aboveRange, number(func(s *openapi3.Schema) { yes := true; s.Max, s.ExclusiveMax.Bool = &ten, &yes }), "10"},
		{"multiple", aboveRange, number(func(s *openapi3.Schema) { s.Max, s.MultipleOf = &ten, &half }), "10.5"},
		{"enumeration", notAllowed, number(func(s *openapi3.Schema) { s.Enum = []any{1.0, 7.0, 3.0} }), "8"},
		{"unknown", unknown, number(func(s *openapi3.Schema) { s.Type = &openapi3.Types{"integer"}; s.Max = &ten }), "10"},
	} {
		value, err := c.violate(c.field, nil, "token")
		if err != nil || string(values.Encode(value)) != c.want {
			t.Errorf("%s: %v, %v, want %s", c.name, value, err, c.want)
		}
	}
}
