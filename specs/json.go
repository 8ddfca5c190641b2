package specs

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Bounds of a JSON document. A target's answer is not trusted: beyond them a value is a finding, not work for us.
const (
	maxJSONDepth    = 512 // levels of arrays and objects
	maxNumberLength = 400 // bytes of a number
	maxExponent     = 400
	maxJSONFaults   = 50
	maxJSONValues   = 500_000
)

// jsonFault is something that a JSON document must not have. Most libraries let it pass without a word.
type jsonFault struct {
	code    string // of the finding
	path    []string
	offset  int    // bytes before it
	message string // after the place: "is given more than once"
}

// jsonReader reads one JSON document as RFC 8259 has it, and no more: no repeated keys, no bytes after the document, no
// invalid UTF-8. Numbers become json.Number. It exists because encoding/json accepts all of these.
type jsonReader struct {
	data   []byte
	pos    int
	path   []string
	faults []jsonFault
	values int  // how many there are, nested ones included
	long   bool // some number is too long for a float64 to hold it exactly
}

// jsonSyntaxError stops the reading.
type jsonSyntaxError struct{ message string }

func (e *jsonSyntaxError) Error() string { return e.message }

// readJSON reads data. It returns an error only where data is no JSON document at all; everything that can be read over is
// a fault.
func readJSON(data []byte) (value any, r *jsonReader, err error) {
	r = &jsonReader{data: data}
	if bytes.HasPrefix(r.data, []byte("\xef\xbb\xbf")) {
		r.fault(CodeNotJSON, "starts with a byte order mark")
		r.data = r.data[3:]
	}
	if !utf8.Valid(r.data) {
		r.fault(CodeInvalidUTF8, fmt.Sprintf("is not UTF-8 at byte %d", invalidAt(r.data)+1))
		r.data = bytes.ToValidUTF8(r.data, []byte("\uFFFD"))
	}
	if value, err = r.value(); err != nil {
		return nil, r, err
	}
	if r.space(); r.pos < len(r.data) {
		r.fault(CodeTrailingData, "is followed by "+counted(len(r.data)-r.pos, "%d more byte", "s"))
	}
	return value, r, nil
}

func invalidAt(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size <= 1 {
			return i
		}
		i += size
	}
	return len(data)
}

func (r *jsonReader) fault(code, message string) {
	if len(r.faults) < maxJSONFaults {
		r.faults = append(r.faults, jsonFault{code, append([]string(nil), r.path...), r.pos, message})
	}
}

// failed describes where the document stops being JSON.
func (r *jsonReader) failed(wanted string) error {
	if r.pos >= len(r.data) {
		return &jsonSyntaxError{fmt.Sprintf("it ends after %d bytes where %s must follow", len(r.data), wanted)}
	}
	found, _ := utf8.DecodeRune(r.data[r.pos:])
	return &jsonSyntaxError{fmt.Sprintf("byte %d is %q where %s must follow", r.pos+1, found, wanted)}
}

func (r *jsonReader) space() {
	for r.pos < len(r.data) {
		switch r.data[r.pos] {
		case ' ', '\t', '\n', '\r':
			r.pos++
		default:
			return
		}
	}
}

// take reads one byte if it is the one wanted.
func (r *jsonReader) take(wanted byte) bool {
	if r.pos < len(r.data) && r.data[r.pos] == wanted {
		r.pos++
		return true
	}
	return false
}

func (r *jsonReader) value() (any, error) {
	r.space()
	if r.values++; r.values > maxJSONValues {
		return nil, &jsonSyntaxError{fmt.Sprintf("it holds more than %d values", maxJSONValues)}
	}
	if r.pos >= len(r.data) {
		return nil, r.failed("a value")
	}
	switch c := r.data[r.pos]; {
	case c == '{':
		return r.object()
	case c == '[':
		return r.array()
	case c == '"':
		return r.text()
	case c == '-' || '0' <= c && c <= '9':
		return r.number()
	}
	for _, word := range []struct {
		text  string
		value any
	}{{"true", true}, {"false", false}, {"null", nil}} {
		if bytes.HasPrefix(r.data[r.pos:], []byte(word.text)) {
			r.pos += len(word.text)
			return word.value, nil
		}
	}
	return nil, r.failed("a value")
}

func (r *jsonReader) enter(step string) error {
	if len(r.path) >= maxJSONDepth {
		return &jsonSyntaxError{fmt.Sprintf("it is nested deeper than %d levels", maxJSONDepth)}
	}
	r.path = append(r.path, step)
	return nil
}

func (r *jsonReader) leave() { r.path = r.path[:len(r.path)-1] }

