package contract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/specs/internal/fixture"
)

func TestLoadDocumentRefusals(t *testing.T) {
	t.Parallel()
	const head = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n"
	refer := func(ref string) string { return head + "components: {schemas: {A: {$ref: '" + ref + "'}}}\n" }
	tests := map[string]struct{ content, want string }{
		"empty":        {" \n", "the file is empty"},
		"no YAML":      {"a: [", "not readable as YAML"},
		"not OpenAPI":  {"a: 1\n", `it has no "openapi" key`},
		"Swagger":      {"swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths: {}\n", "this is Swagger 2.0; convert it"},
		"version":      {"openapi: 4.0.0\ninfo: {title: T, version: '1'}\npaths: {}\n", "OpenAPI 4.0.0 is not known"},
		"missing":      {refer("#/components/schemas/B"), "B"},
		"URL":          {refer("https://example.org/x.yaml#/A"), "leads to https://example.org/x.yaml"},
		"file URL":     {refer("file:///etc/passwd"), "only files in the folder of the contract may be referred to"},
		"absolute":     {refer("/etc/passwd"), "only files in the folder"},
		"above":        {refer("../outside.yaml#/A"), "leads to ../outside.yaml; only files in the folder"},
		"through link": {refer("link.yaml#/A"), "only files in the folder"},
		"not there":    {refer("nothing.yaml#/A"), "nothing.yaml, which does not exist"},
		"repeated key": {head + "paths: {}\n", "already defined"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			inner := filepath.Join(dir, "inner")
			for _, err := range []error{
				os.Mkdir(inner, 0o700),
				os.WriteFile(filepath.Join(dir, "outside.yaml"), []byte("A: {type: string}\n"), 0o600),
				os.Symlink("../outside.yaml", filepath.Join(inner, "link.yaml")),
				os.WriteFile(filepath.Join(inner, "c.yaml"), []byte(test.content), 0o600),
			} {
				if err != nil {
					t.Fatal(err)
				}
			}
			_, err := LoadDocument(filepath.Join(inner, "c.yaml"))
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v, want one line with %q", err, test.want)
			}
		})
	}
	if _, err := LoadDocument(filepath.Join(t.TempDir(), "none.yaml")); err == nil {
		t.Error("a file that is not there was loaded")
	}
}

func TestReferencesWithinTheFolder(t *testing.T) {
	t.Parallel()
	const main = "contracts/main.yaml"
	files := map[string]string{
		main:                          strings.ReplaceAll(fixture.Things, "#/components/schemas/Inner", "parts/common.yaml#/Inner"),
		"contracts/parts/common.yaml": "Inner: {type: object, required: [x, other], properties: {x: {type: string}, other: {$ref: '#/Other'}}}\nOther: {type: integer}\n",
	}
	for _, version := range []string{"3.0.3", "3.1.0"} {
		files[main] = strings.Replace(files[main], "openapi: 3.0.3", "openapi: "+version, 1)
		o, err := NewSet("fixture@1", fixture.FS(files), []Info{{File: main}}, func(string) string { return "" }, nil).Operation("choose")
		if err != nil {
			t.Fatal(err)
		}
		findings := o.CheckAnswer(Answer{Status: 200, Header: map[string][]string{"Content-Type": {"application/json"}}, Body: []byte(`{"single":{"x":"","other":"a"}}`)})
		if got := found(findings); got != "wrong-type body /single/other" {
			t.Errorf("%s: %s", version, got)
		} else if !strings.HasPrefix(findings[0].Contract, "contracts/parts/common.yaml:") {
			t.Errorf("%s: %s", version, findings[0].Contract)
		}
	}
}
