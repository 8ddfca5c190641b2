// Package wording is how findings and errors write things: values, counts, names of fields, names that are like another. It decides
// nothing.
package wording

import (
	"encoding/json"
	"fmt"
	"strings"
)

// MaxLength bounds how much of a value is written, in runes.
const MaxLength = 80

// Or returns s, or a word in its place where it is empty.
func Or(s, word string) string {
	if s == "" {
		return word
	}
	return s
}

// JSON writes a value as JSON.
func JSON(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(data)
}

// Short writes a value as JSON, cut to MaxLength runes. Of arrays and objects it says only how large they are.
func Short(v any) string {
	switch v := v.(type) {
	case map[string]any:
		return Counted(len(v), "an object with %d field", "s")
	case []any:
		return Counted(len(v), "an array of %d entr", "ies", "y")
	case string:
		return Cut(JSON(v[:min(len(v), 4*MaxLength)]))
	}
	return Cut(JSON(v))
}

// Counted writes a number with the plural ending of its noun, or the singular one, which is none unless it is given:
// Counted(2, "%d entr", "ies", "y").
func Counted(n int, format, plural string, singular ...string) string {
	ending := plural
	if n == 1 {
		ending = strings.Join(singular, "")
	}
	return fmt.Sprintf(format, n) + ending
}

// Cut bounds a text to MaxLength runes.
func Cut(text string) string {
	runes := []rune(text)
	if len(runes) <= MaxLength {
		return text
	}
	return string(runes[:MaxLength-1]) + "…"
}

// Pointer writes the path of a value within a JSON document, as RFC 6901 does. The document itself is "it".
func Pointer(path []string) string {
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

// Text writes a value as it appears within a text.
func Text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case nil:
		return ""
	case map[string]any, []any, float64:
		return JSON(v)
	}
	return fmt.Sprint(v)
}
