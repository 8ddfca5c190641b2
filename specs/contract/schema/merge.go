package schema

import (
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// Merged returns a schema with everything that it takes from allOf, and from anyOf or oneOf where these offer no choice.
// A schema that takes nothing from elsewhere is returned as it is; the result must not be changed. It may be nil.
func Merged(s *openapi3.Schema) *openapi3.Schema { return mergedWithout(s, nil) }

// mergedWithout leaves out the schemas that are being merged already, so that a schema that takes itself comes to an end.
func mergedWithout(s *openapi3.Schema, open []*openapi3.Schema) *openapi3.Schema {
	if s == nil || len(s.AllOf) == 0 && len(s.OneOf) != 1 && len(s.AnyOf) != 1 {
		return s
	}
	open = append(slices.Clip(open), s)
	m := *s
	m.Required = slices.Clone(s.Required)
	m.Properties = maps.Clone(s.Properties)
	if m.Properties == nil {
		m.Properties = openapi3.Schemas{}
	}
	parts := slices.Clone(s.AllOf)
	m.AllOf = nil
	if len(s.OneOf) == 1 {
		parts, m.OneOf = append(parts, s.OneOf[0]), nil
	}
	if len(s.AnyOf) == 1 {
		parts, m.AnyOf = append(parts, s.AnyOf[0]), nil
	}
	within := slices.Clone(open)
	for _, part := range parts {
		within = append(within, part.Value)
	}
	for _, part := range parts {
		if part.Value != nil && !slices.Contains(open, part.Value) {
			takeFrom(&m, mergedWithout(part.Value, open), within)
		}
	}
	return &m
}

// takeFrom adds what p says to m. Where both say the same word, the stricter one holds; where a word cannot be said twice, as a
// pattern or a format, it is that of m. Open are the schemas that are being merged.
func takeFrom(m, p *openapi3.Schema, open []*openapi3.Schema) {
	takeBounds(m, p)
	takeExact(m, p)
	m.Type = narrowerType(m.Type, p.Type)
	fill(&m.Format, p.Format)
	fill(&m.Title, p.Title)
	fill(&m.Pattern, p.Pattern)
	fill(&m.UniqueItems, p.UniqueItems)
	fill(&m.AdditionalProperties, p.AdditionalProperties)
	fill(&m.Nullable, p.Nullable)
	fill(&m.ReadOnly, p.ReadOnly)
	fill(&m.WriteOnly, p.WriteOnly)
	fill(&m.Not, p.Not)
	fill(&m.Deprecated, p.Deprecated)
	m.Enum = common(m.Enum, p.Enum)
	if m.Default == nil {
		m.Default = p.Default
	}
	if m.Const == nil {
		m.Const = p.Const
	}
	m.OneOf = withAlternatives(m.OneOf, p.OneOf)
	m.AnyOf = withAlternatives(m.AnyOf, p.AnyOf)
	m.Items = both(m.Items, p.Items, open)
	if p.Extensions[NullableExtension] == true {
		m.Extensions = map[string]any{NullableExtension: true}
	}
	takeFrom31(m, p)
	for _, name := range p.Required {
		if !slices.Contains(m.Required, name) {
			m.Required = append(m.Required, name)
		}
	}
	for name, property := range p.Properties {
		m.Properties[name] = both(m.Properties[name], property, open)
	}
}

// takeFrom31 is the part of takeFrom that OpenAPI has since 3.1.
func takeFrom31(m, p *openapi3.Schema) {
	fill(&m.Contains, p.Contains)
	fill(&m.MinContains, p.MinContains)
	fill(&m.MaxContains, p.MaxContains)
	fill(&m.PropertyNames, p.PropertyNames)
	fill(&m.UnevaluatedItems, p.UnevaluatedItems)
	fill(&m.UnevaluatedProperties, p.UnevaluatedProperties)
	fill(&m.ContentEncoding, p.ContentEncoding)
	fill(&m.ContentMediaType, p.ContentMediaType)
	fill(&m.ContentSchema, p.ContentSchema)
	fill(&m.Always, p.Always)
	if m.If == nil {
		m.If, m.Then, m.Else = p.If, p.Then, p.Else
	}
	if m.PrefixItems == nil {
		m.PrefixItems = p.PrefixItems
	}
	if m.PatternProperties == nil {
		m.PatternProperties = p.PatternProperties
	}
	if m.DependentSchemas == nil {
		m.DependentSchemas = p.DependentSchemas
	}
	if m.DependentRequired == nil {
		m.DependentRequired = p.DependentRequired
	}
}

func fill[T comparable](into *T, from T) {
	var zero T
	if *into == zero {
		*into = from
	}
}

// NullableExtension is how Swagger 2 files say that a value may be null; some files were only half converted.
const NullableExtension = "x-nullable"

// Alternatives returns the schemas that a value may choose from, and none where there is no choice. It takes a merged one.
func Alternatives(m *openapi3.Schema) []*openapi3.Schema {
	refs := m.OneOf
	if len(refs) == 0 {
		refs = m.AnyOf
	}
	var schemas []*openapi3.Schema
	for _, ref := range refs {
		if ref.Value != nil {
			schemas = append(schemas, ref.Value)
		}
	}
	return schemas
}

// MaxDepth bounds how deep schemas are followed. The deepest of GovStack has seven levels.
const MaxDepth = 24

// NullableWords says how null is allowed: in a word of OpenAPI, or only in one that OpenAPI does not know.
func NullableWords(s *openapi3.Schema) string {
	switch {
	case s.Type != nil && (s.Nullable || s.Type.IncludesNull()):
		return "yes"
	case s.Extensions[NullableExtension] == true:
		return NullableExtension
	}
	return ""
}

// IsNullable reports whether a schema with a type also accepts null. One without a type accepts it anyway.
func IsNullable(s *openapi3.Schema) bool { return NullableWords(s) != "" }

// OrEmpty returns a schema that demands nothing in place of one that is missing.
func OrEmpty(s *openapi3.Schema) *openapi3.Schema {
	if s == nil {
		return &openapi3.Schema{}
	}
	return s
}
