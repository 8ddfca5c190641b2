// Package strictjson reads JSON as RFC 8259 has it, within bounds, and says what other readers let pass. It is for bytes that are not
// trusted.
package strictjson

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// Bounds of a JSON document. A target's answer is not trusted: beyond them a value is a finding, not work for us.
const (
	MaxDepth        = 512 // levels of arrays and objects
	MaxFaults       = 50  // that are noted
	maxNumberLength = 400 // bytes of a number
	maxExponent     = 400
	maxValues       = 500_000
)

// Fault is something that a JSON document must not have. Most libraries let it pass without a word.
type Fault struct {
	Code    string // of the finding
	Path    []string
	Offset  int    // bytes before it
	Message string // after the location: "is given more than once"
}

// Reader reads one JSON document as RFC 8259 has it, and no more: no repeated keys, no bytes after the document, no
// invalid UTF-8. Numbers become json.Number. It exists because encoding/json accepts all of these.
type Reader struct {
	Faults []Fault
	Values int  // how many there are, nested ones included
	Long   bool // some number is too long for a float64 to hold it exactly

	data []byte
	pos  int
	path []string
}

// syntaxError stops the reading.
type syntaxError struct{ message string }

func (e *syntaxError) Error() string { return e.message }

// Read reads data. It returns an error only where data is no JSON document at all; everything that can be read over is
// a fault.
func Read(data []byte) (value any, r *Reader, err error) {
	r = &Reader{data: data}
	if bytes.HasPrefix(r.data, []byte("\xef\xbb\xbf")) {
		r.fault(finding.NotJSON, "starts with a byte order mark")
		r.data = r.data[3:]
	}
	if !utf8.Valid(r.data) {
		r.fault(finding.InvalidUTF8, fmt.Sprintf("is not UTF-8 at byte %d", InvalidAt(r.data)+1))
		r.data = bytes.ToValidUTF8(r.data, []byte("\uFFFD"))
	}
	if value, err = r.value(); err != nil {
		return nil, r, err
	}
	if r.space(); r.pos < len(r.data) {
		r.fault(finding.TrailingData, "is followed by "+wording.Counted(len(r.data)-r.pos, "%d more byte", "s"))
	}
	return value, r, nil
}

// InvalidAt returns where a text stops being UTF-8, in bytes, and its length where it does not.
func InvalidAt(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size <= 1 {
			return i
		}
		i += size
	}
	return len(data)
}

func (r *Reader) fault(code, message string) {
	if len(r.Faults) < MaxFaults {
		r.Faults = append(r.Faults, Fault{code, append([]string(nil), r.path...), r.pos, message})
	}
}

// failed describes where the document stops being JSON.
func (r *Reader) failed(wanted string) error {
	if r.pos >= len(r.data) {
		return &syntaxError{fmt.Sprintf("it ends after %d bytes where %s must follow", len(r.data), wanted)}
	}
	found, _ := utf8.DecodeRune(r.data[r.pos:])
	return &syntaxError{fmt.Sprintf("byte %d is %q where %s must follow", r.pos+1, found, wanted)}
}

func (r *Reader) space() {
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
func (r *Reader) take(wanted byte) bool {
	if r.pos < len(r.data) && r.data[r.pos] == wanted {
		r.pos++
		return true
	}
	return false
}

func (r *Reader) value() (any, error) {
	r.space()
	if r.Values++; r.Values > maxValues {
		return nil, &syntaxError{fmt.Sprintf("it holds more than %d values", maxValues)}
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

func (r *Reader) enter(step string) error {
	if len(r.path) >= MaxDepth {
		return &syntaxError{fmt.Sprintf("it is nested deeper than %d levels", MaxDepth)}
	}
	r.path = append(r.path, step)
	return nil
}

func (r *Reader) leave() { r.path = r.path[:len(r.path)-1] }

func (r *Reader) object() (any, error) {
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
			r.fault(finding.DuplicateKey, "is given more than once")
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

func (r *Reader) array() (any, error) {
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
func (r *Reader) text() (string, error) {
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
			if decoded.Cap() == 0 {
				decoded.Grow(r.pos - start + r.toQuote())
			}
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

// toQuote is how many bytes there are before the quote that ends a string.
func (r *Reader) toQuote() int {
	for i := r.pos; i < len(r.data); i++ {
		switch r.data[i] {
		case '\\':
			i++
		case '"':
			return i - r.pos
		}
	}
	return 0
}

func (r *Reader) escape(into *strings.Builder) error {
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
func (r *Reader) codeUnit() (rune, error) {
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
func (r *Reader) digits() error {
	start := r.pos
	for r.pos < len(r.data) && '0' <= r.data[r.pos] && r.data[r.pos] <= '9' {
		r.pos++
	}
	if r.pos == start {
		return r.failed("a digit")
	}
	return nil
}

func (r *Reader) number() (any, error) {
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
		r.fault(finding.OutOfRange, "is a number too long or too large for any program")
		return json.Number("0"), nil
	}
	r.Long = r.Long || r.pos-start > 15
	return json.Number(r.data[start:r.pos]), nil
}
