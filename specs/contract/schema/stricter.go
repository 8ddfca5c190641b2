package schema

import (
	"math"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/internal/wording"
)

// takeBounds leaves in m the stricter of each two bounds.
func takeBounds(m, p *openapi3.Schema) {
	m.MinLength, m.MinItems, m.MinProps = max(m.MinLength, p.MinLength), max(m.MinItems, p.MinItems), max(m.MinProps, p.MinProps)
	m.MaxLength, m.MaxItems, m.MaxProps = least(m.MaxLength, p.MaxLength), least(m.MaxItems, p.MaxItems), least(m.MaxProps, p.MaxProps)
	m.Min, m.ExclusiveMin = narrower(m.Min, m.ExclusiveMin, p.Min, p.ExclusiveMin, func(a, b float64) bool { return a > b })
	m.Max, m.ExclusiveMax = narrower(m.Max, m.ExclusiveMax, p.Max, p.ExclusiveMax, func(a, b float64) bool { return a < b })
	if p.MultipleOf != nil && (m.MultipleOf == nil || *p.MultipleOf > *m.MultipleOf && math.Mod(*p.MultipleOf, *m.MultipleOf) == 0) {
		m.MultipleOf = p.MultipleOf
	}
}

// narrower returns the stricter of two bounds of a number. Whether the bound itself is allowed is said by a flag that belongs
// to it (OpenAPI 3.0), or by a second bound (3.1).
func narrower(
	a *float64, beyondA openapi3.ExclusiveBound, b *float64, beyondB openapi3.ExclusiveBound, stricter func(a, b float64) bool,
) (*float64, openapi3.ExclusiveBound) {
	if b != nil && (a == nil || stricter(*b, *a) || *a == *b && beyondB.IsTrue()) {
		a, beyondA.Bool = b, beyondB.Bool
	}
	if beyondB.Value != nil && (beyondA.Value == nil || stricter(*beyondB.Value, *beyondA.Value)) {
		beyondA.Value = beyondB.Value
	}
	return a, beyondA
}

func least(a, b *uint64) *uint64 {
	if a == nil || b != nil && *b < *a {
		return b
	}
	return a
}

// narrowerType returns the types that two schemas have in common; those of the first where there are none. An integer is a
// number.
func narrowerType(a, b *openapi3.Types) *openapi3.Types {
	if a == nil || b == nil {
		if a == nil {
			return b
		}
		return a
	}
	allows := func(types *openapi3.Types, name string) bool {
		return types.Includes(name) || name == openapi3.TypeInteger && types.Includes(openapi3.TypeNumber)
	}
	var narrow openapi3.Types
	for _, name := range slices.Concat(a.Slice(), b.Slice()) {
		if allows(a, name) && allows(b, name) && !slices.Contains(narrow, name) {
			narrow = append(narrow, name)
		}
	}
	if len(narrow) == 0 {
		return a
	}
	return &narrow
}

// common returns the values that two enumerations share. Where there are none, nothing conforms, and the first stays to be read.
func common(a, b []any) []any {
	if len(a) == 0 || len(b) == 0 {
		return slices.Concat(a, b)
	}
	shared := slices.DeleteFunc(slices.Clone(a), func(v any) bool {
		return !slices.ContainsFunc(b, func(other any) bool { return wording.JSON(v) == wording.JSON(other) })
	})
	if len(shared) == 0 {
		return a
	}
	return shared
}

// withAlternatives returns the alternatives of two choices, each once. That a value has to choose from either is lost; what it
// can hold is not.
func withAlternatives(a, b openapi3.SchemaRefs) openapi3.SchemaRefs {
	for _, ref := range b {
		if !slices.ContainsFunc(a, func(other *openapi3.SchemaRef) bool { return other.Value == ref.Value }) {
			a = append(slices.Clip(a), ref)
		}
	}
	return a
}

// both returns what two schemas of the same property or of the same entries say together. Where they are being merged already,
// they are parts of themselves, and the first is all there is to say.
func both(a, b *openapi3.SchemaRef, open []*openapi3.Schema) *openapi3.SchemaRef {
	switch {
	case a == nil || a.Value == nil:
		return b
	case b == nil || b.Value == nil || a.Value == b.Value || slices.Contains(open, a.Value) || slices.Contains(open, b.Value):
		return a
	}
	together := *a.Value
	together.AllOf = append(slices.Clip(together.AllOf), b)
	return openapi3.NewSchemaRef("", mergedWithout(&together, open))
}
