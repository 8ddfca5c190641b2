package upstream

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract/schema"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// compareSchemas compares what two values of the same part must be, and everything within them. A missing schema demands
// nothing.
func (d *differ) compareSchemas(part string, ours, theirs *openapi3.Schema) {
	pair := [2]*openapi3.Schema{ours, theirs}
	if ours == nil && theirs == nil || d.same[pair] {
		return
	}
	depth := len(d.open)
	if at, open := d.open[pair]; open || depth > schema.MaxDepth {
		d.closed = min(d.closed, at) // of what is too deep it is not known where it would close: 0
		return
	}
	if d.open == nil {
		d.open, d.same = map[[2]*openapi3.Schema]int{}, map[[2]*openapi3.Schema]bool{}
	}
	d.open[pair] = depth + 1
	found, outer := len(d.found), d.closed
	d.closed = math.MaxInt
	defer func() {
		delete(d.open, pair)
		// Without a difference, and without having been cut short by something further out, it is the same everywhere.
		if len(d.found) == found && d.closed > depth {
			d.same[pair] = true
			d.closed = outer
		}
		d.closed = min(d.closed, outer)
	}()

	a, b := schema.OrEmpty(schema.Merged(ours)), schema.OrEmpty(schema.Merged(theirs))
	left, right := factsOf(a), factsOf(b)
	for _, aspect := range union(left, right) {
		d.aspect(part, aspect, wording.Or(left[aspect], "none"), wording.Or(right[aspect], "none"))
	}
	d.compareProperties(part, a, b)
	d.compareNested(within(part, "[]"), a.Items, b.Items)
	if a.AdditionalProperties.Schema != nil && b.AdditionalProperties.Schema != nil {
		d.compareNested(within(part, "*"), a.AdditionalProperties.Schema, b.AdditionalProperties.Schema)
	}
	d.compareNested(within(part, "<not>"), a.Not, b.Not)
	d.compareAlternatives(part, a, b)
	d.compareApplicators(part, a, b)
	d.aspect(part, "discriminator", discriminatorWords(ours), discriminatorWords(theirs))
}

// compareNested compares the schemas of a part that perhaps only one side has.
func (d *differ) compareNested(part string, ours, theirs *openapi3.SchemaRef) bool {
	describe := func(ref *openapi3.SchemaRef) string {
		if ref == nil {
			return ""
		}
		return schema.TypeWords(schema.Merged(ref.Value))
	}
	switch {
	case ours == nil && theirs == nil:
	case theirs == nil:
		d.add(OnlyOurs, part, "exists", describe(ours), "")
	case ours == nil:
		d.add(OnlyUpstream, part, "exists", "", describe(theirs))
	default:
		d.compareSchemas(part, ours.Value, theirs.Value)
		return true
	}
	return false
}

func (d *differ) compareProperties(part string, a, b *openapi3.Schema) {
	names := union(a.Properties, b.Properties)
	for _, name := range slices.Concat(a.Required, b.Required) { // to require what is not declared is a fact of its own
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, name := range names {
		part := within(part, name)
		left, right := a.Properties[name], b.Properties[name]
		if d.compareNested(part, left, right) || left == nil && right == nil {
			d.aspect(part, "required", yesNo(slices.Contains(a.Required, name)), yesNo(slices.Contains(b.Required, name)))
		}
	}
}

// factsOf returns what a merged schema demands of a value, without what is within it. A demand that is not made has no
// entry.
func factsOf(s *openapi3.Schema) map[string]string {
	facts := map[string]string{
		"type":             schema.TypeWords(s),
		"format":           s.Format,
		"pattern":          s.Pattern,
		"minLength":        leastWords(s.MinLength),
		"maxLength":        countWords(s.MaxLength),
		"minimum":          schema.NumberWords(s.Min),
		"maximum":          schema.NumberWords(s.Max),
		"exclusiveMinimum": schema.NumberWords(s.ExclusiveMin.Value) + flagWords(s.ExclusiveMin.IsTrue()),
		"exclusiveMaximum": schema.NumberWords(s.ExclusiveMax.Value) + flagWords(s.ExclusiveMax.IsTrue()),
		"multipleOf":       schema.NumberWords(s.MultipleOf),
		"minItems":         leastWords(s.MinItems),
		"maxItems":         countWords(s.MaxItems),
		"uniqueItems":      flagWords(s.UniqueItems),
		"minProperties":    leastWords(s.MinProps),
		"maxProperties":    countWords(s.MaxProps),
		"readOnly":         flagWords(s.ReadOnly),
		"writeOnly":        flagWords(s.WriteOnly),
		"nullable":         schema.NullableWords(s),
		"deprecated":       flagWords(s.Deprecated),
	}
	if len(s.Enum) > 0 {
		words := make([]string, len(s.Enum))
		for i, v := range s.Enum {
			words[i] = wording.JSON(v)
		}
		slices.Sort(words)
		facts["enum"] = strings.Join(words, ", ")
	}
	if s.Default != nil {
		facts["default"] = wording.JSON(s.Default)
	}
	if s.Const != nil {
		facts["const"] = wording.JSON(s.Const)
	}
	if n := len(schema.Alternatives(s)); n > 0 {
		facts["alternatives"] = strconv.Itoa(n)
	}
	facts["additional properties"] = extraWords(s.AdditionalProperties)
	maps.Copy(facts, facts31(s))
	return facts
}

// extraWords says what further fields or entries may be, where they may not be anything.
func extraWords(extra openapi3.BoolSchema) string {
	switch {
	case extra.Schema != nil:
		return "of a type"
	case extra.Has != nil && !*extra.Has:
		return "forbidden"
	}
	return ""
}

func countWords(v *uint64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatUint(*v, 10)
}

// leastWords is countWords for a minimum: 0 demands nothing.
func leastWords(v uint64) string {
	if v == 0 {
		return ""
	}
	return countWords(&v)
}

func flagWords(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

// within appends a step to a part: "request body" and "write" make "request body /write".
func within(part, name string) string {
	if strings.Contains(part, " /") {
		return part + "/" + name
	}
	return part + " /" + name
}
