package contract

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/textproto"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/specs/contract/mediatype"
	"github.com/bbconform/bbconform/specs/contract/schema"
	"github.com/bbconform/bbconform/specs/contract/strictjson"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// maxFormFields bounds how many fields of a form are read.
const maxFormFields = 2000

// formReader turns a form into an object, with the types that the contract gives its fields. kin-openapi reads forms too, but not objects in one
// line, nor lists of a schema made with allOf; it takes every unknown field for an error, and leaves the parts to decoders that are
// registered for the whole process. So it only holds the object against the schema.
type formReader struct {
	form   *form
	fields map[string]*formField
	object map[string]any
	count  int // of values
	long   bool
	faults []strictjson.Fault
}

func readForm(kind mediatype.Kind, contentType string, body []byte, media *openapi3.MediaType) decoded {
	r := &formReader{form: formOf(kind, media), fields: map[string]*formField{}, object: map[string]any{}}
	read := r.line
	if kind == mediatype.PartForm {
		read = func(body []byte) error { return r.parts(contentType, body) }
	}
	if err := read(body); err != nil {
		return unreadable(finding.NotForm, "cannot be read as a form: "+err.Error())
	}
	for _, name := range slices.Sorted(maps.Keys(r.fields)) {
		r.wholeList(r.fields[name])
	}
	return decoded{value: r.object, count: r.count, long: r.long, checkable: true, faults: r.faults}
}

func (r *formReader) field(name string) *formField {
	if r.fields[name] == nil {
		r.fields[name] = r.form.field(name)
	}
	return r.fields[name]
}

func (r *formReader) fault(code, name, format string, arguments ...any) {
	if len(r.faults) < strictjson.MaxFaults {
		r.faults = append(r.faults, strictjson.Fault{Code: code, Path: []string{name}, Message: fmt.Sprintf(format, arguments...)})
	}
}

// put adds a value of a field.
func (r *formReader) put(f *formField, value any) {
	r.count++
	before, there := r.object[f.name]
	switch {
	case f.list || !f.declared && there: // of what the contract does not know, nobody knows whether it is a list
		entries, ok := before.([]any)
		if there && !ok {
			entries = []any{before}
		}
		r.object[f.name] = append(entries, value)
	case there:
		r.fault(finding.DuplicateKey, f.name, "is given more than once")
	default:
		r.object[f.name] = value
	}
}

// wholeList accepts a list that came as one JSON text where a field for each entry is meant. OpenAPI 3.0.3 can be read in that way.
func (r *formReader) wholeList(f *formField) {
	entries, _ := r.object[f.name].([]any)
	if !f.list || f.notation != asJSON || len(entries) != 1 || f.entry.Type.Is(openapi3.TypeArray) {
		return
	}
	if whole, ok := entries[0].([]any); ok {
		r.object[f.name] = whole
	}
}

