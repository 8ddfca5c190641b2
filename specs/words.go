package specs

import (
	"encoding/json"
	"fmt"
	"strings"
)

func orWord(s, word string) string {
	if s == "" {
		return word
	}
	return s
}

// jsonText is the JSON form of a value of the contract.
func jsonText(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(data)
}

// maxActual bounds how much of a value a finding holds, in runes.
const maxActual = 80

// short writes a value as JSON, cut to maxActual runes. Of arrays and objects it says only how large they are.
func short(v any) string {
	switch v := v.(type) {
	case map[string]any:
		return counted(len(v), "an object with %d field", "s")
	case []any:
		return counted(len(v), "an array of %d entr", "ies", "y")
	case string:
		return cut(jsonText(v[:min(len(v), 4*maxActual)]))
	}
	return cut(jsonText(v))
}

// counted writes a number with the singular or plural ending.
func counted(n int, format, plural string, singular ...string) string {
	ending := plural
	if n == 1 {
		ending = strings.Join(singular, "")
	}
	return fmt.Sprintf(format, n) + ending
}

// cut bounds a text to maxActual runes.
func cut(text string) string {
	runes := []rune(text)
	if len(runes) <= maxActual {
		return text
	}
	return string(runes[:maxActual-1]) + "…"
}

// pointer writes the place of a value within a JSON document, as RFC 6901 does. The document itself is "it".
func pointer(path []string) string {
	if len(path) == 0 {
		return "it"
	}
	var b strings.Builder
	for _, step := range path {
		b.WriteByte('/')
		if strings.ContainsAny(step, "~/") {
			step = strings.ReplaceAll(strings.ReplaceAll(step, "~", "~0"), "/", "~1")
		}
		b.WriteString(step)
	}
	return b.String()
}

// asText writes a value as it appears within a text.
func asText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case nil:
		return ""
	case map[string]any, []any, float64:
		return jsonText(v)
	}
	return fmt.Sprint(v)
}
