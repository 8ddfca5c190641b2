package upstream

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// facts31 returns what a merged schema demands of a value by words that OpenAPI has since 3.1.
func facts31(s *openapi3.Schema) map[string]string {
	facts := map[string]string{
		"minContains":            countWords(s.MinContains),
		"maxContains":            countWords(s.MaxContains),
		"unevaluated properties": extraWords(s.UnevaluatedProperties),
		"unevaluated items":      extraWords(s.UnevaluatedItems),
		"contentEncoding":        s.ContentEncoding,
		"contentMediaType":       s.ContentMediaType,
	}
	if s.Always != nil && !*s.Always {
		facts["value"] = "forbidden"
	}
	var demands []string
	for _, name := range slices.Sorted(maps.Keys(s.DependentRequired)) {
		demands = append(demands, fmt.Sprintf("%s with %s", strings.Join(slices.Sorted(slices.Values(s.DependentRequired[name])), " and "), name))
	}
	facts["dependentRequired"] = strings.Join(demands, ", ")
	return facts
}

// compareApplicators compares the schemas that merged schemas apply to a value, or to a part of it, by words that OpenAPI has since
// 3.1.
func (d *differ) compareApplicators(place string, a, b *openapi3.Schema) {
	for _, part := range []struct {
		step         string
		ours, theirs *openapi3.SchemaRef
	}{
		{"<contains>", a.Contains, b.Contains},
		{"<name>", a.PropertyNames, b.PropertyNames},
		{"<if>", a.If, b.If},
		{"<then>", a.Then, b.Then},
		{"<else>", a.Else, b.Else},
		{"<content>", a.ContentSchema, b.ContentSchema},
	} {
		d.compareNested(within(place, part.step), part.ours, part.theirs)
	}
	for _, part := range []struct {
		step         string
		ours, theirs openapi3.BoolSchema
	}{
		{"<unevaluated>", a.UnevaluatedProperties, b.UnevaluatedProperties},
		{"<unevaluated entry>", a.UnevaluatedItems, b.UnevaluatedItems},
	} {
		if part.ours.Schema != nil && part.theirs.Schema != nil {
			d.compareNested(within(place, part.step), part.ours.Schema, part.theirs.Schema)
		}
	}
	for _, part := range []struct {
		step         string
		ours, theirs openapi3.Schemas
	}{
		{"<like %s>", a.PatternProperties, b.PatternProperties},
		{"<with %s>", a.DependentSchemas, b.DependentSchemas},
	} {
		for _, name := range union(part.ours, part.theirs) {
			d.compareNested(within(place, fmt.Sprintf(part.step, name)), part.ours[name], part.theirs[name])
		}
	}
	d.compareLists(place, "<entry %d>", a.PrefixItems, b.PrefixItems)
}
