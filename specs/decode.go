package specs

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// decoded is a body that was read as its media type says.
type decoded struct {
	value     any
	count     int  // of values in it
	long      bool // it holds long numbers
	checkable bool // value can be held against a schema
	faults    []jsonFault
}

func unreadable(code, message string) decoded {
	return decoded{faults: []jsonFault{{code: code, message: message}}}
}

// decodeBody reads a body. JSON, YAML, forms, tokens and texts become values; XML is held for being well formed, because an
// OpenAPI schema says too little of it; everything else is taken as it is.
func decodeBody(mediaType string, body []byte, s *openapi3.Schema) decoded {
	base := baseType(mediaType)
	switch {
	case isJSON(base):
		value, r, err := readJSON(body)
		if err != nil {
			result := unreadable(CodeNotJSON, "is no JSON: "+err.Error())
			result.faults = append(r.faults, result.faults...)
			return result
		}
		return decoded{value, r.values, r.long, true, r.faults}
	case base == "application/xml" || base == "text/xml" || strings.HasSuffix(base, "+xml"):
		if err := wellFormed(body); err != nil {
			return unreadable(CodeNotXML, err.Error())
		}
		return decoded{}
	case strings.HasSuffix(base, "yaml"):
		value, aliases, err := readYAML(body)
		if err != nil {
			return unreadable(CodeNotYAML, err.Error())
		}
		return decoded{value: value, count: len(body), checkable: !aliases}
	case base == "application/jwt" || strings.HasSuffix(base, "+jwt"):
		token := strings.TrimSpace(string(body))
		if err := compactToken(token); err != nil {
			return unreadable(CodeNotJWT, err.Error())
		}
		return decoded{value: token, checkable: true}
	case base == "application/x-www-form-urlencoded":
		values, err := url.ParseQuery(string(body))
		if err != nil {
			return unreadable(CodeNotForm, "cannot be read as a form")
		}
		return decoded{value: formValue(values, s), count: len(values), checkable: true}
	case strings.HasPrefix(base, "text/"):
		if !utf8.Valid(body) && !namesCharset(mediaType) {
			return unreadable(CodeInvalidUTF8, fmt.Sprintf("is not UTF-8 at byte %d", invalidAt(body)+1))
		}
		return decoded{value: coerced(string(body), s), checkable: true}
	}
	return decoded{}
}

// baseType is a media type without its parameters, in small letters.
func baseType(mediaType string) string {
	base, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	return strings.TrimSpace(base)
}

// namesCharset reports whether a media type says that its text is something else than UTF-8.
func namesCharset(mediaType string) bool {
	_, parameters, err := mime.ParseMediaType(mediaType)
	charset := parameters["charset"]
	return err == nil && charset != "" && !strings.EqualFold(charset, "utf-8")
}

// lookUpMediaType returns what a contract declares for a media type. Parameters such as a charset make no difference, on
// either side.
func lookUpMediaType(content openapi3.Content, mediaType string) *openapi3.MediaType {
	if media := content.Get(mediaType); media != nil {
		return media
	}
	for _, key := range slices.Sorted(maps.Keys(content)) {
		if mediaType != "" && baseType(key) == baseType(mediaType) {
			return content[key]
		}
	}
	return nil
}

func wellFormed(body []byte) error {
	decoder := xml.NewDecoder(bytes.NewReader(body))
	elements := 0
	for {
		token, err := decoder.Token()
		switch _, start := token.(xml.StartElement); {
		case errors.Is(err, io.EOF) && elements > 0:
			return nil
		case errors.Is(err, io.EOF):
			return errors.New("is no XML: it has no element")
		case err != nil:
			return errors.New("is no XML: it is not well formed")
		case start:
			elements++
		}
	}
}

// readYAML reads one YAML document into what a JSON document would become. One with aliases is not followed: a few lines of
// them can stand for more values than there is memory.
func readYAML(body []byte) (value any, aliases bool, err error) {
	file, err := parser.ParseBytes(body, 0)
	if err != nil {
		return nil, false, errors.New("is no YAML")
	}
	for _, document := range file.Docs {
		if len(ast.Filter(ast.AliasType, document)) > 0 {
			return nil, true, nil
		}
	}
	if err := yaml.Unmarshal(body, &value); err != nil {
		return nil, false, errors.New("is no YAML")
	}
	data, err := json.Marshal(value)
	if err != nil {
		return nil, false, errors.New("is YAML with values that JSON does not have")
	}
	value, _, err = readJSON(data)
	return value, false, err
}

// compactToken holds a token against the compact forms of JWS (three parts) and JWE (five). Its signature is not verified.
func compactToken(token string) error {
	parts := strings.Split(token, ".")
	if len(parts) != 3 && len(parts) != 5 {
		return fmt.Errorf("is no token: it has %d parts between dots, not 3 or 5", len(parts))
	}
	for _, part := range parts {
		if _, err := base64.RawURLEncoding.DecodeString(part); err != nil {
			return errors.New("is no token: a part of it is not base64url")
		}
	}
	header, _ := base64.RawURLEncoding.DecodeString(parts[0])
	if !json.Valid(header) {
		return errors.New("is no token: its header is no JSON")
	}
	return nil
}

// formValue turns a form into an object, with the types that the schema gives its fields.
func formValue(values url.Values, s *openapi3.Schema) any {
	m := orEmpty(merged(s))
	object := map[string]any{}
	for name, texts := range values {
		field, _ := stepInto(m, name)
		field = merged(field)
		if field != nil && field.Type.Is(openapi3.TypeArray) && field.Items != nil {
			entries := make([]any, 0, len(texts))
			for _, text := range texts {
				entries = append(entries, coerced(text, field.Items.Value))
			}
			object[name] = entries
			continue
		}
		object[name] = coerced(texts[0], field)
	}
	return object
}

// coerced gives a text the type that a schema wants, where it has the form of it. Otherwise it stays a text, and the schema
// will not accept it.
func coerced(text string, s *openapi3.Schema) any {
	m := merged(s)
	if m == nil || m.Type.Includes(openapi3.TypeString) {
		return text
	}
	for _, t := range m.Type.Slice() {
		switch t {
		case openapi3.TypeInteger, openapi3.TypeNumber:
			if value, _, err := readJSON([]byte(text)); err == nil {
				if number, ok := value.(json.Number); ok {
					return number
				}
			}
		case openapi3.TypeBoolean:
			if b, err := strconv.ParseBool(text); err == nil && (text == "true" || text == "false") {
				return b
			}
		case openapi3.TypeArray, openapi3.TypeObject:
			if value, _, err := readJSON([]byte(text)); err == nil {
				return value
			}
		}
	}
	return text
}
