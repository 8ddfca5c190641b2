package specs

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// maxDepth bounds how deep schemas are followed. The deepest of GovStack has seven levels.
const maxDepth = 24

// flat is a schema with everything that it takes from allOf, and from anyOf or oneOf where these offer no choice.
type flat struct {
	schema       *openapi3.Schema // where the type is said, or the schema itself
	types        []string
	nullable     bool
	format       string
	enum         []any
	required     []string
	properties   map[string]*openapi3.Schema
	items        *openapi3.Schema
	additional   openapi3.BoolSchema
	alternatives []*openapi3.Schema // of anyOf or oneOf, where there are two or more
	constraints  map[string]string  // pattern, maxLength, minimum …
}

// flatten gathers a schema. It accepts nil, which demands nothing.
func flatten(s *openapi3.Schema) *flat {
	f := &flat{schema: s, properties: map[string]*openapi3.Schema{}, constraints: map[string]string{}}
	f.take(s, nil)
	if f.has("null") {
		f.nullable = true
		f.types = slices.DeleteFunc(f.types, func(t string) bool { return t == "null" })
	}
	return f
}

func (f *flat) has(typ string) bool { return slices.Contains(f.types, typ) }

func (f *flat) take(s *openapi3.Schema, taken []*openapi3.Schema) {
	if s == nil || slices.Contains(taken, s) {
		return
	}
	taken = append(taken, s)
	if f.types == nil && s.Type != nil {
		f.types, f.schema = slices.Sorted(slices.Values(s.Type.Slice())), s
	}
	if f.format == "" {
		f.format = s.Format
	}
	if f.enum == nil {
		f.enum = s.Enum
	}
	if f.items == nil && s.Items != nil {
		f.items = s.Items.Value
	}
	if f.additional.Has == nil && f.additional.Schema == nil {
		f.additional = s.AdditionalProperties
	}
	// x-nullable is how Swagger 2 files said it, and some were only half converted. A schema without a type accepts null
	// anyway.
	f.nullable = f.nullable || s.Type != nil && s.Nullable || s.Extensions["x-nullable"] == true
	f.required = append(f.required, s.Required...)
	for name, ref := range s.Properties {
		if ref.Value != nil && f.properties[name] == nil {
			f.properties[name] = ref.Value
		}
	}
	f.takeConstraints(s)
	for _, part := range s.AllOf {
		f.take(part.Value, taken)
	}
	for _, choice := range []openapi3.SchemaRefs{s.OneOf, s.AnyOf} {
		if len(choice) == 1 {
			f.take(choice[0].Value, taken)
		} else if f.alternatives == nil {
			for _, alternative := range choice {
				f.alternatives = append(f.alternatives, alternative.Value)
			}
		}
	}
}

func (f *flat) takeConstraints(s *openapi3.Schema) {
	set := func(name, value string) {
		if value != "" && f.constraints[name] == "" {
			f.constraints[name] = value
		}
	}
	number := func(v *float64) string {
		if v == nil {
			return ""
		}
		return strconv.FormatFloat(*v, 'g', -1, 64)
	}
	count := func(v *uint64) string {
		if v == nil {
			return ""
		}
		return strconv.FormatUint(*v, 10)
	}
	atLeast := func(v uint64) string {
		if v == 0 {
			return ""
		}
		return count(&v)
	}
	flag := func(b bool) string {
		if b {
			return "yes"
		}
		return ""
	}
	bound := func(b openapi3.ExclusiveBound) string { return number(b.Value) + flag(b.IsTrue()) }

	set("pattern", s.Pattern)
	set("minLength", atLeast(s.MinLength))
	set("maxLength", count(s.MaxLength))
	set("minimum", number(s.Min))
	set("maximum", number(s.Max))
	set("exclusiveMinimum", bound(s.ExclusiveMin))
	set("exclusiveMaximum", bound(s.ExclusiveMax))
	set("multipleOf", number(s.MultipleOf))
	set("minItems", atLeast(s.MinItems))
	set("maxItems", count(s.MaxItems))
	set("uniqueItems", flag(s.UniqueItems))
	set("minProperties", atLeast(s.MinProps))
	set("maxProperties", count(s.MaxProps))
	set("readOnly", flag(s.ReadOnly))
	set("writeOnly", flag(s.WriteOnly))
	if s.Default != nil {
		set("default", jsonText(s.Default))
	}
	if s.Const != nil {
		set("const", jsonText(s.Const))
	}
	if s.Not != nil {
		set("not", "yes")
	}
}

