package schema

import (
	"encoding/json"
	"maps"
	"math/big"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// ExactKeywords are the keywords whose values kin-openapi cannot hold exactly, as alternatives of a regular expression. ExactPrefix and the
// keyword are the name of an extension that has such a value as a text.
const (
	ExactKeywords = "maximum|minimum|exclusiveMaximum|exclusiveMinimum|const"
	ExactPrefix   = "x-exact-"
)

// exactText is what a contract says under a keyword, where kin-openapi cannot hold it.
func exactText(s *openapi3.Schema, keyword string) (string, bool) {
	text, ok := s.Extensions[ExactPrefix+keyword].(string)
	return text, ok
}

// exactBound is a bound of a schema that a float64 cannot hold.
func exactBound(s *openapi3.Schema, keyword string) *big.Rat {
	if text, ok := exactText(s, keyword); ok {
		if bound, ok := new(big.Rat).SetString(text); ok {
			return bound
		}
	}
	return nil
}

// takeExact leaves in m, which has the stricter of each two bounds by now, those of p that a float64 cannot hold and that are among them.
func takeExact(m, p *openapi3.Schema) {
	same := func(a, b *float64) bool { return a != nil && b != nil && *a == *b }
	for keyword, taken := range map[string]bool{
		"maximum": same(m.Max, p.Max), "minimum": same(m.Min, p.Min),
		"exclusiveMaximum": same(m.ExclusiveMax.Value, p.ExclusiveMax.Value), "exclusiveMinimum": same(m.ExclusiveMin.Value, p.ExclusiveMin.Value),
	} {
		if text, ok := exactText(p, keyword); ok && taken {
			m.Extensions = maps.Clone(m.Extensions)
			if m.Extensions == nil {
				m.Extensions = map[string]any{}
			}
			m.Extensions[ExactPrefix+keyword] = text
		}
	}
}

// restoreExact puts back into a schema, as JSON, what kin-openapi could not hold.
func restoreExact(s map[string]any) {
	for keyword := range strings.SplitSeq(ExactKeywords, "|") {
		switch text, _ := s[ExactPrefix+keyword].(string); text {
		case "":
		case "null", "~":
			if keyword == "const" {
				s[keyword] = nil
			}
		default:
			s[keyword] = json.Number(text)
		}
	}
}
