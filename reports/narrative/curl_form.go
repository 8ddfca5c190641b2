package narrative

import (
	"encoding/base64"
	"fmt"
	"mime"
	"net/url"
	"strings"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/phrase"
)

// maxPiped bounds the bytes that a command carries in base64; more are put into a file first.
const maxPiped = 3 << 10

// curlForm writes a form as options of curl, which makes the same form of them with a boundary of its own. It reports false where
// that would not send what was sent; then the body goes as it is. Before is a command whose output is the content of a file.
func curlForm(m *reports.Message) (options []string, before, note string, ok bool) {
	fields, whole := form(m)
	if !whole || len(fields) == 0 {
		return nil, "", "", false
	}
	if mediaType, _, _ := mime.ParseMediaType(contentTypeOf(m)); mediaType == formInOneLine {
		options, ok = urlencoded(fields, m.Body)
		return options, "", "", ok
	}
	var files []string
	for _, f := range fields {
		if strings.Contains(f.Name, "=") {
			return nil, "", "", false
		}
		option, stdin, needed := curlPart(&f, before)
		before = stdin
		options = append(options, option)
		if needed != "" {
			files = append(files, needed)
		}
	}
	if len(files) > 0 {
		note = "Put these files in place first: " + strings.Join(files, ", ") + "."
	}
	return options, before, note, true
}

// urlencoded writes a form in one line.
func urlencoded(fields []formField, body *reports.Body) (options []string, ok bool) {
	pairs := make([]string, len(fields))
	for i, f := range fields {
		pairs[i] = url.QueryEscape(f.Name) + "=" + url.QueryEscape(f.Content)
		options = append(options, "--data-urlencode "+reports.ShellLine(url.QueryEscape(f.Name)+"="+f.Content))
	}
	asWritten := strings.NewReplacer("[redacted]", url.QueryEscape("[redacted]")).Replace(body.Text)
	return options, strings.Join(pairs, "&") == asWritten
}

// curlPart writes one part of a form. A file that is no text comes from the standard input, of which before makes it, or from a file
// that is needed.
func curlPart(f *formField, before string) (option, stdin, needed string) {
	if !f.IsFile && f.Type == "" && len(f.Headers) == 0 && f.isText() {
		return "--form-string " + reports.ShellLine(f.Name+"="+f.Content), before, ""
	}
	value := curlQuoted(f.Content)
	switch {
	case f.isText():
	case before == "" && len(f.Content) <= maxPiped:
		value, before = "@-", "printf %s "+base64.StdEncoding.EncodeToString([]byte(f.Content))+" | base64 --decode | "
	default:
		name := f.localName()
		value, needed = "@"+curlQuoted(name), fmt.Sprintf("%s (%s)", reports.Visible(name), phrase.Size(int64(len(f.Content))))
	}
	if f.IsFile {
		value += ";filename=" + curlQuoted(f.File)
	}
	if f.Type != "" {
		value += ";type=" + f.Type
	}
	for _, h := range f.Headers {
		value += ";headers=" + curlQuoted(h.Name+": "+h.Value)
	}
	return "--form " + reports.ShellLine(f.Name+"="+value), before, needed
}

// localName is a name for the file on the reader's machine: never one of another folder.
func (f *formField) localName() string {
	name := f.File[strings.LastIndexAny(f.File, `/\`)+1:]
	if name == "" || name == "." || name == ".." || strings.HasPrefix(name, "-") {
		return "file.bin"
	}
	return name
}

// curlQuoted puts a value between quotation marks, as the option --form reads it.
func curlQuoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