// typeWords says what kind of value is meant: "string", "array", "integer or string", "anything".
func (f *flat) typeWords() string {
	if len(f.types) == 0 {
		return "anything"
	}
	return strings.Join(f.types, " or ")
}

func (f *flat) enumWords() string {
	if len(f.enum) == 0 {
		return "none"
	}
	words := make([]string, len(f.enum))
	for i, v := range f.enum {
		words[i] = jsonText(v)
	}
	slices.Sort(words)
	return strings.Join(words, ", ")
}

func (f *flat) additionalWords() string {
	switch {
	case f.additional.Schema != nil:
		return "of a type"
	case f.additional.Has != nil && !*f.additional.Has:
		return "forbidden"
	}
	return "allowed"
}

// compareSchemas compares what two values at the same place must be, and everything within them.
func (d *differ) compareSchemas(place string, ours, theirs *openapi3.Schema) {
	pair := [2]*openapi3.Schema{ours, theirs}
	if ours == nil && theirs == nil || d.open[pair] || len(d.open) > maxDepth {
		return
	}
	if d.open == nil {
		d.open = map[[2]*openapi3.Schema]bool{}
	}
	d.open[pair] = true
	defer delete(d.open, pair)

	a, b := flatten(ours), flatten(theirs)
	d.aspect(place, "type", a.typeWords(), b.typeWords())
	d.aspect(place, "nullable", yesNo(a.nullable), yesNo(b.nullable))
	d.aspect(place, "format", orWord(a.format, "none"), orWord(b.format, "none"))
	d.aspect(place, "enum", a.enumWords(), b.enumWords())
	d.aspect(place, "additional properties", a.additionalWords(), b.additionalWords())
	for _, name := range union(a.constraints, b.constraints) {
		d.aspect(place, name, orWord(a.constraints[name], "none"), orWord(b.constraints[name], "none"))
	}
	d.compareProperties(place, a, b)
	if d.both(within(place, "[]"), a.items != nil, b.items != nil, func() (string, string) {
		return flatten(a.items).typeWords(), flatten(b.items).typeWords()
	}) {
		d.compareSchemas(within(place, "[]"), a.items, b.items)
	}
	if a.additional.Schema != nil && b.additional.Schema != nil {
		d.compareSchemas(within(place, "*"), a.additional.Schema.Value, b.additional.Schema.Value)
	}
	d.aspect(place, "alternatives", strconv.Itoa(len(a.alternatives)), strconv.Itoa(len(b.alternatives)))
	for i := range min(len(a.alternatives), len(b.alternatives)) {
		d.compareSchemas(within(place, fmt.Sprintf("<%d>", i+1)), a.alternatives[i], b.alternatives[i])
	}
}

func (d *differ) compareProperties(place string, a, b *flat) {
	for _, name := range union(a.properties, b.properties) {
		place := within(place, name)
		left, right := a.properties[name], b.properties[name]
		if d.both(place, left != nil, right != nil, func() (string, string) {
			return flatten(left).typeWords(), flatten(right).typeWords()
		}) {
			d.aspect(place, "required", yesNo(slices.Contains(a.required, name)), yesNo(slices.Contains(b.required, name)))
			d.compareSchemas(place, left, right)
		}
	}
	// Requiring a property that is not declared is a fact of its own.
	undeclared := func(f *flat) map[string]bool {
		names := map[string]bool{}
		for _, name := range f.required {
			if a.properties[name] == nil && b.properties[name] == nil {
				names[name] = true
			}
		}
		return names
	}
	left, right := undeclared(a), undeclared(b)
	for _, name := range slices.Sorted(maps.Keys(mapsMerged(left, right))) {
		d.aspect(within(place, name), "required", yesNo(left[name]), yesNo(right[name]))
	}
}

func mapsMerged(a, b map[string]bool) map[string]bool {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// within appends a step to a place: "request body" and "write" make "request body /write".
func within(place, name string) string {
	if head, tail, ok := strings.Cut(place, " /"); ok {
		return head + " /" + tail + "/" + name
	}
	return place + " /" + name
}

func orWord(s, word string) string {
	if s == "" {
		return word
	}
	return s
}

// jsonText is the JSON form of a value of the contract.
func jsonText(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(data)
}
