package narrative

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/reports"
)

// sent makes a request of a body, as the evidence has it.
func sent(contentType, body string) *reports.Message {
	m := &reports.Message{Method: "POST", URL: "http://h/a", Headers: []reports.Header{{Name: "Content-Type", Value: contentType}}, Body: &reports.Body{Text: body, Bytes: int64(len(body))}}
	if !utf8.ValidString(body) {
		m.Body.Text, m.Body.Base64 = base64.StdEncoding.EncodeToString([]byte(body)), true
	}
	return m
}

// parts makes a form in parts of heads and contents.
func parts(t testing.TB, fields ...string) *reports.Message {
	t.Helper()
	var b strings.Builder
	for i := 0; i < len(fields); i += 2 {
		b.WriteString("--b\r\nContent-Disposition: form-data; " + strings.ReplaceAll(fields[i], "\n", "\r\n") + "\r\n\r\n" + fields[i+1] + "\r\n")
	}
	return sent("multipart/form-data; boundary=b", b.String()+"--b--\r\n")
}

func TestFormsAreShownAsFields(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		message *reports.Message
		want    string
		remarks string
	}{
		"one line":   {sent("application/x-www-form-urlencoded", "a=x+y%26&b=&c=%7B%22d%22%3A1%7D&e=%0A1"), "a: x y&\nb:\nc:\n  {\n    \"d\": 1\n  }\ne:\n  \n  1", ""},
		"no escape":  {sent("application/x-www-form-urlencoded", "a=%zz"), "a=%zz", ""},
		"escapes":    {sent("application/x-www-form-urlencoded", "a=%1b%5B2J"), "a: \\x1b[2J", ""},
		"parts":      {parts(t, "name=a", "1", "name=b\nContent-Type: application/json", `{"c":[]}`), "a: 1\nb (application/json):\n  {\n    \"c\": []\n  }", ""},
		"file":       {parts(t, "name=a; filename=\"x\u202e.txt\"\nContent-Type: text/plain\nX-Page: 1", "1\r\n2"), "a (file \"x\\u{202e}.txt\"; text/plain; X-Page: 1):\n  1\n  2", ""},
		"binary":     {parts(t, "name=a; filename=x.png\nContent-Type: image/png", "\xff\x00", "name=b", "1"), "a (file \"x.png\"; image/png): 2 bytes that are no text\nb: 1", ""},
		"breaks off": {sent("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1"), "a: 1\n(here the form breaks off)", ""},
		"beginning":  {&reports.Message{Method: "POST", Headers: []reports.Header{{Name: "Content-Type", Value: "application/x-www-form-urlencoded"}}, Body: &reports.Body{Text: "a=1&b=2", Truncated: true}}, "a: 1\nb: 2", "only the beginning was kept"},
		"no form":    {sent("multipart/form-data; boundary=c", "--b\r\n"), "--b\n", ""},
		"boundary":   {sent("multipart/form-data", "\xff"), "/w==", "not text, shown in base64"},
		"an answer":  {&reports.Message{Headers: []reports.Header{{Name: "Content-Type", Value: "application/x-www-form-urlencoded"}}, Body: &reports.Body{Text: "a=%26"}}, "a=%26", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, Readable(test.message)); diff != "" {
				t.Error(diff)
			}
			if got := Remarks(test.message, true); got != test.remarks {
				t.Errorf("remarks %q", got)
			}
		})
	}
}

