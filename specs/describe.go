package specs

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
)

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

func lengthWords(v any) string {
	text, ok := v.(string)
	if !ok {
		return short(v)
	}
	return counted(utf8.RuneCountInString(text), "%d character", "s")
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
