package narrative

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/phrase"
)

// formField is one field of a form that was sent.
type formField struct {
	Name    string
	IsFile  bool
	File    string           // its name
	Type    string           // media type; empty: not said
	Headers []reports.Header // further ones of its part
	Content string           // bytes, where it is no text
}

// maxFormFields bounds how many fields of a form are looked at.
const maxFormFields = 1000

const (
	formInParts   = "multipart/form-data"
	formInOneLine = "application/x-www-form-urlencoded"
)

// form returns the fields of a request whose body is a form, as far as they were kept, and whether these are all of it. There are
// none where it is no form. What an answer holds is never read as one: it is shown as it came.
func form(m *reports.Message) (fields []formField, whole bool) {
	b := m.Body
	if b == nil || m.Method == "" {
		return nil, false
	}
	mediaType, parameters, err := mime.ParseMediaType(contentTypeOf(m))
	if err != nil {
		return nil, false
	}
	switch mediaType {
	case formInParts:
		fields, whole = partsOf(bytesOf(b), parameters["boundary"])
	case formInOneLine:
		fields, whole = pairsOf(b.Text)
	}
	return fields, whole && !b.Truncated
}

// IsForm reports whether the body of a request is shown as the fields of a form.
func IsForm(m *reports.Message) bool {
	fields, _ := form(m)
	return len(fields) > 0
}

func contentTypeOf(m *reports.Message) string {
	for _, h := range m.Headers {
		if strings.EqualFold(h.Name, "Content-Type") {
			return h.Value
		}
	}
	return ""
}

// bytesOf is what was kept of the body.
func bytesOf(b *reports.Body) string {
	if !b.Base64 {
		return b.Text
	}
	data, err := base64.StdEncoding.DecodeString(b.Text)
	if err != nil {
		return ""
	}
	return string(data)
}

func partsOf(body, boundary string) (fields []formField, whole bool) {
	if boundary == "" {
		return nil, false
	}
	reader := multipart.NewReader(strings.NewReader(body), boundary)
	for len(fields) < maxFormFields {
		part, err := reader.NextRawPart()
		if err == io.EOF { //nolint:errorlint // the wrapped one says that the form breaks off
			return fields, true
		}
		if err != nil {
			return fields, false
		}
		content, err := io.ReadAll(part)
		f := formField{Name: part.FormName(), Content: string(content), Type: part.Header.Get("Content-Type")}
		_, parameters, errName := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
		f.File, f.IsFile = parameters["filename"]
		for _, name := range slices.Sorted(maps.Keys(part.Header)) {
			if name != "Content-Type" && name != "Content-Disposition" {
				f.Headers = append(f.Headers, reports.Header{Name: name, Value: part.Header.Get(name)})
			}
		}
		fields = append(fields, f)
		if errors.Join(err, errName) != nil || f.Name == "" {
			return fields, false
		}
	}
	return fields, false
}

func pairsOf(body string) (fields []formField, whole bool) {
	for pair := range strings.SplitSeq(body, "&") {
		name, value, given := strings.Cut(pair, "=")
		plainName, err := url.QueryUnescape(name)
		plain, errValue := url.QueryUnescape(value)
		if errors.Join(err, errValue) != nil || plainName == "" || !given || len(fields) == maxFormFields {
			return fields, false
		}
		fields = append(fields, formField{Name: plainName, Content: plain})
	}
	return fields, true
}

// isText reports whether the content can be shown as it is.
func (f *formField) isText() bool { return utf8.ValidString(f.Content) }

// Readable is the body as people read it: a form as a list of its fields, JSON indented, what does not show written out.
func Readable(m *reports.Message) string {
	fields, whole := form(m)
	if len(fields) == 0 {
		return bodyText(m.Body)
	}
	var b strings.Builder
	for i := range fields {
		fields[i].write(&b)
	}
	if !whole && !m.Body.Truncated {
		b.WriteString("(here the form breaks off)\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// write writes a field: in one line where that is enough.
func (f *formField) write(b *strings.Builder) {
	b.WriteString(reports.Visible(f.Name))
	var about []string
	if f.IsFile {
		about = append(about, "file "+reports.Quoted(f.File))
	}
	if f.Type != "" {
		about = append(about, reports.Visible(f.Type))
	}
	for _, h := range f.Headers {
		about = append(about, reports.Visible(h.Name+": "+h.Value))
	}
	if len(about) > 0 {
		b.WriteString(" (" + strings.Join(about, "; ") + ")")
	}
	if !f.isText() {
		fmt.Fprintf(b, ": %s that are no text\n", phrase.Size(int64(len(f.Content))))
		return
	}
	text := readableText(f.Content)
	if !strings.Contains(text, "\n") {
		b.WriteString(strings.TrimRight(": "+text, " ") + "\n")
		return
	}
	b.WriteString(":\n")
	for line := range strings.Lines(text) {
		b.WriteString("  " + strings.TrimSuffix(line, "\n") + "\n")
	}
}

// readableText is foreign text as people read it: JSON is indented, what does not show is written out.
func readableText(s string) string {
	trimmed := strings.TrimSpace(s)
	if strings.HasPrefix(trimmed, "{") || strings.HasPrefix(trimmed, "[") {
		var indented bytes.Buffer
		if json.Indent(&indented, []byte(trimmed), "", "  ") == nil {
			return reports.VisibleBlock(indented.String())
		}
	}
	return reports.VisibleBlock(s)
}

// Remarks says what is special about how the body is shown; it is empty when it is whole and as sent.
func Remarks(m *reports.Message, asForm bool) string {
	b := *m.Body
	if asForm && IsForm(m) {
		b.Base64 = false // of what is no text, the list of fields says so
	}
	return bodyRemarks(&b)
}
