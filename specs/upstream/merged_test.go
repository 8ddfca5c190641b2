package upstream

import (
	"encoding/json"
	"strconv"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/specs/contract/schema"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// TestMergedIsTheStricter holds that of two parts of an allOf that say the same word, neither is passed over, whichever of
// them comes first.
func TestMergedIsTheStricter(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		one, other string
		want       map[string]string
	}{
		"lengths": {
			`{"minLength": 2, "maxLength": 9}`, `{"minLength": 3, "maxLength": 12}`,
			map[string]string{"minLength": "3", "maxLength": "9"},
		},
		"numbers": {
			`{"minimum": 1, "maximum": 10}`, `{"minimum": 5, "maximum": 20}`,
			map[string]string{"minimum": "5", "maximum": "10"},
		},
		"a flag stays with its bound": {
			`{"minimum": 1, "exclusiveMinimum": true}`, `{"minimum": 5}`,
			map[string]string{"minimum": "5"},
		},
		"the same bound, and a flag": {
			`{"maximum": 5}`, `{"maximum": 5, "exclusiveMaximum": true}`,
			map[string]string{"maximum": "5", "exclusiveMaximum": "yes"},
		},
		"bounds of OpenAPI 3.1": {
			`{"exclusiveMinimum": 1, "exclusiveMaximum": 10}`, `{"exclusiveMinimum": 0, "exclusiveMaximum": 9, "minimum": 1}`,
			map[string]string{"minimum": "1", "exclusiveMinimum": "1", "exclusiveMaximum": "9"},
		},
		"multiples":       {`{"multipleOf": 2}`, `{"multipleOf": 6}`, map[string]string{"multipleOf": "6"}},
		"lists":           {`{"minItems": 1, "maxItems": 5}`, `{"uniqueItems": true, "maxItems": 4}`, map[string]string{"minItems": "1", "maxItems": "4", "uniqueItems": "yes"}},
		"objects":         {`{"minProperties": 1}`, `{"minProperties": 2, "maxProperties": 3}`, map[string]string{"minProperties": "2", "maxProperties": "3"}},
		"enumerations":    {`{"enum": ["a", "b", "c"]}`, `{"enum": ["c", "b", "d"]}`, map[string]string{"enum": `"b", "c"`}},
		"types":           {`{"type": "number"}`, `{"type": "integer"}`, map[string]string{"type": "integer"}},
		"choices":         {`{"oneOf": [{"type": "string"}, {"type": "object"}]}`, `{"oneOf": [{"type": "array"}, {"type": "boolean"}]}`, map[string]string{"alternatives": "4"}},
		"said only once":  {`{"pattern": "^a"}`, `{"format": "uuid"}`, map[string]string{"pattern": "^a", "format": "uuid"}},
		"nothing is said": {`{}`, `{}`, map[string]string{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for i, parts := range [][2]string{{test.one, test.other}, {test.other, test.one}} {
				got := map[string]string{}
				for word, said := range factsOf(schema.Merged(schemaIn(t, `{"allOf": [`+parts[0]+`, `+parts[1]+`]}`))) {
					if said != "" && said != "anything" {
						got[word] = said
					}
				}
				if diff := cmp.Diff(test.want, got); diff != "" {
					t.Errorf("in order %s:\n%s", strconv.Itoa(i+1), diff)
				}
			}
		})
	}
}

// TestMergedJoinsProperties holds that a property or an entry that two parts describe is what both say, and keeps its words.
func TestMergedJoinsProperties(t *testing.T) {
	t.Parallel()
	m := schema.Merged(schemaIn(t, `{"allOf": [
		{"properties": {"action": {"type": "string", "description": "What is done."}, "parts": {"type": "array", "items": {"maxLength": 9}}}},
		{"properties": {"action": {"enum": ["search"]}, "parts": {"items": {"type": "string", "maxLength": 4}}}}]}`))
	action := m.Properties["action"].Value
	if !action.Type.Is("string") || len(action.Enum) != 1 || action.Description != "What is done." {
		t.Errorf("action is %s; expected is a described text with one value", wording.JSON(action))
	}
	if entry := m.Properties["parts"].Value.Items.Value; !entry.Type.Is("string") || *entry.MaxLength != 4 {
		t.Errorf("an entry of parts is %s; expected is a text of at most 4", wording.JSON(entry))
	}
}

// TestMergedOfItself holds that merging ends where two parts describe themselves in the same property.
func TestMergedOfItself(t *testing.T) {
	t.Parallel()
	one, other := schemaIn(t, `{"required": ["child"]}`), schemaIn(t, `{"minProperties": 1}`)
	for _, s := range []*openapi3.Schema{one, other} {
		s.Properties = openapi3.Schemas{"child": openapi3.NewSchemaRef("", s)}
	}
	whole := &openapi3.Schema{AllOf: openapi3.SchemaRefs{openapi3.NewSchemaRef("", one), openapi3.NewSchemaRef("", other)}}
	one.Properties["whole"], other.Properties["whole"] = openapi3.NewSchemaRef("", whole), openapi3.NewSchemaRef("", one)
	if m := schema.Merged(whole); m.MinProps != 1 || m.Properties["child"].Value != one {
		t.Errorf("merged into %d properties at least, and another child than the first", m.MinProps)
	}
}

func schemaIn(t *testing.T, text string) *openapi3.Schema {
	t.Helper()
	var s openapi3.Schema
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		t.Fatal(err)
	}
	return &s
}
