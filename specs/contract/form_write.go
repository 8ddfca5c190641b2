package contract

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"mime"
	"net/url"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract/mediatype"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// EncodeBody writes a body in MediaType, and returns it with its content type. Value is what JSON decodes to, with files where
// the contract has some, and without placeholders; for XML, other texts and bytes it is a text or a File. The same value is
// always written in the same way.
func (o *Operation) EncodeBody(value any) (contentType string, body []byte, err error) {
	mediaType := o.MediaType()
	switch {
	case mediaType == "":
		return "", nil, fmt.Errorf("operation %s takes no body", o.ID)
	case mediatype.IsRange(mediaType):
		return "", nil, fmt.Errorf("operation %s takes bodies of %s; its sample request must name one such type (mediaType)", o.ID, mediaType)
	}
	if file, ok := value.(*File); ok && !o.BodyKind().IsForm() {
		return mediaType, file.Content, nil
	}
	switch kind := o.BodyKind(); kind {
	case mediatype.JSONBody:
		body, err = writeJSON(value)
	case mediatype.PartForm, mediatype.LineForm:
		fields, ok := value.(map[string]any)
		if !ok {
			return "", nil, fmt.Errorf("the body of %s is %s, which consists of named fields; what there is to send is %s", o.ID, mediaType, kindWord(value))
		}
		f := formOf(kind, o.media())
		if kind == mediatype.LineForm {
			body, err = f.line(fields)
			break
		}
		var parts []formPart
		if parts, err = f.parts(fields); err == nil {
			mediaType, body = writeParts(mediaType, parts)
		}
	default:
		text, ok := value.(string)
		if !ok {
			return "", nil, fmt.Errorf("the body of %s is %s; write it as a text or a $file, not as %s", o.ID, mediaType, kindWord(value))
		}
		body = []byte(text)
	}
	if err != nil {
		return "", nil, fmt.Errorf("write the body of %s as %s: %w", o.ID, mediaType, err)
	}
	return mediaType, body, nil
}

// writeJSON writes a value as JSON, without the escapes that are for HTML.
func writeJSON(value any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimRight(out.Bytes(), "\n"), nil
}

// formPart is one part of a form in parts.
type formPart struct {
	name      string
	isFile    bool
	file      string // its name
	mediaType string // empty: not said
	headers   map[string]any
	content   []byte
}

// parts writes the fields of a form, files last: many servers decide by the other fields what to do with a file.
func (f *form) parts(fields map[string]any) ([]formPart, error) {
	var parts, files []formPart
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		r := f.field(name)
		for _, entry := range r.entries(fields[name]) {
			part, err := r.part(entry)
			if err != nil {
				return nil, fmt.Errorf("field %q: %w", name, err)
			}
			if part.isFile {
				files = append(files, part)
			} else {
				parts = append(parts, part)
			}
		}
	}
	return append(parts, files...), nil
}

// entries returns the values that are written by themselves.
func (r *formField) entries(value any) []any {
	entries, isList := value.([]any)
	switch {
	case isList && (r.list || r.notation != asJSON && r.notation != asItsValue):
		return entries
	case value == nil && r.notation != asJSON: // a form has no word for null
		return nil
	}
	return []any{value}
}

func (r *formField) part(value any) (formPart, error) {
	part := formPart{name: r.name, mediaType: r.mediaType()}
	file, isFile := value.(*File)
	switch {
	case isFile:
		part.isFile, part.file, part.headers, part.content = true, file.Name, maps.Clone(file.Headers), file.Content
		if file.Type != "" {
			part.mediaType = file.Type
		}
		if isBase64Text(r.entry) {
			part.content = base64.StdEncoding.AppendEncode(nil, file.Content)
			if part.headers == nil {
				part.headers = map[string]any{}
			}
			part.headers["Content-Transfer-Encoding"] = "base64"
		}
		if part.file == "" {
			part.file = r.name
		}
	case r.notation == asBytes:
		text, ok := value.(string)
		if !ok {
			return part, fmt.Errorf("is sent as bytes of %s; write it as a text or a $file, not as %s", part.mediaType, kindWord(value))
		}
		part.isFile, part.file, part.content = true, r.name, []byte(text)
	default:
		text, isJSONText, err := r.text(value)
		if err != nil {
			return part, err
		}
		part.content = []byte(text)
		if isJSONText && part.mediaType == "" {
			part.mediaType = "application/json"
		}
	}
	return part, nil
}

// text writes a value that is no file, and says whether it is JSON then.
func (r *formField) text(value any) (text string, isJSONText bool, err error) {
	_, isObject := value.(map[string]any)
	_, isList := value.([]any)
	if r.notation == asJSON || r.notation == asItsValue && (isObject || isList) {
		data, err := writeJSON(value)
		return string(data), true, err
	}
	return wording.Text(value), false, nil
}

