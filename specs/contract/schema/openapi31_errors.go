package schema

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"

	"github.com/bbconform/bbconform/specs/contract/strictjson"
)

// translator turns the errors of the validator into violations.
type translator struct {
	compiled *compiledSchema
	root     any
	nesting  int
	found    []Violation
}

func (t *translator) translate(err *jsonschema.ValidationError) {
	v := Violation{Schema: t.schemaAt(err.SchemaURL), Path: err.InstanceLocation, Value: strictjson.At(t.root, err.InstanceLocation)}
	if keywords := err.ErrorKind.KeywordPath(); len(keywords) > 0 {
		v.Keyword = keywords[0]
	}
	switch k := err.ErrorKind.(type) {
	case *kind.OneOf:
		v.Detail = t.choice(err, len(v.Schema.OneOf), len(k.Subschemas))
		if v.Detail == "" {
			return
		}
	case *kind.AnyOf:
		v.Detail = t.choice(err, len(v.Schema.AnyOf), 0)
		if v.Detail == "" {
			return
		}
	case *kind.Required:
		t.each(v, k.Missing)
		return
	case *kind.AdditionalProperties:
		t.each(v, k.Properties)
		return
	case *kind.DependentRequired:
		v.Keyword = "required"
		t.each(v, k.Missing)
		return
	case *kind.FalseSchema:
		v = t.forbidden(v)
	case *kind.Not:
		v.Keyword = "not"
	default:
		if len(err.Causes) > 0 {
			for _, cause := range err.Causes {
				t.translate(cause)
			}
			return
		}
	}
	t.found = append(t.found, v)
}

// sortViolations puts violations in the order of their paths. The validator has none: it goes through objects as Go does.
func sortViolations(found []Violation) {
	slices.SortFunc(found, func(a, b Violation) int {
		return cmp.Or(slices.Compare(a.Path, b.Path), strings.Compare(a.Keyword, b.Keyword), strings.Compare(a.Name, b.Name),
			strings.Compare(a.Detail, b.Detail))
	})
}

// each notes one violation for every name.
func (t *translator) each(v Violation, names []string) {
	for _, name := range names {
		one := v
		one.Name, one.Path = name, slices.Concat(v.Path, []string{name})
		one.Value = strictjson.At(t.root, one.Path)
		t.found = append(t.found, one)
	}
}

// forbidden says why a value meets the schema "false": it is one that oneWay put there, or the contract says so.
func (t *translator) forbidden(v Violation) Violation {
	switch {
	case v.Schema.WriteOnly:
		v.Keyword = "writeOnly"
	case v.Schema.ReadOnly:
		v.Keyword = "readOnly"
	default:
		v.Keyword = "not"
	}
	return v
}

// choice says which alternative is the nearest. Where there is only one, what it finds is found, and nothing is said.
func (t *translator) choice(err *jsonschema.ValidationError, options, matches int) string {
	var nearest *translator
	if t.nesting < MaxNesting {
		for _, cause := range err.Causes {
			attempt := &translator{compiled: t.compiled, root: t.root, nesting: t.nesting + 1}
			attempt.translate(cause)
			sortViolations(attempt.found)
			if nearest == nil || len(attempt.found) < len(nearest.found) {
				nearest = attempt
			}
		}
	}
	if options == 1 && nearest != nil {
		t.found = append(t.found, nearest.found...)
		return ""
	}
	var found []Violation
	if nearest != nil {
		found = nearest.found
	}
	return choiceWords(matches, options, found)
}

// schemaAt returns the schema that an address in our documents stands for. It is empty where that cannot be told.
func (t *translator) schemaAt(location string) *openapi3.Schema {
	document, fragment, _ := strings.Cut(location, "#")
	s := t.compiled.shared[document]
	if document == t.compiled.address {
		s = t.compiled.schema
	}
	var steps []string
	for step := range strings.SplitSeq(strings.TrimPrefix(fragment, "/"), "/") {
		if decoded, err := url.PathUnescape(step); err == nil {
			step = decoded
		}
		steps = append(steps, strings.ReplaceAll(strings.ReplaceAll(step, "~1", "/"), "~0", "~"))
	}
	for len(steps) > 0 && steps[0] != "" && s != nil {
		next := single31(s, steps[0])
		if next == nil && len(steps) > 1 {
			next, steps = within31(s, steps[0], steps[1]), steps[1:]
		}
		if next == nil {
			return &openapi3.Schema{}
		}
		s, steps = next.Value, steps[1:]
	}
	return OrEmpty(s)
}

// single31 returns the schema under a keyword that holds one.
func single31(s *openapi3.Schema, keyword string) *openapi3.SchemaRef {
	switch keyword {
	case "items":
		return s.Items
	case "additionalProperties":
		return s.AdditionalProperties.Schema
	case "not":
		return s.Not
	case "if":
		return s.If
	case "then":
		return s.Then
	case "else":
		return s.Else
	case "contains":
		return s.Contains
	case "propertyNames":
		return s.PropertyNames
	}
	return nil
}

// within31 returns the schema under a keyword that holds several.
func within31(s *openapi3.Schema, keyword, name string) *openapi3.SchemaRef {
	lists := map[string]openapi3.SchemaRefs{"allOf": s.AllOf, "anyOf": s.AnyOf, "oneOf": s.OneOf, "prefixItems": s.PrefixItems}
	if list, ok := lists[keyword]; ok {
		if i, err := strconv.Atoi(name); err == nil && i < len(list) {
			return list[i]
		}
		return nil
	}
	switch keyword {
	case "properties":
		return s.Properties[name]
	case "patternProperties":
		return s.PatternProperties[name]
	case "dependentSchemas":
		return s.DependentSchemas[name]
	case "$defs":
		return s.Defs[name]
	}
	return nil
}
