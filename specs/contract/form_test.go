package contract

import (
	"encoding/json"
	"mime"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/specs/internal/fixture"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

func as(t testing.TB, id, mediaType string) *Operation {
	t.Helper()
	o, err := operation(t, fixture.Forms, id).As(mediaType)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func encode(t testing.TB, o *Operation, value any) (contentType, body string) {
	t.Helper()
	contentType, data, err := o.EncodeBody(value)
	if err != nil {
		t.Fatal(err)
	}
	return contentType, string(data)
}

// checked holds a body against the contract.
func checked(t testing.TB, o *Operation, contentType, body string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), o.Method, "https://target.example"+o.Path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", contentType)
	return found(o.CheckRequest(r, nil, []byte(body)))
}

var person = map[string]any{
	"name": `Ada "&" Zoë`[:9], "age": int64(7), "adult": true, "tags": []any{"a b", "c&d"},
	"home":   map[string]any{"city": "<Ulm>", "no": int64(3)},
	"past":   []any{map[string]any{"city": "Bonn"}, map[string]any{"city": "Trier"}},
	"either": map[string]any{"x": int64(1)},
}

func TestFormInParts(t *testing.T) {
	t.Parallel()
	o := as(t, "sendParts", "multipart/form-data")
	form := map[string]any{
		"photo": &File{Name: `a "1".png`, Type: "image/png", Headers: map[string]any{"X-Page": int64(1)}, Content: []byte{0x89, 0xff, 0}},
		"scans": []any{&File{Name: "b.txt", Content: []byte("--x\r\n")}, "plain"}, "seal": &File{Content: []byte("seal")},
		"note": map[string]any{"to": "me"},
	}
	for name, value := range person {
		form[name] = value
	}
	contentType, body := encode(t, o, form)
	_, parameters, err := mime.ParseMediaType(contentType)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(strings.ReplaceAll(body, "\r\n", "\n"), "--"+parameters["boundary"])
	want := []string{
		"", "\nContent-Disposition: form-data; name=\"adult\"\n\ntrue\n",
		"\nContent-Disposition: form-data; name=\"age\"\n\n7\n",
		"\nContent-Disposition: form-data; name=\"either\"\nContent-Type: application/json\n\n{\"x\":1}\n",
		"\nContent-Disposition: form-data; name=\"home\"\nContent-Type: application/json\n\n{\"city\":\"<Ulm>\",\"no\":3}\n",
		"\nContent-Disposition: form-data; name=\"name\"\n\nAda \"&\" Z\n",
		"\nContent-Disposition: form-data; name=\"note\"\nContent-Type: application/vnd.note+json\n\n{\"to\":\"me\"}\n",
		"\nContent-Disposition: form-data; name=\"past\"\nContent-Type: application/json\n\n{\"city\":\"Bonn\"}\n",
		"\nContent-Disposition: form-data; name=\"past\"\nContent-Type: application/json\n\n{\"city\":\"Trier\"}\n",
		"\nContent-Disposition: form-data; name=\"tags\"\n\na b\n",
		"\nContent-Disposition: form-data; name=\"tags\"\n\nc&d\n",
		"\nContent-Disposition: form-data; name=\"photo\"; filename=\"a %221%22.png\"\nContent-Type: image/png\nX-Page: 1\n\n\x89\xff\x00\n",
		"\nContent-Disposition: form-data; name=\"scans\"; filename=\"b.txt\"\nContent-Type: application/octet-stream\n\n--x\n\n",
		"\nContent-Disposition: form-data; name=\"scans\"; filename=\"scans\"\nContent-Type: application/octet-stream\n\nplain\n",
		"\nContent-Disposition: form-data; name=\"seal\"; filename=\"seal\"\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\nc2VhbA==\n",
		"--\n",
	}
	if diff := cmp.Diff(want, parts); diff != "" {
		t.Error(diff)
	}
	if got := checked(t, o, contentType, body); got != "" {
		t.Errorf("does not conform: %s", got)
	}
	if again, _ := encode(t, o, form); again != contentType {
		t.Error("the same form is written in another way the second time")
	}
	read, ok := o.DecodeBody(contentType, []byte(body)).(map[string]any)
	if !ok || len(read) != len(form) {
		t.Fatalf("read as %v", read)
	}
	if diff := cmp.Diff(wording.JSON(person["past"]), wording.JSON(read["past"])); diff != "" {
		t.Error(diff)
	}
	if read["adult"] != true || wording.JSON(read["age"]) != "7" || read["seal"] != "c2VhbA==" {
		t.Errorf("read as %v", read)
	}
}

func TestFormInOneLine(t *testing.T) {
	t.Parallel()
	o := as(t, "sendParts", "application/x-www-form-urlencoded")
	_, body := encode(t, o, person)
	const want = "adult=true&age=7&either=%7B%22x%22%3A1%7D&home=%7B%22city%22%3A%22%3CUlm%3E%22%2C%22no%22%3A3%7D&name=Ada+%22%26%22+Z" +
		"&past=%7B%22city%22%3A%22Bonn%22%7D&past=%7B%22city%22%3A%22Trier%22%7D&tags=a+b&tags=c%26d"
	if body != want {
		t.Error(body)
	}
	if got := checked(t, o, o.MediaType(), body); got != "" {
		t.Errorf("does not conform: %s", got)
	}
	if diff := cmp.Diff(wording.JSON(person), wording.JSON(o.DecodeBody(o.MediaType(), []byte(body)))); diff != "" {
		t.Error(diff)
	}
}

func TestStylesOfAFormInOneLine(t *testing.T) {
	t.Parallel()
	o := operation(t, fixture.Forms, "sendLine")
	value := map[string]any{
		"plain": []any{int64(1), int64(2)}, "commas": []any{"a,b", "c"}, "spaces": []any{"a", "b"}, "pipes": []any{"a", "b"},
		"deep": map[string]any{"x": int64(1), "y": "z"}, "flat": map[string]any{"a": "1", "b": true}, "pairs": map[string]any{"c": "&", "d": int64(2)},
		"bytes": &File{Content: []byte("?")},
	}
	_, body := encode(t, o, value)
	const want = "bytes=Pw%3D%3D&commas=a%2Cb,c&deep%5Bx%5D=1&deep%5By%5D=z&a=1&b=true&pairs=c,%26,d,2&pipes=a|b&plain=1&plain=2&spaces=a%20b"
	if body != want {
		t.Error(body)
	}
	if got := checked(t, o, o.MediaType(), body); got != "" {
		t.Errorf("does not conform: %s", got)
	}
	if diff := cmp.Diff(wording.JSON(value), wording.JSON(o.DecodeBody(o.MediaType(), []byte(body)))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(wording.JSON(value), wording.JSON(o.DecodeBody(o.MediaType(), []byte(strings.ReplaceAll(strings.ReplaceAll(body, "%20", "+"), "|", "%7C"))))); diff != "" {
		t.Error(diff)
	}
}

// Whatever a schema is of, 3.0 and 3.1, a form that breaks it is found out.
func TestFormsThatBreakTheContract(t *testing.T) {
	t.Parallel()
	part := func(head, content string) string {
		return "--b\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + content + "\r\n"
	}
	name := part(`name="name"`, "Ada")
	const end = "--b--\r\n"
	tests := map[string]struct{ mediaType, body, want string }{
		"parts":                    {"multipart/form-data; boundary=b", name + end, ""},
		"field missing":            {"multipart/form-data; boundary=b", part(`name="age"`, "1") + end, "missing-field body /name"},
		"no part at all":           {"multipart/form-data; boundary=b", end, "missing-field body /name"},
		"field twice":              {"multipart/form-data; boundary=b", name + name + end, "duplicate-key body /name"},
		"no number":                {"multipart/form-data; boundary=b", name + part(`name="age"`, "x") + end, "wrong-type body /age"},
		"out of range":             {"multipart/form-data; boundary=b", name + part(`name="age"`, "-1") + end, "out-of-range body /age"},
		"object is no JSON":        {"multipart/form-data; boundary=b", name + part(`name="home"`, "x") + end, "not-json body /home; wrong-type body /home"},
		"object without a type":    {"multipart/form-data; boundary=b", name + part(`name="home"`, `{"city":"Ulm"}`) + end, ""},
		"object of plain text":     {"multipart/form-data; boundary=b", name + part("name=\"home\"\r\nContent-Type: text/plain", `{"city":"Ulm"}`) + end, ""},
		"object as XML":            {"multipart/form-data; boundary=b", name + part("name=\"home\"\r\nContent-Type: text/xml", `{"city":"Ulm"}`) + end, "wrong-content-type body /home"},
		"field of object missing":  {"multipart/form-data; boundary=b", name + part(`name="home"`, "{}") + end, "missing-field body /home/city"},
		"entry of list":            {"multipart/form-data; boundary=b", name + part(`name="past"`, `{"city":"Ulm"}`) + part(`name="past"`, `{}`) + end, "missing-field body /past/1/city"},
		"list in one part":         {"multipart/form-data; boundary=b", name + part(`name="past"`, `[{"city":"Ulm"},{}]`) + end, "missing-field body /past/1/city"},
		"too many entries":         {"multipart/form-data; boundary=b", name + strings.Repeat(part(`name="tags"`, `x`), 4) + end, "too-many body /tags"},
		"readOnly":                 {"multipart/form-data; boundary=b", name + part(`name="id"`, "1") + end, "read-only-field body /id"},
		"text that is no UTF-8":    {"multipart/form-data; boundary=b", part(`name="name"`, "\xff") + end, "invalid-utf8 body /name"},
		"text as JSON":             {"multipart/form-data; boundary=b", part("name=\"name\"\r\nContent-Type: application/json", "Ada") + end, "wrong-content-type body /name"},
		"file too long":            {"multipart/form-data; boundary=b", name + part("name=\"photo\"; filename=a\r\nX-Page: 1\r\nContent-Type: image/png", "\xff23456789") + end, "too-long body /photo"},
		"file of another type":     {"multipart/form-data; boundary=b", name + part("name=\"photo\"; filename=a\r\nX-Page: 1\r\nContent-Type: image/gif", "1") + end, "wrong-content-type body /photo"},
		"file without its header":  {"multipart/form-data; boundary=b", name + part("name=\"photo\"; filename=a\r\nContent-Type: image/jpeg", "1") + end, "missing-header body /photo"},
		"no base64":                {"multipart/form-data; boundary=b", name + part(`name="seal"`, "*") + end, "wrong-format body /seal"},
		"breaks off":               {"multipart/form-data; boundary=b", name, "not-a-form body"},
		"breaks off within a part": {"multipart/form-data; boundary=b", name[:len(name)-6], "not-a-form body"},
		"part without a name":      {"multipart/form-data; boundary=b", part("x=1", "1") + end, "not-a-form body"},
		"another boundary":         {"multipart/form-data; boundary=c", name + end, "not-a-form body"},
		"no boundary":              {"multipart/form-data", name + end, "not-a-form body"},
		"no form at all":           {"multipart/form-data; boundary=b", `{"name":"Ada"}`, "not-a-form body"},
		"too many parts":           {"multipart/form-data; boundary=b", strings.Repeat(name, maxFormFields+1) + end, "not-a-form body"},
		"line":                     {"application/x-www-form-urlencoded", "name=Ada;+x&&", ""},
		"line, escape":             {"application/x-www-form-urlencoded", "name=%zz", "not-a-form body"},
		"line, field missing":      {"application/x-www-form-urlencoded", "age=1", "missing-field body /name"},
		"line, too short":          {"application/x-www-form-urlencoded", "name=", "too-short body /name"},
		"line, field twice":        {"application/x-www-form-urlencoded", "name=a&name=b", "duplicate-key body /name"},
		"line, object":             {"application/x-www-form-urlencoded", "name=a&home=%7B%7D", "missing-field body /home/city"},
		"line, no object":          {"application/x-www-form-urlencoded", "name=a&home=x", "not-json body /home; wrong-type body /home"},
		"line, too many fields":    {"application/x-www-form-urlencoded", strings.Repeat("name=a&", maxFormFields+1), "not-a-form body"},
		"another type":             {"application/xml", "<a/>", "wrong-content-type header Content-Type"},
	}
	for version, contract := range map[string]string{"3.0": fixture.Forms, "3.1": strings.Replace(fixture.Forms, "3.0.3", "3.1.0", 1)} {
		o := operation(t, contract, "sendParts")
		for title, test := range tests {
			t.Run(version+" "+title, func(t *testing.T) {
				t.Parallel()
				if got := checked(t, o, test.mediaType, test.body); got != test.want {
					t.Errorf("got %q, want %q", got, test.want)
				}
			})
		}
	}
}

func TestBodiesWithoutFields(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		mediaType string
		value     any
		body      string
		want      string
	}{
		{"text/plain", "hello", "hello", ""},
		{"text/plain; charset=utf-8", "hello", "hello", ""},
		{"text/plain", &File{Content: []byte("hello, you")}, "hello, you", "too-long body"},
		{"application/xml", "<a>1</a>", "<a>1</a>", ""},
		{"application/xml", "<a>", "<a>", "not-xml body"},
		{"image/png", &File{Content: []byte("\x89PNG")}, "\x89PNG", ""},
	} {
		o := as(t, "sendText", c.mediaType)
		contentType, body := encode(t, o, c.value)
		if body != c.body || contentType != c.mediaType {
			t.Errorf("%s: %q, %s", c.mediaType, body, contentType)
		}
		if got := checked(t, o, contentType, body); got != c.want {
			t.Errorf("%s: %q, want %q", c.mediaType, got, c.want)
		}
		if read := o.DecodeBody(contentType, []byte(body)); read == nil && c.want == "" {
			t.Errorf("%s: read as %v", c.mediaType, read)
		}
		if _, err := o.Field(InBody, "a"); err == nil || !strings.Contains(err.Error(), "has no fields") {
			t.Errorf("%s: %v", c.mediaType, err)
		}
	}
}

func TestWhatCannotBeWritten(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		operation, mediaType string
		value                any
		says                 string
	}{
		{"sendText", "application/xml", map[string]any{}, "write it as a text or a $file, not as an object"},
		{"sendText", "text/plain", int64(1), "not as a number"},
		{"sendParts", "multipart/form-data", "x", "consists of named fields; what there is to send is a text"},
		{"sendParts", "multipart/form-data", map[string]any{"photo": map[string]any{}}, `field "photo": is sent as bytes`},
		{"sendParts", "application/json", map[string]any{"x": func() {}}, "write the body of sendParts as application/json"},
	} {
		if _, _, err := as(t, c.operation, c.mediaType).EncodeBody(c.value); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s %v: %v", c.mediaType, c.value, err)
		}
	}
	for mediaType, says := range map[string]string{
		"text/csv": "takes no body of type \"text/csv\"; it takes: application/xml, image/*, text/plain", "image/*": "takes no body of type",
	} {
		if _, err := operation(t, fixture.Forms, "sendText").As(mediaType); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", mediaType, err)
		}
	}
}

