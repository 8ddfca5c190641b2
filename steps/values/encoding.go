package values

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Decode decodes a JSON text and leaves numbers as they are written.
func Decode(raw string) (any, error) {
	if inner := len(raw) - 1; inner > 0 && raw[0] == '"' && raw[inner] == '"' && isPlain(raw[1:inner]) {
		return strings.Clone(raw[1:inner]), nil // most are identifiers
	}
	decoder := json.NewDecoder(bytes.NewReader([]byte(raw)))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		return nil, fmt.Errorf("decode the value %s: %w", Short(raw), err)
	}
	return v, nil
}

// isPlain reports whether a text is written in JSON as it is.
func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Text writes a value as it appears in an address or a header. Whole numbers are written without a fraction, as some
// libraries answer 12.0 where others answer 12.
func Text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case json.Number:
		if whole, ok := rational(v.String()); ok && whole.IsInt() {
			return whole.Num().String()
		}
	case map[string]any, []any, float64:
		return string(Encode(v))
	}
	return fmt.Sprint(v)
}

// Encode writes v, which consists of what JSON knows, as JSON without escaping for HTML.
func Encode(v any) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		panic(fmt.Sprintf("values: encode %T: %v", v, err)) // whoever calls it has nothing else
	}
	return bytes.TrimRight(out.Bytes(), "\n")
}

// Unquoted is the value of the JSON of an identifier: a text, or a number as it is written.
func Unquoted(raw string) any {
	var text string
	if json.Unmarshal([]byte(raw), &text) == nil {
		return text
	}
	return json.Number(raw)
}
