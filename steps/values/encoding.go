package values

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Decode decodes a JSON text and leaves numbers as they are written.
func Decode(raw string) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader([]byte(raw)))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		return nil, fmt.Errorf("decode the value %s: %w", Short(raw), err)
	}
	return v, nil
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
