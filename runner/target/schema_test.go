package target

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/bbconform/bbconform/specs"
)

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("target.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("target.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// schemaError validates a configuration as an editor would.
func schemaError(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	var v any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(doc)
}

// Every key of the types is a property of the schema, and the other way round.
func TestSchemaAndTypesAgree(t *testing.T) {
	t.Parallel()
	var schema map[string]any
	if err := json.Unmarshal(Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	deref := func(s map[string]any) map[string]any {
		for s["$ref"] != nil {
			name := strings.TrimPrefix(s["$ref"].(string), "#/$defs/")
			s = schema["$defs"].(map[string]any)[name].(map[string]any)
		}
		return s
	}
	var compare func(path string, typ reflect.Type, s map[string]any)
	compare = func(path string, typ reflect.Type, s map[string]any) {
		s = deref(s)
		switch typ {
		case typeDate, typeDuration, typeSecret:
			return
		}
		switch typ.Kind() {
		case reflect.Pointer:
			compare(path, typ.Elem(), s)
		case reflect.Slice:
			compare(path+"[]", typ.Elem(), s["items"].(map[string]any))
		case reflect.Map:
			if more, ok := s["additionalProperties"].(map[string]any); ok {
				compare(path+".*", typ.Elem(), more)
			} else if typ.Elem().Kind() != reflect.Interface {
				t.Errorf("%s: the schema does not say what the values are", path)
			}
		case reflect.Struct:
			properties := s["properties"].(map[string]any)
			fields := fieldsOf(typ)
			if diff := cmp.Diff(slices.Sorted(maps.Keys(fields)), slices.Sorted(maps.Keys(properties))); diff != "" {
				t.Errorf("%s: types and schema differ:\n%s", path, diff)
				return
			}
			if s["additionalProperties"] != false {
				t.Errorf("%s: the schema lets unknown keys through", path)
			}
			for name, index := range fields {
				compare(path+"."+name, typ.Field(index).Type, properties[name].(map[string]any))
			}
		}
	}
	compare("", reflect.TypeFor[Target](), schema)
}

func TestSamplesAreValid(t *testing.T) {
	t.Parallel()
	s := compileSchema(t)
	samples := map[string]string{"sample": sampleTarget, "template": Template(), "whole template": uncommented(t), "empty": "{}"}
	files, _ := filepath.Glob("../../examples/targets/*.yaml")
	if len(files) == 0 {
		t.Error("the example configurations are not found")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		samples[file] = string(data)
	}
	for name, text := range samples {
		if err := schemaError(t, s, text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := Parse(name, []byte(text)); err != nil {
			t.Error(err)
		}
	}
}

// What the schema refuses is refused when it is read as well.
func TestSchemaRefusesWhatIsWrong(t *testing.T) {
	t.Parallel()
	s := compileSchema(t)
	const block = "buildingBlocks:\n  consent:\n    url: http://127.0.0.1\n"
	for _, text := range []string{
		"prodct: x\n", "trust: ca.pem\n", "insecure: maybe\n", "limits: {answer: 10}\n", "limits: {answr: 1s}\n", "proxy: squid\n",
		"requestsPerSecond: -1\n", "limits: {concurrency: 0}\n", "limits: {concurrency: 1001}\n", "limits: {concurrency: 1.5}\n", "limits: {concurrency: many}\n", "buildingBlocks: {consent: {version: 1.1.0}}\n", "buildingBlocks: {consent: {url: ftp://x}}\n",
		"buildingBlocks: {consent: {url: http://h/?a=b}}\n", "buildingBlocks: {consent: {url: 'http://u:p@h/'}}\n",
		block + "    authentication: {type: baerer}\n", block + "    authentication: {type: bearer}\n",
		block + "    authentication: {type: bearer, token: {env: A, file: b}}\n", block + "    notClaimed: [{reason: r}]\n",
		block + "    notClaimed: [{operation: o}]\n", block + "    deviations: [{operation: o}]\n",
		block + "    deviations: [{reason: r, owner: o, expires: 2030-01-01}]\n", block + "    headers: {'X Y': z}\n",
	} {
		if schemaError(t, s, text) == nil {
			t.Errorf("the schema accepts\n%s", text)
		}
		if _, err := Parse("t.yaml", []byte(text)); err == nil {
			t.Errorf("read without complaint:\n%s", text)
		}
	}
}

// uncommented is the template with every commented key in force; of several alternatives the first.
func uncommented(t *testing.T) string {
	t.Helper()
	key := regexp.MustCompile(`^(\s*)# ((?:\s*- |\s*)[A-Za-z][A-Za-z-]*:(?: .*)?)$`)
	var out []string
	seen := map[string]bool{}
	skipping := false
	for line := range strings.Lines(Template()) {
		line = strings.TrimRight(line, "\n")
		if m := key.FindStringSubmatch(line); m != nil {
			text := m[1] + m[2]
			top := !strings.HasPrefix(m[2], " ")
			if top {
				skipping = seen[text] && strings.Contains(text, "authentication:")
				seen[text] = true
			}
			if !skipping {
				out = append(out, text)
			}
			continue
		}
		if !strings.HasPrefix(strings.TrimSpace(line), "#") {
			skipping = false
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n") + "\n"
}

func TestTemplateShowsEveryKey(t *testing.T) {
	t.Parallel()
	target, err := Parse("bbconform.yaml", []byte(Template()))
	if err != nil {
		t.Fatal(err)
	}
	if len(target.Names()) != 1 || target.Names()[0] != "consent" {
		t.Errorf("it names %v", target.Names())
	}
	if warnings := target.Warnings(time.Now()); len(warnings) != 1 || !strings.Contains(warnings[0], "say who and what is tested") {
		t.Errorf("whoever left it as it is is told %q", warnings)
	}
	whole, err := Parse("bbconform.yaml", []byte(uncommented(t)))
	if err != nil {
		t.Fatalf("%v\n%s", err, uncommented(t))
	}
	if len(whole.Names()) != 2 || whole.Limits.Scenario == 0 || !whole.Insecure || len(whole.BuildingBlocks["consent"].Deviations) != 2 {
		t.Errorf("not everything is in force: %+v", whole)
	}
	catalogue := specs.NewCatalogue(specs.Embedded())
	for name, b := range whole.BuildingBlocks { // what it shows could be used as it is
		ref, err := catalogue.Resolve(name)
		if err != nil {
			t.Fatal(err)
		}
		block, err := catalogue.Block(ref)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range b.NotClaimed {
			if !slices.ContainsFunc(block.ServiceAPIs, func(a specs.ServiceAPI) bool { return a.Name == n.ServiceAPI }) {
				t.Errorf("%s has no service API %q", name, n.ServiceAPI)
			}
		}
		for _, d := range b.Deviations {
			if d.Operation == "" && d.Scenario != "" {
				continue // whether it is there, a test of the commands knows: features are no part of this room
			}
			if _, err := block.Operation(d.Operation); err != nil {
				t.Error(err)
			}
		}
	}
	var keys func(reflect.Type)
	keys = func(typ reflect.Type) {
		switch typ.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map:
			keys(typ.Elem())
		case reflect.Struct:
			if typ == typeDate {
				return
			}
			for name, index := range fieldsOf(typ) {
				if !strings.Contains(Template(), name+":") && name != "parameters" && name != "tag" {
					t.Errorf("the template does not show %s", name)
				}
				keys(typ.Field(index).Type)
			}
		}
	}
	keys(reflect.TypeFor[Target]())
}
