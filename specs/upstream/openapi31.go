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
func (d *differ) compareApplicators(part string, a, b *openapi3.Schema) {
	for _, word := range []struct {
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
		d.compareNested(within(part, word.step), word.ours, word.theirs)
	}
	for _, word := range []struct {
		step         string
		ours, theirs openapi3.BoolSchema
	}{
		{"<unevaluated>", a.UnevaluatedProperties, b.UnevaluatedProperties},
		{"<unevaluated entry>", a.UnevaluatedItems, b.UnevaluatedItems},
	} {
		if word.ours.Schema != nil && word.theirs.Schema != nil {
			d.compareNested(within(part, word.step), word.ours.Schema, word.theirs.Schema)
		}
	}
	for _, word := range []struct {
		step         string
		ours, theirs openapi3.Schemas
	}{
		{"<like %s>", a.PatternProperties, b.PatternProperties},
		{"<with %s>", a.DependentSchemas, b.DependentSchemas},
	} {
		for _, name := range union(word.ours, word.theirs) {
			d.compareNested(within(part, fmt.Sprintf(word.step, name)), word.ours[name], word.theirs[name])
		}
	}
	d.compareLists(part, "<entry %d>", a.PrefixItems, b.PrefixItems)
}
