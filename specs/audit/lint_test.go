package audit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/specs/internal/fixture"
)

func TestLint(t *testing.T) {
	t.Parallel()
	const head = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\n"
	const ok = "responses: {'200': {description: D}}"
	tests := map[string]struct {
		content string
		want    []string // "line code", and words of the message after a colon
	}{
		"nothing":             {fixture.Things, []string{"21 content-on-204", "98 empty-format"}},
		"empty":               {"\n", []string{"0 empty-file"}},
		"not OpenAPI":         {"# an example\n{\"a\": 1}\n", []string{"0 does-not-load: no \"openapi\" key"}},
		"repeated key":        {head + "paths: {}\npaths: {}\n", []string{"4 does-not-load: already defined"}},
		"dangling reference":  {head + "paths:\n  /a:\n    get:\n      responses:\n        '200':\n          $ref: '#/components/responses/Gone'\n", []string{"8 does-not-load"}},
		"outside reference":   {head + "paths: {}\ncomponents:\n  schemas:\n    A:\n      $ref: 'https://example.org/a.yaml'\n", []string{"7 does-not-load: https://example.org/a.yaml"}},
		"query in path":       {head + "paths:\n  /a?b=c:\n    get:\n      " + ok + "\n", []string{"4 query-in-path"}},
		"header name":         {head + "paths:\n  /a:\n    get:\n      parameters:\n        - name: X-Payer FI-ID\n          in: header\n          schema: {type: string}\n      " + ok + "\n", []string{"7 header-name: X-Payer FI-ID"}},
		"body on GET":         {head + "paths:\n  /a:\n    get:\n      requestBody: {content: {application/json: {}}}\n      " + ok + "\n", []string{"5 body-on-get"}},
		"media type":          {head + "paths:\n  /a:\n    get:\n      responses:\n        '200':\n          description: D\n          content:\n            json: {}\n", []string{"10 media-type"}},
		"body of 204":         {head + "paths:\n  /a:\n    get:\n      responses:\n        '204':\n          description: D\n          content:\n            application/json: {}\n", []string{"7 content-on-204"}},
		"encoding of JSON":    {bodyFile("application/json", "x: {contentType: text/plain}"), []string{"8 idle-encoding: only forms"}},
		"encoding of nothing": {bodyFile("multipart/form-data", "y: {contentType: text/plain}"), []string{"8 encoding-undeclared: \"y\""}},
		"encoding":            {bodyFile("multipart/form-data", "x: {contentType: text/plain}"), nil},
		"duplicate id":        {head + "paths:\n  /a:\n    get: {operationId: x, " + ok + "}\n    put: {operationId: x, " + ok + "}\n", []string{"6 duplicate-operation-id"}},
		"required undeclared": {schemaFile("required: [id, ID]", "properties: {id: {type: string}}"), []string{"6 required-undeclared: \"ID\""}},
		"required by allOf":   {schemaFile("required: [id]", "allOf: [{type: object, properties: {id: {type: string}}}]"), nil},
		"wrong example":       {schemaFile("properties:", "  a:", "    type: boolean", "    example: ''"), []string{"9 invalid-example: is a string, not a boolean"}},
		"wrong enumeration":   {schemaFile("properties:", "  a:", "    type: integer", "    enum: [1, two]"), []string{"9 enum-type: \"two\""}},
		"idle keyword":        {schemaFile("properties:", "  a:", "    type: integer", "    maxLength: 3"), []string{"9 idle-keyword"}},
		"half converted":      {schemaFile("properties:", "  a:", "    type: string", "    x-nullable: true"), []string{"9 swagger-keyword"}},
		"misspelt keyword":    {schemaFile("deault: 1"), []string{"6 extra-sibling-fields: deault"}},
		"JSON has lines":      {"{\n\"openapi\": \"3.0.3\",\n\"info\": {\"title\": \"T\", \"version\": \"1\"},\n\"paths\": {\n\"/a?b\": {}\n}}\n", []string{"5 query-in-path"}},
		"JSON, repeated key":  {"{\n\"openapi\": \"3.0.3\",\n\"info\": {\"title\": \"T\", \"version\": \"1\"},\n\"paths\": {},\n\"paths\": {}\n}\n", []string{"5 duplicate-key: /paths is given more than once"}},
		"JSON with tabs":      {"{\n\t\"openapi\": \"3.0.3\",\n\t\"info\": {\"title\": \"T\", \"version\": \"1\"},\n\t\"paths\": {\n\t\t\"/a?b\": {}\n\t}\n}\n", []string{"5 query-in-path"}},
		"look-ahead":          {schemaFile("properties: {a: {type: string, pattern: '^(?!x)'}}"), nil},
		"wrong pattern":       {schemaFile("properties:", "  a:", "    type: string", "    pattern: '['"), []string{"9 schema-pattern-regex-invalid"}},
		"reused paths":        {strings.Replace(head, "3.0.3", "3.1.0", 1) + "paths: {/a: {$ref: '#/components/pathItems/A'}}\ncomponents: {pathItems: {A: {get: {" + ok + "}}}}\n", nil},
		"reused paths of 3.0": {head + "paths: {}\ncomponents: {pathItems: {}}\n", []string{"4 extra-sibling-fields: pathItems"}},
		"path parameter":      {head + "paths:\n  /a/{b}:\n    get:\n      " + ok + "\n", []string{"4 path-parameters-mismatch"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := fixture.Written(t, test.content)
			problems, err := Lint(file)
			if err != nil {
				t.Fatal(err)
			}
			if len(problems) != len(test.want) {
				t.Errorf("got %v, want %v", problems, test.want)
				return
			}
			for i, p := range problems {
				head, words, _ := strings.Cut(test.want[i], ": ")
				line, code, _ := strings.Cut(head, " ")
				wanted := file + ":" + line + ": "
				if line == "0" {
					wanted = file + ": "
				}
				if !strings.HasPrefix(p.String(), wanted) || p.Code != code || !strings.Contains(p.Message, words) || strings.Contains(p.Message, "\n") {
					t.Errorf("got %s, want %s", p, test.want[i])
				}
			}
		})
	}
	if _, err := Lint(filepath.Join(t.TempDir(), "none.yaml")); err == nil {
		t.Error("no error for a file that is not there")
	}
}