func TestNotations(t *testing.T) {
	t.Parallel()
	parts, line, styled := as(t, "sendParts", "multipart/form-data"), as(t, "sendParts", "application/x-www-form-urlencoded"), operation(t, fixture.Forms, "sendLine")
	for _, c := range []struct {
		o    *Operation
		name string
		want Notation
	}{
		{parts, "name", Plain}, {parts, "age", Plain}, {parts, "tags", Spread}, {parts, "tags.0", Plain}, {parts, "home", Typed}, {parts, "home.no", Typed},
		{parts, "past", Spread}, {parts, "past.0", Typed}, {parts, "past.0.city", Typed}, {parts, "photo", Bytes}, {parts, "scans", Spread},
		{parts, "scans.1", Bytes}, {parts, "seal", Bytes}, {parts, "either", Plain}, {parts, "either.x", Typed}, {parts, "note.to", Typed},
		{line, "name", Plain}, {line, "home.city", Typed}, {line, "past", Spread},
		{styled, "deep", Spread}, {styled, "deep.x", Plain}, {styled, "flat", Spread}, {styled, "flat.a", Plain}, {styled, "commas.0", Plain}, {styled, "bytes", Plain},
		{operation(t, fixture.Forms, "sendParts"), "tags", Typed},
	} {
		f, err := c.o.Field(InBody, c.name)
		if err != nil || f.Notation != c.want {
			t.Errorf("%s of %s: %d, want %d (%v)", c.name, c.o.MediaType(), f.Notation, c.want, err)
		}
	}
	for _, f := range parts.Fields() {
		if same, err := parts.Field(f.In, f.Name); err != nil || same.Notation != f.Notation {
			t.Errorf("%s is listed with another notation than it has by itself", f)
		}
	}
	if f, err := parts.Field(InBody, "photo"); err != nil || !cmp.Equal(f.Types, []string{"image/png", "image/jpeg"}) {
		t.Errorf("%v, %v", f.Types, err)
	}
}

func TestJSONIsWrittenAsItIs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		value any
		want  string
	}{
		{map[string]any{"a": "<&>", "n": json.Number("1.50")}, `{"a":"<&>","n":1.50}`}, {[]any{true, nil}, `[true,null]`}, {"x", `"x"`},
		{map[string]any{"seal": &File{Content: []byte("seal")}}, `{"seal":"c2VhbA=="}`}, {&File{Content: []byte("{ }")}, `{ }`},
	} {
		if contentType, body := encode(t, operation(t, fixture.Forms, "sendParts"), c.value); body != c.want || contentType != "application/json" {
			t.Errorf("%s %s, want %s", contentType, body, c.want)
		}
	}
}