// writeParts writes a form in parts (RFC 7578). The boundary is made of the content, so that the same form is the same bytes.
func writeParts(mediaType string, parts []formPart) (contentType string, body []byte) {
	sum := sha256.New()
	for _, part := range parts {
		fmt.Fprintf(sum, "%q %q %d ", part.name, part.file, len(part.content))
		sum.Write(part.content)
	}
	boundary := ""
	for boundary == "" || slices.ContainsFunc(parts, func(p formPart) bool { return bytes.Contains(p.content, []byte(boundary)) }) {
		boundary = "bbconform-" + hex.EncodeToString(sum.Sum(nil))[:20]
		sum.Write([]byte{0})
	}
	var out bytes.Buffer
	for _, part := range parts {
		fmt.Fprintf(&out, "--%s\r\nContent-Disposition: form-data; name=\"%s\"", boundary, quotable(part.name))
		if part.isFile {
			fmt.Fprintf(&out, "; filename=\"%s\"", quotable(part.file))
		}
		out.WriteString("\r\n")
		if part.mediaType != "" {
			fmt.Fprintf(&out, "Content-Type: %s\r\n", oneLine(part.mediaType))
		}
		for _, name := range slices.Sorted(maps.Keys(part.headers)) {
			fmt.Fprintf(&out, "%s: %s\r\n", oneLine(name), oneLine(wording.Text(part.headers[name])))
		}
		out.WriteString("\r\n")
		out.Write(part.content)
		out.WriteString("\r\n")
	}
	fmt.Fprintf(&out, "--%s--\r\n", boundary)
	base, parameters, err := mime.ParseMediaType(mediaType)
	if err != nil {
		base, parameters = mediaType, map[string]string{}
	}
	parameters["boundary"] = boundary
	return mime.FormatMediaType(base, parameters), out.Bytes()
}

// quotable writes a name as browsers do between quotation marks (HTML, "multipart/form-data").
var quotable = strings.NewReplacer("\"", "%22", "\r", "%0D", "\n", "%0A").Replace

// oneLine keeps a value from becoming two headers.
var oneLine = strings.NewReplacer("\r", " ", "\n", " ").Replace

// line writes a form in one line.
func (f *form) line(fields map[string]any) ([]byte, error) {
	var pairs []string
	add := func(name, raw string) { pairs = append(pairs, url.QueryEscape(name)+"="+raw) }
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		r := f.field(name)
		if r.style != nil && r.styled(fields[name], add) {
			continue
		}
		for _, entry := range r.entries(fields[name]) {
			if file, ok := entry.(*File); ok { // it is a text: bytes that are none go in base64
				add(name, url.QueryEscape(fileAsText(file, r.entry)))
				continue
			}
			text, _, err := r.text(entry)
			if err != nil {
				return nil, fmt.Errorf("field %q: %w", name, err)
			}
			add(name, url.QueryEscape(text))
		}
	}
	return []byte(strings.Join(pairs, "&")), nil
}

func fileAsText(file *File, s *openapi3.Schema) string {
	if isBinary(s) {
		return base64.StdEncoding.EncodeToString(file.Content)
	}
	return string(file.Content)
}

// styled writes a list or an object in the style that the contract names, and reports false where the style says nothing of
// such a value.
func (r *formField) styled(value any, add func(name, raw string)) bool {
	escaped := func(v any) string { return url.QueryEscape(wording.Text(v)) }
	switch value := value.(type) {
	case []any:
		if r.style.Explode || r.style.Style == openapi3.SerializationDeepObject {
			return false // a field for each entry
		}
		entries := make([]string, len(value))
		for i, entry := range value {
			entries[i] = escaped(entry)
		}
		if len(entries) > 0 {
			add(r.name, strings.Join(entries, r.separator()))
		}
		return true
	case map[string]any:
		var flat []string
		for _, key := range slices.Sorted(maps.Keys(value)) {
			switch {
			case r.style.Style == openapi3.SerializationDeepObject:
				add(r.name+"["+key+"]", escaped(value[key]))
			case r.style.Explode:
				add(key, escaped(value[key]))
			default:
				flat = append(flat, url.QueryEscape(key), escaped(value[key]))
			}
		}
		if len(flat) > 0 {
			add(r.name, strings.Join(flat, r.separator()))
		}
		return true
	}
	return false
}

// separator stands between the entries of a list in one field.
func (r *formField) separator() string {
	switch r.style.Style {
	case openapi3.SerializationSpaceDelimited:
		return "%20"
	case openapi3.SerializationPipeDelimited:
		return "|"
	}
	return ","
}

// kindWord says in words what sort of value there is.
func kindWord(v any) string {
	switch v.(type) {
	case nil:
		return "nothing"
	case string:
		return "a text"
	case *File:
		return "a file"
	case map[string]any:
		return "an object"
	case []any:
		return "a list"
	case bool:
		return "true or false"
	}
	return "a number"
}
