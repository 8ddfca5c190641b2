package sample_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/audit"
	"github.com/bbconform/bbconform/specs/internal/fixture"
	"github.com/bbconform/bbconform/specs/sample"
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
	block, err := specs.NewCatalogue(fixture.FS(files)).Block(specs.Ref{Name: "fixture", Version: "1"})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range audit.Validate(block) {
		t.Error(p)
	}
	for id, want := range map[string]string{
		"sendParts": "application/json application/x-www-form-urlencoded multipart/form-data", "sendText": "image/png application/xml", "sendLine": "",
	} {
		o, err := block.Operation(id)
		if err != nil {
			t.Fatal(err)
		}
		request, err := block.Sample(id)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(request.MediaTypes(o), " "); got != want {
			t.Errorf("%s: %s", id, got)
		}
		for _, mediaType := range request.MediaTypes(o) {
			view, err := o.As(mediaType)
			if err != nil {
				t.Fatal(err)
			}
			body, err := sample.Expand(request.BodyOf(view), func(string) (any, error) { return "u1", nil })
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
