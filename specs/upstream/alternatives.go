package upstream

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract/schema"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// compareAlternatives compares what a value may choose from, in order, and whether exactly one or at least one must fit.
func (d *differ) compareAlternatives(part string, a, b *openapi3.Schema) {
	some, others := schema.Alternatives(a), schema.Alternatives(b)
	if len(some) > 0 && len(others) > 0 {
		d.aspect(part, "choice", choiceWord(a), choiceWord(b))
	}
	for i := range min(len(some), len(others)) {
		d.compareSchemas(within(part, fmt.Sprintf("<%d>", i+1)), some[i], others[i])
	}
	if len(a.OneOf) > 0 && len(b.OneOf) > 0 { // anyOf beside oneOf
		d.compareLists(part, "<any %d>", a.AnyOf, b.AnyOf)
	}
}

func choiceWord(m *openapi3.Schema) string {
	if len(m.OneOf) > 0 {
		return "exactly one"
	}
	return "at least one"
}

// compareLists compares schemas by their order.
func (d *differ) compareLists(part, step string, ours, theirs openapi3.SchemaRefs) {
	at := func(refs openapi3.SchemaRefs, i int) *openapi3.SchemaRef {
		if i < len(refs) {
			return refs[i]
		}
		return nil
	}
	for i := range max(len(ours), len(theirs)) {
		d.compareNested(within(part, fmt.Sprintf(step, i+1)), at(ours, i), at(theirs, i))
	}
}

// discriminatorWords says which field tells the alternatives of a schema apart, and which value stands for which of them: "kind
// (cat is 1, dog is 2)". Names of schemas are no facts.
func discriminatorWords(s *openapi3.Schema) string {
	found := discriminatorOf(s, nil)
	if found == nil {
		return "none"
	}
	options := slices.Concat(s.OneOf, s.AnyOf)
	words := []string{}
	for _, value := range slices.Sorted(maps.Keys(found.Mapping)) {
		target := found.Mapping[value].Ref
		i := slices.IndexFunc(options, func(ref *openapi3.SchemaRef) bool {
			return ref.Ref == target || strings.HasSuffix(ref.Ref, "/"+target)
		})
		words = append(words, fmt.Sprintf("%s is %s", value, wording.Or(strings.TrimPrefix(strconv.Itoa(i+1), "0"), "elsewhere")))
	}
	if len(words) == 0 {
		return found.PropertyName
	}
	return fmt.Sprintf("%s (%s)", found.PropertyName, strings.Join(words, ", "))
}

// discriminatorOf finds the discriminator of a schema, or of what it takes by allOf.
func discriminatorOf(s *openapi3.Schema, open []*openapi3.Schema) *openapi3.Discriminator {
	if s == nil || s.Discriminator != nil || slices.Contains(open, s) {
		return schema.OrEmpty(s).Discriminator
	}
	for _, part := range s.AllOf {
		if found := discriminatorOf(part.Value, append(slices.Clip(open), s)); found != nil {
			return found
		}
	}
	return nil
}
