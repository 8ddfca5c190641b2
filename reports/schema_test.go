package reports

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// compileSchema compiles a schema and asserts formats. With strict, members that the schema does not name are refused,
// so that the test sees what a reader of the published schema would let pass.
func compileSchema(t *testing.T, text []byte, strict bool) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if strict {
		forbidOthers(document)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("schema.json", document); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func forbidOthers(v any) {
	switch v := v.(type) {
	case map[string]any:
		if _, ok := v["properties"]; ok && v["type"] == "object" {
			v["additionalProperties"] = false
		}
		for _, child := range v {
			forbidOthers(child)
		}
	case []any:
		for _, child := range v {
			forbidOthers(child)
		}
	}
}

func validate(t *testing.T, s *jsonschema.Schema, text []byte) error {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(document)
}

func TestWhatIsWrittenFollowsTheSchema(t *testing.T) {
	t.Parallel()
	s := compileSchema(t, Schema(), true)
	documents := map[string]string{
		"sample":  writeSample(t, t.TempDir(), sampleHeader(t), sampleScenarios(t)),
		"nothing": writeSample(t, t.TempDir(), Results{}, nil),
		"bare":    writeSample(t, t.TempDir(), Results{Complete: true, BuildingBlocks: []BuildingBlock{{}}}, []Scenario{{ID: "a", Verdict: Passed}}),
	}
	for name, path := range documents {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := validate(t, s, b); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	dir := die(t, func(s string) string { return s })
	if err := Recover(dir); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(dir + "/" + ResultsName)
	if err != nil {
		t.Fatal(err)
	}
	if err := validate(t, s, b); err != nil {
		t.Errorf("recovered: %v", err)
	}
}

func TestSchemaRefusesWhatIsWrong(t *testing.T) {
	t.Parallel()
	s := compileSchema(t, Schema(), false)
	b, err := os.ReadFile(writeSample(t, t.TempDir(), sampleHeader(t), sampleScenarios(t)))
	if err != nil {
		t.Fatal(err)
	}
	for old, changed := range map[string]string{
		`"format": "bbconform-results/1"`: `"format": "bbconform-results/2"`,
		`"verdict":"not applicable"`:      `"verdict":"skipped"`,
		`"started": "2026`:                `"started": "yesterday 2026`,
		`"total": 11`:                     `"total": -1`,
	} {
		if !bytes.Contains(b, []byte(old)) {
			t.Fatalf("the sample has no %s", old)
		}
		if validate(t, s, bytes.Replace(b, []byte(old), []byte(changed), 1)) == nil {
			t.Errorf("%s is taken", changed)
		}
	}
}

func TestSchemaNamesEveryField(t *testing.T) {
	t.Parallel()
	type object struct {
		Required   []string
		Properties map[string]json.RawMessage
		Defs       map[string]object `json:"$defs"`
	}
	var document object
	if err := json.Unmarshal(Schema(), &document); err != nil {
		t.Fatal(err)
	}
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(typ reflect.Type) {
		for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice || typ.Kind() == reflect.Map {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct || typ.PkgPath() != reflect.TypeFor[Results]().PkgPath() || seen[typ] {
			return
		}
		seen[typ] = true
		def, ok := document.Defs[typ.Name()]
		if typ == reflect.TypeFor[Results]() {
			def, ok = document, true
		}
		if !ok {
			t.Errorf("the schema has no %s", typ.Name())
			return
		}
		required := map[string]bool{}
		for _, name := range def.Required {
			required[name] = true
		}
		for i := range typ.NumField() {
			field := typ.Field(i)
			name, option, _ := strings.Cut(field.Tag.Get("json"), ",")
			if def.Properties[name] == nil {
				t.Errorf("the schema has no %s.%s", typ.Name(), name)
			}
			if required[name] != (option == "") {
				t.Errorf("%s.%s: required is %v in the schema", typ.Name(), name, required[name])
			}
			walk(field.Type)
		}
		extra := 0
		if typ == reflect.TypeFor[Results]() {
			extra = 1 // scenarios
		}
		if len(def.Properties) != typ.NumField()+extra {
			t.Errorf("%s has %d fields, the schema %d", typ.Name(), typ.NumField(), len(def.Properties))
		}
	}
	walk(reflect.TypeFor[Results]())
	walk(reflect.TypeFor[Scenario]())
	if len(seen) != len(document.Defs) { // Results has no definition of its own, Verdict is no struct
		t.Errorf("%d types, %d definitions", len(seen), len(document.Defs))
	}
}
