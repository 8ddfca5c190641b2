package upstream

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/internal/fixture"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// document loads an OpenAPI file that a test wrote.
func document(t testing.TB, content string) *contract.Document {
	t.Helper()
	doc, err := contract.LoadDocument(fixture.Written(t, content))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

const lineEncoding = "commas as not exploded, deep as deepObject exploded, flat as form, pairs as form not exploded, pipes as pipeDelimited, spaces as spaceDelimited"

func TestDiff(t *testing.T) {
	t.Parallel()
	const post, put = "POST /things/{id}", "PUT /trees/{tree}"
	tests := map[string]struct {
		contract string // things unless said
		change   string // what theirs has instead of …
		of       string // … this of ours
		want     []string
	}{
		"the same": {},
		"texts are no facts": {
			of: "title: Things", change: "title: Other things",
		},
		"operationId is no fact": {of: "operationId: readThing", change: "operationId: ThingRead"},
		"reference or not": {
			of: `inner: {$ref: "#/components/schemas/Inner"}`, change: "inner: {type: object, required: [x], properties: {x: {type: string}}}",
		},
		"allOf or not": {
			of: `inner: {$ref: "#/components/schemas/Inner"}`, change: `inner: {allOf: [{$ref: "#/components/schemas/Inner"}]}`,
		},
		"empty format": {of: `odd: {type: string, format: ""}`, change: "odd: {type: string}"},
		"encoding": {
			contract: fixture.Forms, of: "deep: {style: deepObject, explode: true}", change: "deep: {style: form, explode: false}",
			want: []string{"POST /line | request body application/x-www-form-urlencoded | encoding | " + lineEncoding + " | " +
				strings.Replace(lineEncoding, "deepObject exploded", "form not exploded", 1)},
		},
		"slash at the end":  {of: "/choice:", change: "/choice/:", want: []string{"GET /choice | operation | path | /choice | /choice/"}},
		"name in the path":  {of: "/things/{id}:", change: "/things/{thing}:", want: []string{"GET /things/{id} | operation | path | /things/{id} | /things/{thing}", post + " | operation | path | /things/{id} | /things/{thing}"}},
		"query in the path": {of: "/choice:", change: "/choice?of=it:", want: []string{"GET /choice | operation | path | /choice | /choice?of=it"}},
		"operation is gone": {of: "/choice:", change: "/choices:", want: []string{"GET /choice | operation | exists | choose | ", "GET /choices | operation | exists |  | choose"}},
		"parameter": {
			of: "{name: limit, in: query, schema: {type: integer, maximum: 100}}", change: "{name: offset, in: query, schema: {type: integer}}",
			want: []string{post + " | query limit | exists | integer | ", post + " | query offset | exists |  | integer"},
		},
		"of a parameter": {
			of: "{name: q, in: query, required: true, schema: {type: string, enum: [x, y]}}", change: "{name: q, in: query, schema: {type: string, enum: [y, z], default: y}}",
			want: []string{post + ` | query q | default | none | "y"`, post + ` | query q | enum | "x", "y" | "y", "z"`, post + " | query q | required | yes | no"},
		},
		"header in another case": {of: "{name: X-Trace, in: header", change: "{name: x-trace, in: header"},
		"body required":          {of: "        required: true\n        content:", change: "        content:", want: []string{post + " | request body | required | yes | no"}},
		"media type": {
			of: "application/x-www-form-urlencoded:", change: "multipart/form-data:",
			want: []string{post + " | request body | media types | application/json, application/x-www-form-urlencoded | application/json, multipart/form-data"},
		},
		"answer":           {of: `"202":`, change: `"208":`, want: []string{"GET /things/{id} | answer 202 | exists | declared | ", "GET /things/{id} | answer 208 | exists |  | declared"}},
		"header of answer": {of: "X-Count: {required: true, schema: {type: integer, minimum: 1}}", change: "X-Count: {schema: {type: integer}}", want: []string{"GET /things/{id} | answer 200 header X-Count | minimum | 1 | none", "GET /things/{id} | answer 200 header X-Count | required | yes | no"}},
		"field of one body": {
			of: "properties: {n: {type: integer}, l:", change: "properties: {n: {type: string}, l:",
			want: []string{post + " | request body application/x-www-form-urlencoded /n | type | integer | string"},
		},
		"field, required, everywhere": {
			of: "required: [x], properties: {x: {type: string}}}\n    Thing", change: "properties: {x: {type: integer, x-nullable: true}, z: {}}}\n    Thing",
			want: []string{
				"GET /choice | answer 200 body /single/x | nullable | none | x-nullable",
				"GET /choice | answer 200 body /single/x | required | yes | no",
				"GET /choice | answer 200 body /single/x | type | string | integer",
				"GET /choice | answer 200 body /single/z | exists |  | anything",
				"GET /choice | answer 200 body /whole/x | nullable | none | x-nullable",
				"GET /choice | answer 200 body /whole/x | required | yes | no",
				"GET /choice | answer 200 body /whole/x | type | string | integer",
				"GET /choice | answer 200 body /whole/z | exists |  | anything",
				"GET /things/{id} | answer 200 body /inner/x | nullable | none | x-nullable",
				"GET /things/{id} | answer 200 body /inner/x | required | yes | no",
				"GET /things/{id} | answer 200 body /inner/x | type | string | integer",
				"GET /things/{id} | answer 200 body /inner/z | exists |  | anything",
				post + " | request body /inner/x | nullable | none | x-nullable",
				post + " | request body /inner/x | required | yes | no",
				post + " | request body /inner/x | type | string | integer",
				post + " | request body /inner/z | exists |  | anything",
			},
		},
		"entries of a list": {
			contract: fixture.Nested, of: "tags: {type: array, items: {type: string}}", change: "tags: {type: array, items: {type: integer}}",
			want: []string{put + " | request body /write/[]/tags/[] | type | string | integer"},
		},
		"values of a map": {
			contract: fixture.Nested, of: "additionalProperties: {type: integer}", change: "additionalProperties: {type: string}",
			want: []string{put + " | request body /map/* | type | integer | string"},
		},
		"recursive": {
			contract: fixture.Nested, of: "name: {type: string, maxLength: 8}", change: "name: {type: string}",
			want: []string{
				put + " | request body /write/[]/content/name | maxLength | 8 | none",
				put + " | request body /write/[]/content/parent/name | maxLength | 8 | none",
			},
		},
		"alternatives": {
			contract: fixture.Nested, of: "- {type: object, required: [y], properties: {y: {type: string}}}", change: "- {type: object, properties: {y: {type: string}}}\n                    - {type: string}",
			want: []string{put + " | request body /either | alternatives | 2 | 3", put + " | request body /either/<2>/y | required | yes | no"},
		},
		"security": {
			contract: fixture.Nested, of: "security: [{key: []}, {}]", change: "security: [{key: []}]",
			want: []string{put + " | operation | security | apiKey header X-Key or none | apiKey header X-Key"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ours := wording.Or(test.contract, fixture.Things)
			if test.of != "" && !strings.Contains(ours, test.of) {
				t.Fatalf("our contract does not hold %q", test.of)
			}
			theirs := strings.Replace(ours, wording.Or(test.of, "openapi"), wording.Or(test.change, "openapi"), 1)
			var got []string
			for _, d := range Diff([]*contract.Document{document(t, ours)}, document(t, theirs)) {
				got = append(got, d.Key()+" | "+d.Ours+" | "+d.Theirs)
				if wrong := d.Kind == OnlyOurs && d.Theirs != "" || d.Kind == OnlyUpstream && d.Ours != ""; wrong {
					t.Errorf("%+v", d)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestExplain(t *testing.T) {
	t.Parallel()
	block := &specs.Block{Errata: []specs.Erratum{
		{ID: "E1", Explains: []string{"POST /a | * | required", "GET /gone | *"}},
		{ID: "E2", Explains: []string{"* | request body | required"}},
		{ID: "E3"},
	}}
	differences := []Difference{
		{Operation: "POST /a", Part: "request body", Aspect: "required"},
		{Operation: "POST /b", Part: "request body", Aspect: "required"},
		{Operation: "POST /a", Part: "request body /x", Aspect: "type"},
	}
	got := Explain(block, differences)
	want := Explanation{
		Explained:   []ExplainedDifference{{differences[0], []string{"E1", "E2"}}, {differences[1], []string{"E2"}}},
		Unexplained: differences[2:],
		Stale:       []StalePattern{{"E1", "GET /gone | *"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMatchesPattern(t *testing.T) {
	t.Parallel()
	tests := []struct {
		pattern, text string
		want          bool
	}{
		{"a", "a", true}, {"a", "ab", false}, {"a*", "ab", true}, {"*b", "ab", true}, {"*", "", true}, {"a*a", "a", false},
		{"a*b*c", "a-b-b-c", true}, {"a*b*c", "a-c-b", false}, {"*[]*", "x/[]/y", true}, {"a**b", "ab", true},
	}
	for _, test := range tests {
		if got := matchesPattern(test.pattern, test.text); got != test.want {
			t.Errorf("%q in %q: %v", test.pattern, test.text, got)
		}
	}
}