func TestCurlOfForms(t *testing.T) {
	t.Parallel()
	const begin = "curl --include --request POST \\\n  http://h/a \\\n  "
	long := strings.Repeat("\xff", maxPiped+1)
	for name, test := range map[string]struct {
		message *reports.Message
		want    string
		note    string
	}{
		"one line":           {sent("application/x-www-form-urlencoded", "a=x+y%26&b%5B%5D=it%27s"), begin + "--data-urlencode 'a=x y&' \\\n  --data-urlencode 'b%5B%5D=it'\\''s'", ""},
		"one line, hidden":   {&reports.Message{Method: "POST", URL: "http://h/a", Headers: []reports.Header{{Name: "Content-Type", Value: "application/x-www-form-urlencoded"}}, Body: &reports.Body{Text: "a=[redacted]", Redacted: true}}, begin + "--data-urlencode 'a=[redacted]'", "Secret values"},
		"written otherwise":  {sent("application/x-www-form-urlencoded", "a=%2d&&b"), begin + "--header 'Content-Type: application/x-www-form-urlencoded' \\\n  --data-raw 'a=%2d&&b'", ""},
		"other escapes":      {sent("application/x-www-form-urlencoded", "a=%2d"), begin + "--header 'Content-Type: application/x-www-form-urlencoded' \\\n  --data-raw a=%2d", ""},
		"parts":              {parts(t, "name=a", "@x;type=y", "name=b\nContent-Type: application/json", `{"c":"\"\\"}`), begin + "--form-string 'a=@x;type=y' \\\n  --form 'b=\"{\\\"c\\\":\\\"\\\\\\\"\\\\\\\\\\\"}\";type=application/json'", ""},
		"text file":          {parts(t, "name=a; filename=\"x;y.txt\"\nContent-Type: text/plain\nX-Page: 1", "1\n2"), begin + "--form $'a=\"1\\n2\";filename=\"x;y.txt\";type=text/plain;headers=\"X-Page: 1\"'", ""},
		"binary file":        {parts(t, "name=a; filename=x.png\nContent-Type: image/png", "\xff"), "printf %s /w== | base64 --decode | " + begin + "--form 'a=@-;filename=\"x.png\";type=image/png'", ""},
		"two of them":        {parts(t, "name=a; filename=x.png", "\xff", "name=a; filename=\"../y.png\"", "\xfe"), "printf %s /w== | base64 --decode | " + begin + "--form 'a=@-;filename=\"x.png\"' \\\n  --form 'a=@\"y.png\";filename=\"../y.png\"'", "Put these files in place first: y.png (1 byte)."},
		"a large one":        {parts(t, "name=a; filename=-x", long), begin + "--form 'a=@\"file.bin\";filename=\"-x\"'", "file.bin (3.0 KiB)"},
		"a name that is odd": {parts(t, `name="a=b"`, "1"), begin + "--header 'Content-Type: multipart/form-data; boundary=b' \\\n  --data-raw $'--b\\r\\nContent-Disposition: form-data; name=\"a=b\"\\r\\n\\r\\n1\\r\\n--b--\\r\\n'", ""},
		"breaks off":         {sent("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1"), begin + "--header 'Content-Type: multipart/form-data; boundary=b' \\\n  --data-raw $'--b\\r\\nContent-Disposition: form-data; name=a\\r\\n\\r\\n1'", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, note := Curl(&reports.Exchange{Request: *test.message})
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if !strings.Contains(note, test.note) || (note == "") != (test.note == "") {
				t.Errorf("note %q", note)
			}
		})
	}
}

// TestCurlSendsTheSameForm runs the commands, where there is a curl to run, and looks at what arrives.
func TestCurlSendsTheSameForm(t *testing.T) {
	t.Parallel()
	bash, err := exec.LookPath("bash")
	if _, missing := exec.LookPath("curl"); err != nil || missing != nil {
		t.Skip("there is no bash or no curl")
	}
	arrived := make(chan string, 1)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		arrived <- r.Header.Get("Content-Type") + "\n" + string(body)
	}))
	defer server.Close()
	for _, m := range []*reports.Message{
		sent("application/x-www-form-urlencoded", url.Values{"a[]": {"x y", "&=+%\n'\"\\", "ü"}, "b": {""}}.Encode()),
		parts(t, "name=a", "@x;type='y'\n$HOME `id`", "name=b\nContent-Type: application/json", `{"c":"\"; \\ d"}`, "name=b", "2"),
		parts(t, "name=a; filename=\"x y;z.txt\"\nContent-Type: text/plain; charset=utf-8\nX-Page: 1", " 1\r\n2 ", "name=c; filename=x.png\nContent-Type: image/png", "\xff\x00'"),
		sent("application/xml", "<a>\n  <b/>\n</a>\n"), sent("image/png", "\x89PNG\r\n\x00"), sent("text/plain", "@/etc/passwd"),
		sent("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1"),
	} {
		m.URL = server.URL
		command, note := Curl(&reports.Exchange{Request: *m})
		if note != "" {
			t.Errorf("%s: %s", command, note)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute) // only a hang takes so long
		run := exec.CommandContext(ctx, bash, "-c", strings.Replace(command, "curl ", "curl --disable --silent --noproxy '*' ", 1))
		if out, err := run.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", command, err, out)
			cancel()
			continue
		}
		cancel()
		contentType, body, _ := strings.Cut(<-arrived, "\n")
		if got, want := described(t, contentType, body), described(t, contentTypeOf(m), bytesOf(m.Body)); got != want {
			t.Errorf("%s\nsent %s\nwant %s", command, got, want)
		}
	}
}

