package request

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs"
)

// Each function here makes a value that the contract forbids for a field, or says why the contract forbids none of that sort, or
// none that could be told apart in the way in which the field is written. Now is the value in the valid request, nil where there
// is none or it is not known yet.

func missing(f specs.Field, _ any, _ string) (any, error) {
	switch {
	case f.In == specs.InPath:
		return nil, errors.New("an address without it is another address")
	case !f.Required:
		return nil, errors.New("the contract does not require it")
	}
	return nil, nil
}

func null(f specs.Field, _ any, _ string) (any, error) {
	switch {
	case f.In != specs.InBody:
		return nil, errors.New("only the body knows null")
	case f.Notation != specs.Typed:
		return nil, errors.New("a form knows no null: say \"is missing\"")
	case allowsNull(f.Schema):
		return nil, errors.New("the contract allows null")
	}
	return nil, nil
}

func empty(f specs.Field, _ any, _ string) (any, error) {
	if f.In == specs.InPath {
		return nil, errors.New("an address without it is another address")
	}
	if f.In != specs.InBody && !isText(f.Schema) {
		return "", nil // no number and no truth value is written as nothing
	}
	switch {
	case f.Notation == specs.Spread:
		return nil, errors.New("nothing is sent of an empty list or object in a form: say \"is missing\"")
	case f.Notation == specs.Plain && forbids(f.Schema, ""):
		return "", nil
	}
	for _, candidate := range []struct {
		typ   string
		value any
	}{{openapi3.TypeString, ""}, {openapi3.TypeArray, []any{}}, {openapi3.TypeObject, map[string]any{}}} {
		if types(f.Schema, candidate.typ) && forbids(f.Schema, candidate.value) {
			return candidate.value, nil
		}
	}
	return nil, errors.New("the contract allows it to be empty (no minLength, minItems or required fields)")
}

func anotherType(f specs.Field, _ any, _ string) (any, error) {
	candidates := []any{"not-what-it-should-be", map[string]any{"unexpected": true}, []any{"unexpected"}, 12345.0}
	switch {
	case f.Notation == specs.Bytes:
		return anotherFile(f)
	case f.Notation == specs.Spread:
		return anotherEntry(f)
	case f.Notation == specs.Plain && (isText(f.Schema) || f.Schema.Type == nil):
		return nil, errors.New("in this place everything is a text")
	case f.Notation == specs.Plain:
		candidates = candidates[:1]
	case isText(f.Schema):
		candidates = candidates[1:] // a text of another sort is not of another type
	}
	if f.Schema.Type == nil && !forbids(f.Schema, candidates[0]) {
		return nil, errors.New("the contract allows every type")
	}
	for _, candidate := range candidates {
		if forbids(f.Schema, candidate) {
			return candidate, nil
		}
	}
	return nil, errors.New("the contract allows every type")
}

func tooLong(f specs.Field, now any, _ string) (any, error) {
	s := f.Schema
	switch {
	case s.MaxLength != nil && *s.MaxLength <= 1<<20:
		text := strings.Repeat("x", int(*s.MaxLength)+1)
		if file, ok := now.(*specs.File); ok {
			return string(file.Content) + text[min(len(file.Content), len(text)):], nil
		}
		if current, ok := now.(string); ok && current != "" { // keeps to its pattern as far as possible
			text = strings.Repeat(current, int(*s.MaxLength)/utf8.RuneCountInString(current)+1)
			text = string([]rune(text + strings.Repeat("x", int(*s.MaxLength)+1))[:*s.MaxLength+1])
		}
		return text, nil
	case s.MaxItems != nil && *s.MaxItems <= 1<<12:
		entries, _ := now.([]any)
		entries = slices.Clone(entries)
		for uint64(len(entries)) <= *s.MaxItems {
			if len(entries) == 0 {
				entries = append(entries, firstEntry(f))
			}
			entries = append(entries, entries[0])
		}
		return entries, nil
	}
	return nil, errors.New("the contract gives no maximum length")
}

func tooShort(f specs.Field, now any, _ string) (any, error) {
	s := f.Schema
	switch {
	case s.MinLength > 1 && s.MinLength <= 1<<20:
		text := strings.Repeat("x", int(s.MinLength)-1)
		if file, ok := now.(*specs.File); ok && len(file.Content) >= int(s.MinLength) {
			return string(file.Content[:s.MinLength-1]), nil
		}
		if current, ok := now.(string); ok && utf8.RuneCountInString(current) >= int(s.MinLength) {
			text = string([]rune(current)[:s.MinLength-1])
		}
		return text, nil
	case s.MinLength == 1 && f.In != specs.InPath:
		return "", nil
	case s.MinItems == 1 && f.Notation == specs.Spread:
		return nil, errors.New("nothing is sent of a list in a form that has no entries: say \"is missing\"")
	case s.MinItems > 0:
		entries, _ := now.([]any)
		return slices.Clone(entries[:min(len(entries), int(s.MinItems)-1)]), nil
	}
	return nil, errors.New("the contract gives no minimum length")
}

