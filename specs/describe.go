package specs

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
)

// maxActual bounds how much of a value a finding holds, in runes.
const maxActual = 80

// description is a violation in words. None of them holds the value, except actual.
type description struct {
	code     string
	phrase   string // after the place: "is missing"
	expected string
	actual   string
}

// describe puts a violation in words.
func describe(v violation) description {
	s := v.schema
	d := description{actual: short(v.value)}
	switch v.keyword {
	case "required":
		d.code, d.phrase, d.actual = CodeMissingField, "is missing", "nothing"
		d.expected = demand(nil)
		if property := s.Properties[v.name]; property != nil {
			d.expected = demand(merged(property.Value))
		}
	case "nullable":
		d.code, d.phrase, d.expected = CodeNullNotAllowed, "is null", demand(s)
	case "type":
		d = describeType(v)
	case "enum", "const":
		d.code, d.phrase = CodeNotInEnumeration, "is not one of the values that the contract lists"
		d.expected = oneOf(s)
		if v.value == nil {
			d.code, d.phrase = CodeNullNotAllowed, "is null"
		}
	case "format":
		d.code, d.phrase, d.expected = CodeWrongFormat, fmt.Sprintf("is not a valid %s", s.Format), "format "+s.Format
		if strings.HasPrefix(s.Format, "int") {
			d.code, d.phrase = CodeOutOfRange, "does not fit into "+s.Format
		}
	case "pattern":
		d.code, d.phrase, d.expected = CodeWrongPattern, "does not match the pattern", "the pattern "+s.Pattern
	case "minLength":
		d.code, d.phrase, d.expected = CodeTooShort, "is too short", atLeast(s.MinLength, "character", "s")
		d.actual = lengthWords(v.value)
	case "maxLength":
		d.code, d.phrase, d.expected = CodeTooLong, "is too long", atMost(s.MaxLength, "character", "s")
		d.actual = lengthWords(v.value)
	case "minItems":
		d.code, d.phrase, d.expected = CodeTooFew, "has too few entries", atLeast(s.MinItems, "entr", "ies", "y")
	case "maxItems":
		d.code, d.phrase, d.expected = CodeTooMany, "has too many entries", atMost(s.MaxItems, "entr", "ies", "y")
	case "minProperties":
		d.code, d.phrase, d.expected = CodeTooFew, "has too few fields", atLeast(s.MinProps, "field", "s")
	case "maxProperties":
		d.code, d.phrase, d.expected = CodeTooMany, "has too many fields", atMost(s.MaxProps, "field", "s")
	case "uniqueItems":
		d.code, d.phrase, d.expected = CodeRepeatedEntry, "holds an entry more than once", "each entry once"
	case "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf":
		d.code, d.phrase, d.expected = CodeOutOfRange, "is out of range", rangeWords(s)
	case "properties", "additionalProperties", "unevaluatedProperties":
		d.code, d.phrase, d.expected = CodeUnknownField, "is a field that the contract does not know", "no such field"
	case "readOnly":
		d.code, d.phrase, d.expected = CodeReadOnlyField, "is a field that only an answer may hold", "no such field in a request"
	case "writeOnly":
		d.code, d.phrase, d.expected = CodeWriteOnlyField, "is a field that only a request may hold", "no such field in an answer"
	case "oneOf", "anyOf", "discriminator":
		d.code, d.phrase = CodeNoMatch, orWord(v.detail, "matches no alternative")
		d.expected = fmt.Sprintf("one of %d alternatives", max(len(s.OneOf), len(s.AnyOf)))
	case "not":
		d.code, d.phrase, d.expected = CodeForbiddenValue, "is a value that the contract forbids", "another value"
	default:
		d.code, d.phrase = CodeForbiddenValue, fmt.Sprintf("does not satisfy %q of the contract", v.keyword)
		d.expected = v.keyword
	}
	return d
}

func describeType(v violation) description {
	_, isNumber := v.value.(json.Number)
	switch {
	case v.value == nil:
		return description{CodeNullNotAllowed, "is null", demand(v.schema), "null"}
	case isNumber && v.schema.Type.Permits(openapi3.TypeInteger) && !v.schema.Type.Permits(openapi3.TypeNumber):
		return description{CodeWrongType, "is a number with a fraction, not an integer", demand(v.schema), short(v.value)}
	case isNumber && v.schema.Type.Permits(openapi3.TypeNumber):
		return description{CodeOutOfRange, "is a number out of range", demand(v.schema), short(v.value)}
	}
	return description{
		CodeWrongType,
		fmt.Sprintf("is %s, not %s", kindOf(v.value), demand(v.schema)),
		demand(v.schema),
		short(v.value),
	}
}

// demand says what kind of value a schema wants: "a string", "an integer or null".
func demand(s *openapi3.Schema) string {
	if s == nil || s.Type.IsEmpty() {
		return "a value"
	}
	var kinds []string
	for _, t := range s.Type.Slice() {
		kinds = append(kinds, withArticle(t))
	}
	if s.Nullable && !slices.Contains(kinds, "null") {
		kinds = append(kinds, "null")
	}
	return strings.Join(kinds, " or ")
}

func withArticle(kind string) string {
	switch kind {
	case "null":
		return kind
	case "array", "object", "integer":
		return "an " + kind
	}
	return "a " + kind
}

// kindOf says what kind of value v is, in the words of JSON.
func kindOf(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "a boolean"
	case string:
		return "a string"
	case map[string]any:
		return "an object"
	case []any:
		return "an array"
	}
	return "a number"
}

// oneOf lists the values that are allowed, as far as a line holds them.
func oneOf(s *openapi3.Schema) string {
	if s.Const != nil {
		return jsonText(s.Const)
	}
	var words []string
	for _, v := range s.Enum {
		words = append(words, jsonText(v))
	}
	const most = 20
	if len(words) > most {
		words = append(words[:most], fmt.Sprintf("… (%d more)", len(words)-most))
	}
	return "one of " + strings.Join(words, ", ")
}

func rangeWords(s *openapi3.Schema) string {
	var words []string
	say := func(text string, bound *float64) {
		if bound != nil {
			words = append(words, text+" "+numberWords(bound))
		}
	}
	if s.ExclusiveMin.IsTrue() {
		say("more than", s.Min)
	} else {
		say("at least", s.Min)
	}
	say("more than", s.ExclusiveMin.Value)
	if s.ExclusiveMax.IsTrue() {
		say("less than", s.Max)
	} else {
		say("at most", s.Max)
	}
	say("less than", s.ExclusiveMax.Value)
	say("a multiple of", s.MultipleOf)
	return strings.Join(words, ", ")
}

func lengthWords(v any) string {
	text, ok := v.(string)
	if !ok {
		return short(v)
	}
	return counted(utf8.RuneCountInString(text), "%d character", "s")
}

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

func atLeast(n uint64, noun, plural string, singular ...string) string {
	return counted(int(n), "at least %d "+noun, plural, singular...)
}

// atMost is for a bound that may be missing, although whoever asks has just found it exceeded.
func atMost(n *uint64, noun, plural string, singular ...string) string {
	if n == nil {
		return "fewer"
	}
	return counted(int(*n), "at most %d "+noun, plural, singular...)
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