func (r *jsonReader) object() (any, error) {
	r.pos++
	result := map[string]any{}
	if r.space(); r.take('}') {
		return result, nil
	}
	for {
		r.space()
		if r.pos >= len(r.data) || r.data[r.pos] != '"' {
			return nil, r.failed("a key in quotes")
		}
		key, err := r.text()
		if err != nil {
			return nil, err
		}
		if r.space(); !r.take(':') {
			return nil, r.failed("a colon")
		}
		if err := r.enter(key); err != nil {
			return nil, err
		}
		if _, repeated := result[key]; repeated {
			r.fault(CodeDuplicateKey, "is given more than once")
		}
		if result[key], err = r.value(); err != nil {
			return nil, err
		}
		r.leave()
		if r.space(); r.take('}') {
			return result, nil
		}
		if !r.take(',') {
			return nil, r.failed("a comma or a closing brace")
		}
	}
}

func (r *jsonReader) array() (any, error) {
	r.pos++
	result := []any{}
	if r.space(); r.take(']') {
		return result, nil
	}
	for {
		if err := r.enter(strconv.Itoa(len(result))); err != nil {
			return nil, err
		}
		value, err := r.value()
		if err != nil {
			return nil, err
		}
		result = append(result, value)
		r.leave()
		if r.space(); r.take(']') {
			return result, nil
		}
		if !r.take(',') {
			return nil, r.failed("a comma or a closing bracket")
		}
	}
}

// text reads a string, from its opening quote.
func (r *jsonReader) text() (string, error) {
	r.pos++
	start := r.pos
	var decoded strings.Builder
	for r.pos < len(r.data) {
		switch c := r.data[r.pos]; {
		case c == '"':
			tail := r.data[start:r.pos]
			r.pos++
			if decoded.Len() == 0 {
				return string(tail), nil
			}
			decoded.Write(tail)
			return decoded.String(), nil
		case c == '\\':
			decoded.Write(r.data[start:r.pos])
			if err := r.escape(&decoded); err != nil {
				return "", err
			}
			start = r.pos
		case c < ' ':
			return "", r.failed("a character of a string")
		default:
			r.pos++
		}
	}
	return "", r.failed("a closing quote")
}

func (r *jsonReader) escape(into *strings.Builder) error {
	r.pos++
	if r.pos >= len(r.data) {
		return r.failed("an escaped character")
	}
	c := r.data[r.pos]
	if c == 'u' {
		first, err := r.codeUnit()
		if err != nil {
			return err
		}
		if utf16.IsSurrogate(first) && bytes.HasPrefix(r.data[r.pos:], []byte(`\u`)) {
			before := r.pos
			r.pos++
			second, err := r.codeUnit()
			if err != nil {
				return err
			}
			if pair := utf16.DecodeRune(first, second); pair != utf8.RuneError {
				into.WriteRune(pair)
				return nil
			}
			r.pos = before
		}
		into.WriteRune(first) // half of a pair becomes U+FFFD
		return nil
	}
	const escapes, meanings = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	i := strings.IndexByte(escapes, c)
	if i < 0 {
		return r.failed("an escaped character")
	}
	into.WriteByte(meanings[i])
	r.pos++
	return nil
}

// codeUnit reads uXXXX.
func (r *jsonReader) codeUnit() (rune, error) {
	r.pos++
	var unit rune
	for range 4 {
		if r.pos >= len(r.data) || !isHex(r.data[r.pos]) {
			return 0, r.failed("a hexadecimal digit")
		}
		digit, _ := strconv.ParseUint(string(r.data[r.pos]), 16, 8)
		unit = unit<<4 | rune(digit)
		r.pos++
	}
	return unit, nil
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// digits reads as many digits as there are.
func (r *jsonReader) digits() error {
	start := r.pos
	for r.pos < len(r.data) && '0' <= r.data[r.pos] && r.data[r.pos] <= '9' {
		r.pos++
	}
	if r.pos == start {
		return r.failed("a digit")
	}
	return nil
}

func (r *jsonReader) number() (any, error) {
	start, exponent := r.pos, 0
	r.take('-')
	if !r.take('0') {
		if err := r.digits(); err != nil {
			return nil, err
		}
	}
	if r.take('.') {
		if err := r.digits(); err != nil {
			return nil, err
		}
	}
	if r.take('e') || r.take('E') {
		if !r.take('+') {
			r.take('-')
		}
		from := r.pos
		if err := r.digits(); err != nil {
			return nil, err
		}
		if exponent, _ = strconv.Atoi(string(r.data[from:r.pos])); exponent == 0 && strings.Trim(string(r.data[from:r.pos]), "0") != "" {
			exponent = maxExponent + 1
		}
	}
	if exponent > maxExponent || r.pos-start > maxNumberLength {
		// Arithmetic on such a number can take all memory there is.
		r.fault(CodeOutOfRange, "is a number too long or too large for any program")
		return json.Number("0"), nil
	}
	r.long = r.long || r.pos-start > 15
	return json.Number(r.data[start:r.pos]), nil
}