// text reads a value that is no file.
func (r *formReader) text(f *formField, text string, isJSONText bool) any {
	if !utf8.ValidString(text) {
		r.fault(finding.InvalidUTF8, f.name, "is not UTF-8 at byte %d", strictjson.InvalidAt([]byte(text))+1)
		text = strings.ToValidUTF8(text, "\uFFFD")
	}
	looksLikeJSON := strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[")
	switch {
	case f.notation == asJSON, isJSONText:
	case f.notation == asItsValue && looksLikeJSON:
		if value, _, err := strictjson.Read([]byte(text)); err == nil {
			return value
		}
		return text
	default:
		return coerced(text, f.entry)
	}
	value, read, err := strictjson.Read([]byte(text))
	for _, fault := range read.Faults {
		r.fault(fault.Code, f.name, "%s", fault.Message)
	}
	if err != nil {
		r.fault(finding.NotJSON, f.name, "is no JSON: %v", err)
		return text
	}
	r.count += read.Values
	r.long = r.long || read.Long
	return value
}

// parts reads a form in parts (RFC 7578).
func (r *formReader) parts(contentType string, body []byte) error {
	_, parameters, err := mime.ParseMediaType(contentType)
	if err != nil || parameters["boundary"] == "" {
		return errors.New("its media type names no boundary")
	}
	reader := multipart.NewReader(bytes.NewReader(body), parameters["boundary"])
	for number := 1; ; number++ {
		part, err := reader.NextPart()
		if err == io.EOF { //nolint:errorlint // the wrapped one says that the form breaks off
			return nil
		}
		if err != nil {
			return errors.New("it breaks off, or a part of it does not begin as it should")
		}
		if number > maxFormFields {
			return fmt.Errorf("it has more than %d parts", maxFormFields)
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return errors.New("it breaks off within a part")
		}
		if part.FormName() == "" {
			return fmt.Errorf("its part %d has no name", number)
		}
		r.part(r.field(part.FormName()), part.Header, content)
	}
}

func (r *formReader) part(f *formField, header textproto.MIMEHeader, content []byte) {
	mediaType := header.Get("Content-Type")
	if f.declared && !f.allows(mediaType) {
		wanted := f.mediaTypes()
		if len(wanted) == 0 {
			wanted = []string{wording.Or(f.mediaType(), "text/plain")}
		}
		r.fault(finding.WrongContentType, f.name, "is of another media type than %s", strings.Join(wanted, ", "))
	}
	if f.encoding != nil {
		for _, name := range slices.Sorted(maps.Keys(f.encoding.Headers)) {
			if ref := f.encoding.Headers[name]; ref.Value != nil && ref.Value.Required && header.Get(name) == "" {
				r.fault(finding.MissingHeader, f.name, "lacks the header %s", name)
			}
		}
	}
	if f.notation == asBytes {
		r.put(f, byteText(content))
		return
	}
	r.put(f, r.text(f, string(content), mediatype.IsJSON(mediaType) && f.notation == asItsValue))
}

// byteText is a text of as many characters as there are bytes. Bytes that are UTF-8 stay as they are.
func byteText(content []byte) string {
	if utf8.Valid(content) {
		return string(content)
	}
	runes := make([]rune, len(content))
	for i, b := range content {
		runes[i] = rune(b)
	}
	return string(runes)
}

// line reads a form in one line.
func (r *formReader) line(body []byte) error {
	if bytes.Count(body, []byte("&")) > maxFormFields {
		return fmt.Errorf("it has more than %d fields", maxFormFields)
	}
	for pair := range strings.SplitSeq(string(body), "&") {
		if pair == "" {
			continue
		}
		rawName, raw, _ := strings.Cut(pair, "=")
		name, err := url.QueryUnescape(rawName)
		value, errToo := url.QueryUnescape(raw)
		if err != nil || errToo != nil {
			return errors.New("a percent sign in it begins no escape")
		}
		if f, key := r.within(name); f != nil {
			r.member(f, key, value)
			continue
		}
		f := r.field(name)
		switch {
		case f.style == nil || f.style.Explode || f.style.Style == openapi3.SerializationDeepObject:
			r.put(f, r.text(f, value, false))
		case f.list:
			for _, entry := range f.split(raw) {
				r.put(f, r.text(f, entry, false))
			}
		case f.schema.Type.Is(openapi3.TypeObject):
			entries := f.split(raw)
			for i := 0; i+1 < len(entries); i += 2 {
				r.member(f, entries[i], entries[i+1])
			}
		default:
			r.put(f, r.text(f, value, false))
		}
	}
	return nil
}

// split divides the entries of a list in one field.
func (r *formField) split(raw string) []string {
	separator := r.separator()
	switch separator {
	case "%20":
		raw = strings.ReplaceAll(raw, "+", separator)
	case "|":
		raw = strings.NewReplacer("%7C", "|", "%7c", "|").Replace(raw)
	}
	var entries []string
	for entry := range strings.SplitSeq(raw, separator) {
		if text, err := url.QueryUnescape(entry); err == nil { // it was unescaped before as a whole
			entries = append(entries, text)
		}
	}
	return entries
}

// within finds the object of whose members a field is one: address[city], or city where address is spread over the form.
func (r *formReader) within(name string) (object *formField, key string) {
	if before, after, ok := strings.Cut(name, "["); ok && strings.HasSuffix(after, "]") {
		if f := r.field(before); f.style != nil && f.style.Style == openapi3.SerializationDeepObject {
			return f, strings.TrimSuffix(after, "]")
		}
	}
	if r.form.schema.Properties[name] != nil {
		return nil, ""
	}
	for _, other := range slices.Sorted(maps.Keys(r.form.encoding)) {
		f := r.field(other)
		if f.style == nil || !f.style.Explode || f.style.Style != openapi3.SerializationForm || !f.schema.Type.Is(openapi3.TypeObject) {
			continue
		}
		if next, _ := schema.StepInto(f.schema, name); next != nil {
			return f, name
		}
	}
	return nil, ""
}

// member adds a member of an object that is written as several fields.
func (r *formReader) member(f *formField, key, text string) {
	object, _ := r.object[f.name].(map[string]any)
	if object == nil {
		object = map[string]any{}
		r.object[f.name] = object
	}
	if _, there := object[key]; there {
		r.fault(finding.DuplicateKey, f.name, "has %s more than once", strconv.Quote(wording.Cut(key)))
		return
	}
	member, _ := schema.StepInto(f.schema, key)
	r.count++
	object[key] = coerced(text, member)
}
