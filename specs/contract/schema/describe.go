package schema

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/specs/internal/wording"
)

// Description is a violation in words. None of them holds the value, except Actual.
type Description struct {
	Code     string
	Phrase   string // after the location: "is missing"
	Expected string
	Actual   string
}

// Describe puts a violation in words.
func Describe(v Violation) Description {
	s := v.Schema
	d := Description{Actual: wording.Short(v.Value)}
	switch v.Keyword {
	case "required":
		d.Code, d.Phrase, d.Actual = finding.MissingField, "is missing", "nothing"
		d.Expected = Demand(nil)
		if property := s.Properties[v.Name]; property != nil {
			d.Expected = Demand(Merged(property.Value))
		}
	case "nullable":
		d.Code, d.Phrase, d.Expected = finding.NullNotAllowed, "is null", Demand(s)
	case "type":
		d = describeType(v)
	case "enum", "const":
		d.Code, d.Phrase = finding.NotInEnumeration, "is not one of the values that the contract lists"
		d.Expected = oneOf(s)
		if v.Value == nil {
			d.Code, d.Phrase = finding.NullNotAllowed, "is null"
		}
	case "format":
		d.Code, d.Phrase, d.Expected = finding.WrongFormat, fmt.Sprintf("is not a valid %s", s.Format), "format "+s.Format
		if strings.HasPrefix(s.Format, "int") {
			d.Code, d.Phrase = finding.OutOfRange, "does not fit into "+s.Format
		}
	case "pattern":
		d.Code, d.Phrase, d.Expected = finding.WrongPattern, "does not match the pattern", "the pattern "+s.Pattern
	case "minLength":
		d.Code, d.Phrase, d.Expected = finding.TooShort, "is too short", atLeast(s.MinLength, "character", "s")
		d.Actual = lengthWords(v.Value)
	case "maxLength":
		d.Code, d.Phrase, d.Expected = finding.TooLong, "is too long", atMost(s.MaxLength, "character", "s")
		d.Actual = lengthWords(v.Value)
	case "minItems":
		d.Code, d.Phrase, d.Expected = finding.TooFew, "has too few entries", atLeast(s.MinItems, "entr", "ies", "y")
	case "maxItems":
		d.Code, d.Phrase, d.Expected = finding.TooMany, "has too many entries", atMost(s.MaxItems, "entr", "ies", "y")
	case "minProperties":
		d.Code, d.Phrase, d.Expected = finding.TooFew, "has too few fields", atLeast(s.MinProps, "field", "s")
	case "maxProperties":
		d.Code, d.Phrase, d.Expected = finding.TooMany, "has too many fields", atMost(s.MaxProps, "field", "s")
	case "uniqueItems":
		d.Code, d.Phrase, d.Expected = finding.RepeatedEntry, "holds an entry more than once", "each entry once"
	case "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf":
		d.Code, d.Phrase, d.Expected = finding.OutOfRange, "is out of range", rangeWords(s)
	case "properties", "additionalProperties", "unevaluatedProperties":
		d.Code, d.Phrase, d.Expected = finding.UnknownField, "is a field that the contract does not know", "no such field"
	case "readOnly":
		d.Code, d.Phrase, d.Expected = finding.ReadOnlyField, "is a field that only an answer may hold", "no such field in a request"
	case "writeOnly":
		d.Code, d.Phrase, d.Expected = finding.WriteOnlyField, "is a field that only a request may hold", "no such field in an answer"
	case "oneOf", "anyOf", "discriminator":
		d.Code, d.Phrase = finding.NoMatch, wording.Or(v.Detail, "matches no alternative")
		d.Expected = fmt.Sprintf("one of %d alternatives", max(len(s.OneOf), len(s.AnyOf)))
	case "not":
		d.Code, d.Phrase, d.Expected = finding.ForbiddenValue, "is a value that the contract forbids", "another value"
	default:
		d.Code, d.Phrase = finding.ForbiddenValue, fmt.Sprintf("does not satisfy %q of the contract", v.Keyword)
		d.Expected = v.Keyword
	}
	return d
}

func describeType(v Violation) Description {
	_, isNumber := v.Value.(json.Number)
	switch {
	case v.Value == nil:
		return Description{finding.NullNotAllowed, "is null", Demand(v.Schema), "null"}
	case isNumber && v.Schema.Type.Permits(openapi3.TypeInteger) && !v.Schema.Type.Permits(openapi3.TypeNumber):
		return Description{finding.WrongType, "is a number with a fraction, not an integer", Demand(v.Schema), wording.Short(v.Value)}
	case isNumber && v.Schema.Type.Permits(openapi3.TypeNumber):
		return Description{finding.OutOfRange, "is a number out of range", Demand(v.Schema), wording.Short(v.Value)}
	}
	return Description{
		finding.WrongType,
		fmt.Sprintf("is %s, not %s", kindOf(v.Value), Demand(v.Schema)),
		Demand(v.Schema),
		wording.Short(v.Value),
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
		return wording.Short(v)
	}
	return wording.Counted(utf8.RuneCountInString(text), "%d character", "s")
}

func atLeast(n uint64, noun, plural string, singular ...string) string {
	return wording.Counted(int(n), "at least %d "+noun, plural, singular...)
}

// atMost is for a bound that may be missing, although whoever asks has just found it exceeded.
func atMost(n *uint64, noun, plural string, singular ...string) string {
	if n == nil {
		return "fewer"
	}
	return wording.Counted(int(*n), "at most %d "+noun, plural, singular...)
}
