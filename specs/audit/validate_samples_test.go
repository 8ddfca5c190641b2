package audit

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/internal/fixture"
	"github.com/bbconform/bbconform/specs/sample"
)

func TestSampleBodyProblems(t *testing.T) {
	t.Parallel()
	for sample, says := range map[string]string{
		"body: {$file: {content: a, base64: YQ==}}":           "needs exactly one of from",
		"body: {$file: {name: a}}":                            "needs exactly one of from",
		"body: {$file: a}":                                    "needs an object",
		"body: {$file: {content: 1}}":                         "content of $file needs a text",
		"body: {$file: {contents: a}}":                        `has no field "contents"`,
		"body: {$file: {base64: '*'}}":                        "base64 of $file",
		"body: {$file: {headers: a, content: b}}":             "headers of $file needs an object",
		"body: [{$file: {from: ../block.yaml}}]":              "must name a file in the folder requests or below",
		"body: {a: {$file: {from: files}}}":                   "requests/files is no file",
		"body: {a: {$file: {from: none.png}}}":                "requests/none.png is missing",
		"bodies: {text/plain: {$file: {from: none.png}}}":     "requests/none.png is missing",
		"mediaType: text/csv\nbody: a":                        `takes no body of type "text/csv"`,
		"bodies: {text/csv: a}":                               `takes no body of type "text/csv"`,
		"bodies: {image/*: a}":                                `takes no body of type "image/*"`,
		"{}":                                                  "requires a body of type application/xml or image/* or text/plain, and there is none",
		"bodies: {text/plain: {a: 1}}":                        "write it as a text or a $file, not as an object",
		"bodies: {text/plain: {$file: {content: '${none}'}}}": "${none} means nothing",
		"bodies: {text/plain: {$file: {content: '${unique}', name: '${data.x}'}}}": `names the datum "x"`,
	} {
		files := fixture.Files(t, fixture.Forms)
		files["fixture/1/requests/sendText.yaml"] = sample + "\n"
		files["fixture/1/requests/sendParts.yaml"] = "body: {name: Ada}\n"
		files["fixture/1/requests/sendLine.yaml"] = "{}\n"
		files["fixture/1/requests/files/unused.png"] = "x"
		block, err := specs.NewCatalogue(fixture.FS(files)).Block(specs.Ref{Name: "fixture", Version: "1"})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range Validate(block) {
			got = append(got, p.String())
		}
		all := strings.Join(got, "\n")
		if !strings.Contains(all, "requests/sendText.yaml") || !strings.Contains(all, says) {
			t.Errorf("%s: %q, want %q", sample, got, says)
		}
		if !strings.Contains(all, "files/unused.png: no operation has this sample request, and no sample takes it as a file") {
			t.Errorf("a file that nobody takes is not noticed: %q", got)
		}
	}
}

// TestSampleProblems shows that a sample request that does not conform is noticed.
func TestSampleProblems(t *testing.T) {
	t.Parallel()
	files := fixture.Files(t, fixture.Nested)
	files["fixture/1/requests/putTree.yaml"] = "path: {tree: '${oak}'}\nbody: {write: [{content: {name: '${data.none}'}}]}\n"
	files["fixture/1/requests/listThings.yaml"] = "# nothing is sent\n"
	files["fixture/1/requests/dropThings.yaml"] = "bdy: {}\n"
	files["fixture/1/requests/feedCat.yaml"] = "{}\n"
	block, err := specs.NewCatalogue(fixture.FS(files)).Block(specs.Ref{Name: "fixture", Version: "1"})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range Validate(block) {
		if strings.Contains(p.File, sample.RequestsFolder) {
			got = append(got, p.String())
		}
	}
	want := []string{
		`fixture/1/requests/dropThings.yaml:1: unknown field "bdy"`,
		`fixture/1/requests/feedCat.yaml: no operation has this sample request, and no sample takes it as a file (homeless-sample)`,
		`fixture/1/requests/putTree.yaml: ${oak} means nothing: there is no resource "oak"; there are none (unknown-placeholder)`,
		`fixture/1/requests/putTree.yaml: ${data.none} names the datum "none", which block.yaml does not have (unknown-placeholder)`,
	}
	if len(got) != len(want) {
		t.Fatalf("got %q", got)
	}
	for i := range want {
		if !strings.Contains(got[i], want[i]) {
			t.Errorf("got %s, want %s", got[i], want[i])
		}
	}
	if _, err := block.Sample("none"); err == nil || !strings.Contains(fmt.Sprint(err), "requests/none.yaml is missing") {
		t.Error(err)
	}
}
