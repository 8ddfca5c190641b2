package reports

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

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
