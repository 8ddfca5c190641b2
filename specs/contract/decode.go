package contract

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"mime"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/specs/contract/mediatype"
	"github.com/bbconform/bbconform/specs/contract/schema"
	"github.com/bbconform/bbconform/specs/contract/strictjson"
)

// decoded is a body that was read as its media type says.
type decoded struct {
	value     any
	count     int  // of values in it
	long      bool // it holds long numbers
	checkable bool // value can be held against a schema
	faults    []strictjson.Fault
}

func unreadable(code, message string) decoded {
	return decoded{faults: []strictjson.Fault{{Code: code, Message: message}}}
}

// decodeBody reads a body. JSON, YAML, forms, tokens and texts become values; XML is held for being well formed, because an
// OpenAPI schema says too little of it; bytes are taken as they are.
func decodeBody(contentType string, body []byte, media *openapi3.MediaType) decoded {
	base := mediatype.Base(contentType)
	switch {
	case mediatype.IsJSON(base):
		value, r, err := strictjson.Read(body)
		if err != nil {
			result := unreadable(finding.NotJSON, "is no JSON: "+err.Error())
			result.faults = append(r.Faults, result.faults...)
			return result
		}
		return decoded{value, r.Values, r.Long, true, r.Faults}
	case mediatype.IsLines(base):
		return readLines(body)
	case base == "application/xml" || base == "text/xml" || strings.HasSuffix(base, "+xml"):
		if err := wellFormed(body); err != nil {
			return unreadable(finding.NotXML, err.Error())
		}
		return decoded{}
	case strings.HasSuffix(base, "yaml"):
		value, aliases, err := readYAML(body)
		if err != nil {
			return unreadable(finding.NotYAML, err.Error())
		}
		return decoded{value: value, count: len(body), checkable: !aliases}
	case base == "application/jwt" || strings.HasSuffix(base, "+jwt"):
		token := strings.TrimSpace(string(body))
		if err := compactToken(token); err != nil {
			return unreadable(finding.NotJWT, err.Error())
		}
		return decoded{value: token, checkable: true}
	case mediatype.KindOf(base).IsForm():
		return readForm(mediatype.KindOf(base), contentType, body, media)
	case strings.HasPrefix(base, "text/"):
		if !utf8.Valid(body) && !namesCharset(contentType) {
			return unreadable(finding.InvalidUTF8, fmt.Sprintf("is not UTF-8 at byte %d", strictjson.InvalidAt(body)+1))
		}
		return decoded{value: coerced(string(body), mediatype.Schema(media)), checkable: true}
	}
	if s := schema.Merged(mediatype.Schema(media)); s != nil && s.Type.Is(openapi3.TypeString) && !isBase64Text(s) {
		return decoded{value: byteText(body), checkable: true}
	}
	return decoded{}
}

// readLines holds each line of a stream for being JSON. Whether a schema speaks of a line or of all of them is left open by OpenAPI before
// 3.2, so they are held against none.
func readLines(body []byte) decoded {
	number := 0
	for line := range bytes.SplitSeq(body, []byte("\n")) {
		number++
		line = bytes.TrimSpace(bytes.TrimLeft(line, "\x1e"))
		if len(line) == 0 {
			continue
		}
		if _, r, err := strictjson.Read(line); err != nil {
			result := unreadable(finding.NotJSON, fmt.Sprintf("is no JSON in line %d: %v", number, err))
			result.faults = append(r.Faults, result.faults...)
			return result
		}
	}
	return decoded{}
}

// DecodeBody reads the body of a request: JSON, and what JSON would say where it consists of fields, with the types that the
// contract gives them; a text otherwise. It is nil for what cannot be read.
func (o *Operation) DecodeBody(contentType string, body []byte) any {
	decoded := decodeBody(contentType, body, mediatype.LookUp(o.bodyContent(), contentType))
	if decoded.value == nil && !mediatype.KindOf(contentType).HasFields() {
		return string(body)
	}
	return decoded.value
}

// namesCharset reports whether a media type says that its text is something else than UTF-8.
func namesCharset(mediaType string) bool {
	_, parameters, err := mime.ParseMediaType(mediaType)
	charset := parameters["charset"]
	return err == nil && charset != "" && !strings.EqualFold(charset, "utf-8")
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
	value, _, err = strictjson.Read(data)
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

// coerced gives a text the type that a schema wants, where it has the form of it. Otherwise it stays a text, and the schema
// will not accept it.
func coerced(text string, s *openapi3.Schema) any { return coercedWithin(text, s, 0) }

func coercedWithin(text string, s *openapi3.Schema, depth int) any {
	m := schema.Merged(s)
	if m == nil || m.Type.Includes(openapi3.TypeString) {
		return text
	}
	for _, t := range m.Type.Slice() {
		switch t {
		case openapi3.TypeInteger, openapi3.TypeNumber:
			if value, _, err := strictjson.Read([]byte(text)); err == nil {
				if number, ok := value.(json.Number); ok {
					return number
				}
			}
		case openapi3.TypeBoolean:
			if b, err := strconv.ParseBool(text); err == nil && (text == "true" || text == "false") {
				return b
			}
		case openapi3.TypeArray, openapi3.TypeObject:
			if value, _, err := strictjson.Read([]byte(text)); err == nil {
				return value
			}
		}
	}
	options := schema.Alternatives(m)
	isText := func(option *openapi3.Schema) bool {
		return schema.OrEmpty(schema.Merged(option)).Type.Includes(openapi3.TypeString)
	}
	if m.Type != nil || depth > schema.MaxNesting || slices.ContainsFunc(options, isText) {
		return text
	}
	for _, option := range options {
		if value := coercedWithin(text, option, depth+1); value != text {
			return value
		}
	}
	return text
}
