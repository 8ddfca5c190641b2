package contract

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/specs/internal/wording"
)

// styled is a contract whose only operation has one parameter.
func styled(in, rest string) string {
	path, name := "/p", map[string]string{InHeader: "X-V", InPath: "v", InQuery: "v"}[in]
	if in == InPath {
		path, rest = "/p/{v}", "required: true, "+rest
	}
	return `openapi: 3.0.3
info: {title: T, version: "1"}
paths:
  ` + path + `:
    get:
      operationId: get
      parameters: [{name: ` + name + `, in: ` + in + `, ` + rest + `}]
      responses: {"204": {description: done}}
`
}

// TestParametersAreWrittenInTheirStyle goes through the table "Style Examples" of OpenAPI, and holds what was written against the reader.
func TestParametersAreWrittenInTheirStyle(t *testing.T) {
	t.Parallel()
	const (
		text   = "schema: {type: string}"
		list   = "schema: {type: array, items: {type: string}}"
		object = "schema: {type: object, properties: {R: {type: integer}, G: {type: integer}, name: {type: string}}}"
		nested = "schema: {type: object, properties: {near: {type: object, properties: {lat: {type: integer}}}}}"
		asJSON = "content: {application/json: {schema: {type: object, properties: {R: {type: integer}}}}}"
	)
	colours, rgb := []any{"blue", "black"}, map[string]any{"R": 100, "G": 200}
	tests := []struct {
		in, declared string
		value        any
		want         string
	}{
		{InPath, text, "blue", "/p/blue"},
		{InPath, text, "a/b, é?", "/p/a%2Fb%2C%20%C3%A9%3F"},
		{InPath, text, "..", "/p/%2E%2E"},
		{InPath, text, ".", "/p/%2E"},
		{InPath, text, "%#", "/p/%25%23"},
		{InPath, list, colours, "/p/blue,black"},
		{InPath, list, []any{"a,b", "c"}, "/p/a%2Cb,c"},
		{InPath, object, rgb, "/p/G,200,R,100"},
		{InPath, "explode: true, " + object, rgb, "/p/G=200,R=100"},
		{InPath, "style: label, " + text, "blue", "/p/.blue"},
		{InPath, "style: label, " + list, colours, "/p/.blue,black"},
		{InPath, "style: label, explode: true, " + list, colours, "/p/.blue.black"},
		{InPath, "style: label, " + object, rgb, "/p/.G,200,R,100"},
		{InPath, "style: label, explode: true, " + object, rgb, "/p/.G=200.R=100"},
		{InPath, "style: matrix, " + text, "blue", "/p/;v=blue"},
		{InPath, "style: matrix, " + list, colours, "/p/;v=blue,black"},
		{InPath, "style: matrix, explode: true, " + list, colours, "/p/;v=blue;v=black"},
		{InPath, "style: matrix, " + object, rgb, "/p/;v=G,200,R,100"},
		{InPath, "style: matrix, explode: true, " + object, rgb, "/p/;G=200;R=100"},

		{InQuery, text, "a b&c=d+e", "v=a%20b%26c%3Dd%2Be"},
		{InQuery, text, "", "v="},
		{InQuery, list, colours, "v=blue&v=black"},
		{InQuery, list, []any{}, ""},
		{InQuery, "explode: false, " + list, colours, "v=blue,black"},
		{InQuery, "explode: false, " + list, []any{"a&b", "c"}, "v=a%26b,c"},
		{InQuery, object, rgb, "G=200&R=100"},
		{InQuery, "explode: false, " + object, rgb, "v=G,200,R,100"},
		{InQuery, "style: spaceDelimited, " + list, colours, "v=blue%20black"},
		{InQuery, "style: pipeDelimited, " + list, colours, "v=blue%7Cblack"},
		{InQuery, "style: pipeDelimited, explode: true, " + list, colours, "v=blue&v=black"},
		{InQuery, "style: deepObject, explode: true, " + object, rgb, "v%5BG%5D=200&v%5BR%5D=100"},
		{InQuery, "style: deepObject, " + object, map[string]any{"name": "a b"}, "v%5Bname%5D=a%20b"},
		{InQuery, "style: deepObject, explode: true, " + nested, map[string]any{"near": map[string]any{"lat": 1}}, "v%5Bnear%5D%5Blat%5D=1"},
		{InQuery, asJSON, map[string]any{"R": 100}, "v=%7B%22R%22%3A100%7D"},

		{InHeader, text, "a b, é", "a b, é"},
		{InHeader, list, colours, "blue,black"},
		{InHeader, object, rgb, "G,200,R,100"},
		{InHeader, "explode: true, " + object, rgb, "G=200,R=100"},
		{InHeader, asJSON, map[string]any{"R": 100}, `{"R":100}`},
	}
	for _, test := range tests {
		t.Run(fmt.Sprint(test.in, " ", test.declared, " ", test.value), func(t *testing.T) {
			t.Parallel()
			o := operation(t, styled(test.in, test.declared), "get")
			var p Parameters
			name := "v"
			switch test.in {
			case InPath:
				p.Path = map[string]any{name: test.value}
			case InQuery:
				p.Query = map[string]any{name: test.value}
			case InHeader:
				name = "x-v" // however it is spelled
				p.Header = map[string]any{name: test.value}
			}
			encoded, err := o.EncodeParameters(p, wording.Text)
			if err != nil {
				t.Fatal(err)
			}
			written := map[string]string{InPath: encoded.Path, InQuery: encoded.Query, InHeader: encoded.Header[name]}[test.in]
			if diff := cmp.Diff(test.want, written); diff != "" {
				t.Fatal(diff)
			}
			r, err := http.NewRequestWithContext(t.Context(), o.Method, "https://target.example"+encoded.Path+"?"+encoded.Query, nil)
			if err != nil {
				t.Fatal(err)
			}
			for name, value := range encoded.Header {
				r.Header.Set(name, value)
			}
			path := map[string]string{"v": strings.TrimPrefix(r.URL.Path, "/p/")}
			if findings := o.CheckRequest(r, path, nil); len(findings) > 0 {
				t.Errorf("what was written is not what is read: %s", found(findings))
			}
		})
	}
}

func TestParametersThatNoContractKnows(t *testing.T) {
	t.Parallel()
	o := operation(t, styled(InPath, "schema: {type: string}"), "get")
	encoded, err := o.EncodeParameters(Parameters{
		Path:   map[string]any{"v": "1"},
		Query:  map[string]any{"b": []any{"x", "y"}, "a": true},
		Header: map[string]any{"X-Other": 5},
	}, wording.Text)
	if err != nil || encoded.Path != "/p/1" || encoded.Query != "a=true&b=x&b=y" || encoded.Header["X-Other"] != "5" {
		t.Errorf("%+v, %v", encoded, err)
	}
	if _, err := operation(t, strings.Replace(styled(InPath, "schema: {type: string}"), "/p/{v}", "/p/{v}/{w}", 1), "get").EncodeParameters(Parameters{}, wording.Text); err == nil {
		t.Error("a path with a hole was accepted")
	}
}
