package sample

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// generalPlaceholders are the words that mean the same in every building block:
//
//	unique    a token of a small letter and eleven hexadecimal digits, fresh in every request
//	uuid      a UUID of version 4, fresh in every request
//	number    an integer of ten digits that fits into 31 bits, fresh in every request
//	scenario  a token as unique is, fresh in every scenario
//	today     the day, in UTC: 2026-01-31
//	now       the moment, in UTC: 2026-01-31T12:00:00Z
//
// Within one request each of them stands for one value, however often it is written.
var generalPlaceholders = []string{"unique", "uuid", "number", "scenario", "today", "now"}

// IsGeneralPlaceholder reports whether the words of a placeholder mean the same in every building block: unique, uuid, number,
// scenario, today or now.
func IsGeneralPlaceholder(expr string) bool { return slices.Contains(generalPlaceholders, expr) }

// Expand returns a copy of v in which every placeholder ${…} of a string is replaced by what lookup returns for the words
// between the braces. A string that is one placeholder and nothing else becomes that value, of whatever type; within a
// longer string a value is written as text, and objects and arrays as JSON. $${ stands for ${ itself. Keys of objects are
// expanded too. V is what JSON or YAML decodes to, and may hold files.
func Expand(v any, lookup func(expr string) (any, error)) (any, error) {
	switch v := v.(type) {
	case string:
		return expandString(v, lookup)
	case map[string]any:
		result := make(map[string]any, len(v))
		for key, value := range v {
			name, err := expandString(key, lookup)
			if err != nil {
				return nil, err
			}
			if result[wording.Text(name)], err = Expand(value, lookup); err != nil {
				return nil, err
			}
		}
		return result, nil
	case []any:
		result := make([]any, len(v))
		for i, value := range v {
			var err error
			if result[i], err = Expand(value, lookup); err != nil {
				return nil, err
			}
		}
		return result, nil
	case *contract.File:
		return expandFile(v, lookup)
	}
	return v, nil
}

func expandString(s string, lookup func(string) (any, error)) (any, error) {
	if !strings.Contains(s, "${") {
		return s, nil
	}
	var text strings.Builder
	rest := s
	for {
		before, after, found := strings.Cut(rest, "${")
		if !found {
			text.WriteString(rest)
			return text.String(), nil
		}
		if strings.HasSuffix(before, "$") {
			text.WriteString(before + "{")
			rest = after
			continue
		}
		expr, tail, closed := strings.Cut(after, "}")
		if !closed {
			return nil, fmt.Errorf("the placeholder in %q has no closing brace", s)
		}
		value, err := lookup(strings.TrimSpace(expr))
		if err != nil {
			return nil, fmt.Errorf("placeholder ${%s}: %w", expr, err)
		}
		if before == "" && tail == "" && text.Len() == 0 {
			return copied(value), nil
		}
		text.WriteString(before + wording.Text(value))
		rest = tail
	}
}

// Placeholders returns the words of every placeholder in v, in no particular order.
func Placeholders(v any) ([]string, error) {
	var found []string
	_, err := Expand(v, func(expr string) (any, error) {
		found = append(found, expr)
		return "", nil
	})
	return found, err
}

// copied is a deep copy, so that a request can be changed without changing where its values came from.
func copied(v any) any {
	switch v := v.(type) {
	case map[string]any:
		result := make(map[string]any, len(v))
		for key, value := range v {
			result[key] = copied(value)
		}
		return result
	case []any:
		result := make([]any, len(v))
		for i, value := range v {
			result[i] = copied(value)
		}
		return result
	}
	return v
}
