package steps

import (
	"context"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/values"
)

func TestSegmentsOfAPathStaySegments(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{"a b": "a%20b", "a/b": "a%2Fb", "..": "%2E%2E", ".": "%2E", "a?b#c": "a%3Fb%23c", "é": "%C3%A9", "%": "%25"} {
		if got := escapeSegment(value); got != want {
			t.Errorf("%q: %s, want %s", value, got, want)
		}
	}
}

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

func TestWaitingEndsWithTheRun(t *testing.T) {
	t.Parallel()
	if err := wait(t.Context(), time.Nanosecond); err != nil {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := wait(ctx, time.Hour); err == nil {
		t.Error("waited for an hour, it seems")
	}
}