func notAllowed(f specs.Field, _ any, token string) (any, error) {
	if len(f.Schema.Enum) == 0 {
		return nil, errors.New("the contract gives no enumeration")
	}
	if _, isText := f.Schema.Enum[0].(string); isText || f.Notation == specs.Plain {
		return "none-of-them-" + token, nil
	}
	largest := 0.0
	for _, value := range f.Schema.Enum {
		if number, ok := value.(float64); ok {
			largest = max(largest, number)
		}
	}
	return largest + 1, nil
}

// formats are the formats whose texts are known well enough to miss them for sure, with a text that does.
var formats = map[string]string{
	"date": "2024-13-45", "date-time": "yesterday at noon", "time": "25:61", "duration": "a while", "uuid": "not-a-uuid",
	"email": "not an address", "uri": "not a uri", "url": "not a url", "ipv4": "300.1.2.3", "ipv6": "not:an:address",
	"hostname": "not a host name", "byte": "*not base64*",
}

func wrongFormat(f specs.Field, _ any, _ string) (any, error) {
	if text, ok := formats[f.Schema.Format]; ok && isText(f.Schema) {
		if f.Notation == specs.Bytes { // what is in a file would be turned into base64
			return unwritten(text), nil
		}
		return text, nil
	}
	if f.Notation == specs.Bytes {
		return nil, errors.New("the contract says nothing of what is in the file")
	}
	if f.Schema.Pattern == "" {
		return nil, errors.New("the contract gives neither a format (that has a syntax) nor a pattern")
	}
	compiled, err := regexp.Compile(f.Schema.Pattern)
	if err != nil {
		return nil, fmt.Errorf("its pattern %q is not understood here: %w", f.Schema.Pattern, err)
	}
	for _, candidate := range []string{"~not of its pattern~", "~", "0", "a", "-1.5", ""} {
		if !compiled.MatchString(candidate) && (candidate != "" || f.In != specs.InPath) {
			return candidate, nil
		}
	}
	return nil, fmt.Errorf("its pattern %q allows everything that was tried", f.Schema.Pattern)
}

func belowRange(f specs.Field, _ any, _ string) (any, error) {
	s := f.Schema
	switch {
	case s.ExclusiveMin.Value != nil:
		return justOutside(s, *s.ExclusiveMin.Value, 0), nil
	case s.Min != nil && s.ExclusiveMin.IsTrue():
		return justOutside(s, *s.Min, 0), nil
	case s.Min != nil:
		return justOutside(s, *s.Min, -1), nil
	}
	return nil, errors.New("the contract gives no minimum")
}

func aboveRange(f specs.Field, _ any, _ string) (any, error) {
	s := f.Schema
	switch {
	case s.ExclusiveMax.Value != nil:
		return justOutside(s, *s.ExclusiveMax.Value, 0), nil
	case s.Max != nil && s.ExclusiveMax.IsTrue():
		return justOutside(s, *s.Max, 0), nil
	case s.Max != nil:
		return justOutside(s, *s.Max, 1), nil
	}
	return nil, errors.New("the contract gives no maximum")
}

// justOutside is the bound moved by a step, as a number that JSON writes without an exponent where that is possible.
func justOutside(s *openapi3.Schema, bound, step float64) any {
	if s.MultipleOf != nil && *s.MultipleOf > 0 {
		step *= *s.MultipleOf
	}
	value := bound + step
	if value == math.Trunc(value) && math.Abs(value) < 1<<53 {
		return json.Number(strconv.FormatInt(int64(value), 10))
	}
	return json.Number(strconv.FormatFloat(value, 'f', -1, 64))
}

func unknown(f specs.Field, now any, token string) (any, error) {
	switch {
	case f.Notation == specs.Bytes:
		return nil, errors.New("it is no identifier: it is a file")
	case len(f.Schema.Enum) > 0:
		return nil, errors.New("the contract lists its values: say \"is not one of the allowed values\"")
	case types(f.Schema, openapi3.TypeInteger) && !types(f.Schema, openapi3.TypeString), types(f.Schema, openapi3.TypeNumber) && !types(f.Schema, openapi3.TypeString):
		return unknownNumber(f.Schema, token), nil
	case f.Schema.Type != nil && !types(f.Schema, openapi3.TypeString):
		return nil, errors.New("it is no identifier: neither a text nor a number")
	case f.Schema.Format == "uuid":
		return uuidOf(token), nil
	}
	value := unknownLike(now, token)
	if text, ok := value.(string); ok && f.Schema.MaxLength != nil && uint64(len(text)) > *f.Schema.MaxLength {
		value = text[uint64(len(text))-*f.Schema.MaxLength:]
	}
	return value, nil
}

// unknownNumber is a large number, as identifiers are seldom that large, within the range that the contract gives.
func unknownNumber(s *openapi3.Schema, token string) any {
	number := 1_900_000_000 + float64(digest(token)[0])*1000 + float64(digest(token)[1])
	if s.Max != nil {
		number = min(number, *s.Max)
	}
	return json.Number(strconv.FormatFloat(number, 'f', 0, 64))
}
