package contract

import (
	"fmt"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/specs/contract/schema"
	"github.com/bbconform/bbconform/specs/internal/fixture"
)

func TestFields(t *testing.T) {
	t.Parallel()
	o := operation(t, fixture.Nested, "putTree")
	got := make([]string, 0, len(o.Fields()))
	for _, f := range o.Fields() {
		name := f.String()
		if f.Required {
			name += "*"
		}
		got = append(got, name)
	}
	want := []string{
		"query page*", "header X-Client", "path tree*",
		`body a\.b`, "body either", "body either.x", "body either.y", "body free*", "body map", "body write*",
		"body write.0.content*", "body write.0.content.name*", "body write.0.content.parent",
		"body write.0.tags", "body write.0.tags.0",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n := len(o.RequestFieldNames()); n != len(want) {
		t.Errorf("%d names", n)
	}
}

func TestField(t *testing.T) {
	t.Parallel()
	o := operation(t, fixture.Nested, "putTree")
	tests := map[string]struct{ in, name, want, fails string }{
		"parameter":          {in: "query", name: "page", want: "a string"},
		"header in any case": {in: "header", name: "x-client", want: "a string"},
		"path":               {in: "path", name: "tree", want: "a string"},
		"whole body":         {in: "body", name: "", want: "an object"},
		"any index":          {in: "body", name: "write.7.content.name", want: "a string"},
		"entry":              {in: "body", name: "write.2", want: "an object"},
		"recursive":          {in: "body", name: "write.0.content.parent.parent.name", want: "a string"},
		"in an open object":  {in: "body", name: "free.whatever.there.is", want: "a value"},
		"in a map":           {in: "body", name: "map.k", want: "an integer"},
		"dot in a name":      {in: "body", name: `a\.b`, want: "a string"},
		"of an alternative":  {in: "body", name: "either.y", want: "a string"},
		"unknown parameter":  {in: "query", name: "pge", fails: `has no query parameter "pge"; there are: page`},
		"unknown field":      {in: "body", name: "wrte", fails: `has no body field "wrte"; did you mean write, free, `},
		"unknown nested":     {in: "body", name: "write.0.content.nme", fails: `has no body field "write.0.content.nme"`},
		"into a text":        {in: "body", name: `a\.b.c`, fails: "has no body field"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, err := o.Field(test.in, test.name)
			if test.fails != "" {
				if err == nil || !strings.Contains(err.Error(), test.fails) {
					t.Errorf("got %v, want %q", err, test.fails)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := schema.Demand(f.Schema); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
	if f, _ := o.Field(InBody, "write.0.content.name"); !f.Required || f.Schema.MaxLength == nil || *f.Schema.MaxLength != 8 {
		t.Errorf("%+v", f)
	}
	if _, err := operation(t, fixture.Nested, "listThings").Field(InBody, "x"); err == nil || !strings.Contains(err.Error(), "takes no body") {
		t.Error(err)
	}
}

func TestOperation(t *testing.T) {
	t.Parallel()
	block := contracts(t, fixture.Nested)
	type facts struct {
		Route, MediaType, Statuses string
		Success                    []int
		Refusal, Security          bool
	}
	want := map[string]facts{
		"putTree":    {"PUT /trees/{tree}", "application/json", "201 2XX default", []int{200, 201}, true, false},
		"listThings": {"GET /things", "", "default", []int{200}, true, true},
		"dropThings": {"DELETE /things", "", "204 409", []int{204}, true, false},
	}
	got := map[string]facts{}
	operations, err := block.Contracts()[0].Operations()
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range operations {
		got[o.ID] = facts{
			o.Method + " " + o.Path, o.MediaType(), strings.Join(o.Statuses(), " "), o.Success(), o.DeclaresRefusal(), o.Security,
		}
		if o.ServiceAPI != "all" || o.Contract.Name != "main" {
			t.Errorf("%+v", o)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := block.Operation("puTree"); err == nil || !strings.Contains(err.Error(), "there are: dropThings, listThings, putTree") {
		t.Error(err)
	}
}

// TestFieldsOfALargeBodyKeepTheNearOnes holds that a body with more fields than are listed loses the deepest ones first.
func TestFieldsOfALargeBodyKeepTheNearOnes(t *testing.T) {
	t.Parallel()
	leaf := openapi3.NewObjectSchema()
	for i := range 60 {
		leaf.WithProperty(fmt.Sprintf("value%02d", i), openapi3.NewStringSchema())
	}
	middle := openapi3.NewObjectSchema()
	for i := range 60 {
		own := *leaf
		middle.WithProperty(fmt.Sprintf("part%02d", i), &own)
	}
	body := openapi3.NewObjectSchema().WithProperty("aLargeOne", middle).WithProperty("zLast", openapi3.NewStringSchema())
	names := map[string]bool{}
	for _, field := range bodyFields(nil, body) {
		names[field.Name] = true
	}
	for _, want := range []string{"aLargeOne", "aLargeOne.part59", "zLast"} {
		if !names[want] {
			t.Errorf("%s is not listed among %d fields", want, len(names))
		}
	}
	if names["aLargeOne.part00.value00"] {
		t.Error("a field of the third level is listed although not all of them can be")
	}
}
