package contract

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// exactContract has an answer of one schema, for a version of OpenAPI.
func exactContract(version string, schema ...string) string {
	return `openapi: ` + version + `
info: {title: T, version: "1"}
paths:
  /a:
    get:
      operationId: get
      responses:
        "200":
          description: D
          content:
            application/json:
              schema:
                ` + strings.Join(schema, "\n                ") + "\n"
}

func TestBoundsThatAFloatCannotHold(t *testing.T) {
	t.Parallel()
	const just = "9223372036854775806"
	tests := map[string]struct {
		versions string
		schema   []string
		body     string
		want     string
	}{
		"at the maximum":            {"3.0 3.1", []string{"type: integer", "maximum: " + just}, just, ""},
		"beyond the maximum":        {"3.0 3.1", []string{"type: integer", "maximum: " + just}, "9223372036854775807", "out-of-range body at most " + just},
		"beyond, with a comment":    {"3.0 3.1", []string{"maximum: " + just + " # or so", "type: integer"}, "9223372036854775807", "out-of-range body at most " + just},
		"beyond, within braces":     {"3.0 3.1", []string{`{type: array, items: {type: integer, maximum: ` + just + `}}`}, "[9223372036854775807]", "out-of-range body /0 at most " + just},
		"beyond, as JSON":           {"3.0 3.1", []string{`{"type": "integer", "maximum":` + just + `, "minimum": -9007199254740993}`}, "-9007199254740994", "out-of-range body at least -9007199254740993, at most " + just},
		"in a list of alternatives": {"3.0 3.1", []string{"allOf:", "  - maximum: " + just, "    type: integer"}, "9223372036854775807", "out-of-range body at most " + just},
		"short of the minimum":      {"3.0 3.1", []string{"type: integer", "minimum: 9007199254740993"}, "9007199254740992", "out-of-range body at least 9007199254740993"},
		"the maximum is left out":   {"3.0", []string{"type: integer", "maximum: 9007199254740993", "exclusiveMaximum: true"}, "9007199254740993", "out-of-range body less than 9007199254740993"},
		"just below it":             {"3.0", []string{"type: integer", "maximum: 9007199254740993", "exclusiveMaximum: true"}, "9007199254740992", ""},
		"a bound of its own":        {"3.1", []string{"type: integer", "exclusiveMaximum: 9007199254740993"}, "9007199254740993", "out-of-range body less than 9007199254740993"},
		"just below that":           {"3.1", []string{"type: integer", "exclusiveMaximum: 9007199254740993"}, "9007199254740992", ""},
		"nothing but null":          {"3.1", []string{"const: null"}, "1", "not-in-enumeration body null"},
		"null":                      {"3.1", []string{"const: null"}, "null", ""},
		"null within":               {"3.1", []string{"{type: object, properties: {a: {const: null}}}"}, `{"a":1}`, "not-in-enumeration body /a null"},
		"one long number":           {"3.1", []string{"const: 9007199254740993"}, "9007199254740992", "not-in-enumeration body 9007199254740993"},
		"that number":               {"3.1", []string{"const: 9007199254740993"}, "9007199254740993", ""},
	}
	for name, test := range tests {
		for version := range strings.FieldsSeq(test.versions) {
			t.Run(version+" "+name, func(t *testing.T) {
				t.Parallel()
				o := operation(t, exactContract(version+".0", test.schema...), "get")
				findings := o.CheckAnswer(Answer{Status: 200, Header: http.Header{"Content-Type": {"application/json"}}, Body: []byte(test.body)})
				var got []string
				for _, f := range findings {
					got = append(got, f.Code+" "+f.Location+" "+f.Expected)
				}
				if diff := cmp.Diff(test.want, strings.Join(got, "; ")); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}
