package specs

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/specs/internal/fixture"
)

// TestSampleBodies shows what a sample may hold besides JSON.
func TestSampleBodies(t *testing.T) {
	t.Parallel()
	files := fixture.Files(t, fixture.Forms)
	files["fixture/1/requests/files/photo.png"] = "\x89 ${u}"
	files["fixture/1/requests/sendParts.yaml"] = `
body: &body {name: 'Ada ${unique}', age: 7}
bodies:
  multipart/form-data:
    name: Ada
    photo: {$file: {name: '${unique}.png', type: image/png, from: files/photo.png, headers: {X-Page: 1}}}
    scans: [{$file: {content: 'of ${unique}'}}, {$file: {base64: '/w=='}}]
  application/x-www-form-urlencoded: *body
`
	files["fixture/1/requests/sendLine.yaml"] = "# nothing is sent\n"
	files["fixture/1/requests/sendText.yaml"] = "mediaType: image/png\nbody: {$file: {base64: iVBO}}\nbodies: {application/xml: '<a>${unique}</a>'}\n"
	block, err := NewCatalogue(fixture.FS(files)).Block(Ref{"fixture", "1"})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range Validate(block) {
		t.Error(p)
	}
	for id, want := range map[string]string{
		"sendParts": "application/json application/x-www-form-urlencoded multipart/form-data", "sendText": "image/png application/xml", "sendLine": "",
	} {
		o, err := block.Operation(id)
		if err != nil {
			t.Fatal(err)
		}
		sample, err := block.Sample(id)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(sample.MediaTypes(o), " "); got != want {
			t.Errorf("%s: %s", id, got)
		}
		for _, mediaType := range sample.MediaTypes(o) {
			view, err := o.As(mediaType)
			if err != nil {
				t.Fatal(err)
			}
			body, err := Expand(sample.BodyOf(view), func(string) (any, error) { return "u1", nil })
			if err != nil {
				t.Fatal(err)
			}
			contentType, data, err := view.EncodeBody(body)
			if err != nil || len(view.CheckRequest(&http.Request{Header: http.Header{"Content-Type": {contentType}}, URL: &url.URL{}}, nil, data)) > 0 {
				t.Errorf("%s as %s: %s, %v", id, mediaType, data, err)
			}
			if mediaType != "multipart/form-data" {
				continue
			}
			for _, part := range []string{`filename="u1.png"`, "\x89 ${u}", "\r\n\r\nof u1\r\n", "\r\n\r\n\xff\r\n"} {
				if !strings.Contains(string(data), part) {
					t.Errorf("%q is not in %s", part, data)
				}
			}
		}
	}
}

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
		block, err := NewCatalogue(fixture.FS(files)).Block(Ref{"fixture", "1"})
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
