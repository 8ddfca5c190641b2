package wire

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strings"
	"testing"
)

func TestEndlessBody(t *testing.T) {
	t.Parallel()
	w := newWire(t, serve(t, func(w http.ResponseWriter, _ *http.Request) {
		chunk := bytes.Repeat([]byte("x"), 1<<16)
		for {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	}).URL, nil)
	x := w.do("toyList")
	if x.Err != nil || !x.TooLarge || len(x.Body) != maxBody {
		t.Errorf("%v, %d bytes, too large: %v", x.Err, len(x.Body), x.TooLarge)
	}
	if b := w.recorded[0].Answer.Body; !b.Truncated || len(b.Text) != maxEvidence || b.Bytes != maxBody {
		t.Errorf("recorded %d of %d bytes", len(b.Text), b.Bytes)
	}
}

func TestCompressedAnswers(t *testing.T) {
	t.Parallel()
	zip := func(data []byte) []byte {
		var buf bytes.Buffer
		z := gzip.NewWriter(&buf)
		_, _ = z.Write(data)
		_ = z.Close()
		return buf.Bytes()
	}
	bomb := zip(make([]byte, 4*maxBody))
	for name, test := range map[string]struct {
		encoding string
		body     []byte
		want     string
		tooLarge bool
		note     string
	}{
		"gzip":      {"gzip", zip([]byte(`{"id":"1"}`)), `{"id":"1"}`, false, "compressed (gzip) although"},
		"a bomb":    {"gzip", bomb, string(make([]byte, maxBody)), true, "compressed"},
		"no gzip":   {"gzip", []byte("plain"), "plain", false, "and is not"},
		"cut":       {"gzip", zip([]byte(`{"id":"1"}`))[:20], `{"id":"1"}`, false, "could not be decompressed to its end"},
		"brotli":    {"br", []byte("???"), "???", false, "encoded (br)"},
		"identity":  {"identity", []byte("plain"), "plain", false, ""},
		"no answer": {"gzip", nil, "", false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, serve(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Encoding", test.encoding)
				_, _ = w.Write(test.body)
			}).URL, nil)
			x := w.do("toyList")
			if x.Err != nil || !strings.HasPrefix(test.want, string(x.Body)) || x.TooLarge != test.tooLarge || name != "cut" && len(x.Body) != len(test.want) {
				t.Errorf("%v, %d bytes, too large: %v", x.Err, len(x.Body), x.TooLarge)
			}
			if got := strings.Join(w.client.notes, ""); !strings.Contains(got, test.note) || test.note == "" && got != "" {
				t.Errorf("notes %q", got)
			}
		})
	}
}
