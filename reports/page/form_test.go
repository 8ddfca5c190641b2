package page

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/reports"
)

func TestFormsAreShownInBounds(t *testing.T) {
	t.Parallel()
	const head = "--b\r\nContent-Disposition: form-data; name="
	sent := head + "a\r\n\r\n" + strings.Repeat("<&", 5000) + "\r\n" + head + "b; filename=c\r\n\r\n\xff\r\n--b--\r\n"
	m := &reports.Message{
		Method: "POST", URL: "http://h/a", Headers: []reports.Header{{Name: "Content-Type", Value: "multipart/form-data; boundary=b"}},
		Body: &reports.Body{Text: base64.StdEncoding.EncodeToString([]byte(sent)), Base64: true, Bytes: int64(len(sent))},
	}
	view := body(m, 100)
	if len(view.Text) > 600 || !view.Cut || !strings.Contains(view.Note, "shortened here") || !strings.HasPrefix(string(view.Text), "a: &lt;&amp;") {
		t.Errorf("%d bytes, %q", len(view.Text), view.Note)
	}
	if view := body(m, 0); view.Text != "" || !strings.Contains(view.Note, "not shown here") {
		t.Errorf("%q, %q", view.Text, view.Note)
	}
}