// schemaFile is an OpenAPI file with one schema, whose lines start at line 6.
func schemaFile(lines ...string) string {
	return "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    A:\n      type: object\n      " +
		strings.Join(lines, "\n      ") + "\n"
}

func TestLintOfTwoFiles(t *testing.T) {
	t.Parallel()
	one, two := fixture.Written(t, fixture.Nested), fixture.Written(t, strings.Replace(fixture.Nested, "/things:", "/others:", 1))
	problems, err := Lint(one, two)
	if err != nil || len(problems) != 1 || problems[0].Code != "path-in-two-files" || !strings.Contains(problems[0].Message, "PUT /trees/{tree} is also described in "+one) {
		t.Error(problems, err)
	}
}

// TestLintOfPublishedContracts makes sure that every published file gets an answer, however broken it is.
func TestLintOfPublishedContracts(t *testing.T) {
	t.Parallel()
	const contracts = "../../../shared/govstack/contracts"
	if _, err := os.Stat(contracts); err != nil {
		t.Skipf("the published contracts are not there: %v", err)
	}
	found := map[string]int{}
	for _, pattern := range []string{"*/*", "*/*/*"} {
		files, err := filepath.Glob(filepath.Join(contracts, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if info, err := os.Stat(file); err != nil || info.IsDir() {
				continue
			}
			problems, err := Lint(file)
			if err != nil {
				t.Errorf("%s: %v", file, err)
			}
			for _, p := range problems {
				found[p.Code]++
			}
		}
	}
	t.Log(found)
	for _, code := range []string{"does-not-load", "header-name", "query-in-path", "media-type", "required-undeclared", "empty-format"} {
		if found[code] == 0 {
			t.Errorf("no %s was found", code)
		}
	}
}

// bodyFile is a contract with a body of a media type, whose field x has an encoding.
func bodyFile(mediaType, encoding string) string {
	return "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    post:\n      requestBody:\n        content:\n          " + mediaType + ":\n" +
		"            schema: {type: object, properties: {x: {type: string}}}\n            encoding: {" + encoding + "}\n" +
		"      responses: {'200': {description: D}}\n"
}