// described is a form without its boundary, or any other body as it is.
func described(t *testing.T, contentType, body string) string {
	t.Helper()
	mediaType, parameters, err := mime.ParseMediaType(contentType)
	if err != nil {
		t.Fatal(err)
	}
	reader := multipart.NewReader(strings.NewReader(body), parameters["boundary"])
	switch mediaType {
	case formInOneLine:
		values, err := url.ParseQuery(body)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(values)
	case formInParts:
		var all []string
		for {
			part, err := reader.NextRawPart()
			if err != nil {
				if err != io.EOF { //nolint:errorlint // the wrapped one says that the form breaks off
					return mediaType + body
				}
				return strings.Join(all, "\n")
			}
			content, err := io.ReadAll(part)
			if err != nil {
				return mediaType + body
			}
			all = append(all, fmt.Sprintf("%q %q %q %q %q", part.FormName(), part.FileName(), part.Header.Get("Content-Type"), part.Header.Get("X-Page"), content))
		}
	}
	return mediaType + body
}

// FuzzForms holds that any body, said to be a form, can be shown: in bounds, visibly, and as a command of one word for each option.
func FuzzForms(f *testing.F) {
	f.Add("multipart/form-data; boundary=b", []byte("--b\r\nContent-Disposition: form-data; name=a; filename=\"../b\"\r\nX: \x1b\r\n\r\n\xff\r\n--b--\r\n"))
	f.Add("multipart/form-data; boundary=b", []byte("--b\r\nContent-Disposition: x\r\n\r\n--b--"))
	f.Add("application/x-www-form-urlencoded", []byte("a=%1b&[redacted]=[redacted]&=&%00=\n"))
	f.Fuzz(func(t *testing.T, contentType string, data []byte) {
		m := sent(contentType, string(data))
		m.Body.Redacted = bytes.Contains(data, []byte("[redacted]"))
		text := Readable(m)
		if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && r != '\t' && reports.IsHidden(r) }) {
			t.Errorf("shown as %q", text)
		}
		if len(text) > 10*len(m.Body.Text)+200 {
			t.Errorf("%d bytes are shown as %d", len(m.Body.Text), len(text))
		}
		command, _ := Curl(&reports.Exchange{Request: *m})
		if strings.Count(command, "\n") != strings.Count(command, " \\\n  ") {
			t.Errorf("a line of the command is no option: %q", command)
		}
		if fields, _ := form(m); slices.ContainsFunc(fields, func(f formField) bool { return strings.ContainsAny(f.localName(), `/\`) }) {
			t.Errorf("a file of another folder is named: %q", command)
		}
	})
}

func TestFormsAreToldInBounds(t *testing.T) {
	t.Parallel()
	n := Text{Bodies: 50}
	n.Message(parts(t, "name=a", strings.Repeat("<&", 5000), "name=b; filename=c", "\xff"))
	if text := n.String(); len(text) > 400 || !strings.Contains(text, "shortened here") {
		t.Error(text)
	}
}
