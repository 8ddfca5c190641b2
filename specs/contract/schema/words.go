package schema

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/internal/wording"
)

// TypeWords says what kind of value is meant: "string", "array", "integer or string", "anything".
func TypeWords(s *openapi3.Schema) string {
	if s == nil {
		return "anything"
	}
	types := slices.Sorted(slices.Values(s.Type.Slice()))
	types = slices.DeleteFunc(types, func(t string) bool { return t == openapi3.TypeNull })
	if len(types) == 0 {
		return "anything"
	}
	return strings.Join(types, " or ")
}

// NumberWords writes a bound; nothing where there is none.
func NumberWords(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'g', -1, 64)
}

// Demand says what kind of value a schema wants: "a string", "an integer or null".
func Demand(s *openapi3.Schema) string {
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

// oneOf lists the values that are allowed, as far as a line holds them.
func oneOf(s *openapi3.Schema) string {
	if exact, ok := exactText(s, "const"); ok {
		return strings.Replace(exact, "~", "null", 1)
	}
	if s.Const != nil {
		return wording.JSON(s.Const)
	}
	var words []string
	for _, v := range s.Enum {
		words = append(words, wording.JSON(v))
	}
	const most = 20
	if len(words) > most {
		words = append(words[:most], fmt.Sprintf("… (%d more)", len(words)-most))
	}
	return "one of " + strings.Join(words, ", ")
}

func rangeWords(s *openapi3.Schema) string {
	var words []string
	say := func(text, keyword string, bound *float64) {
		if exact, ok := exactText(s, keyword); ok {
			words = append(words, text+" "+exact)
		} else if bound != nil {
			words = append(words, text+" "+NumberWords(bound))
		}
	}
	if s.ExclusiveMin.IsTrue() {
		say("more than", "minimum", s.Min)
	} else {
		say("at least", "minimum", s.Min)
	}
	say("more than", "exclusiveMinimum", s.ExclusiveMin.Value)
	if s.ExclusiveMax.IsTrue() {
		say("less than", "maximum", s.Max)
	} else {
		say("at most", "maximum", s.Max)
	}
	say("less than", "exclusiveMaximum", s.ExclusiveMax.Value)
	say("a multiple of", "multipleOf", s.MultipleOf)
	return strings.Join(words, ", ")
}
