package schema

import (
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract/strictjson"
)

// LongIntegers looks anew at numbers that a float64 cannot hold: kin-openapi compares them as such, which cannot tell them apart. It returns
// what was found so far without what was found of them, and with what is so.
func LongIntegers(s *openapi3.Schema, value any, found []Violation) []Violation {
	l := &longIntegers{found: found}
	l.visit(s, value, nil)
	return l.found
}

type longIntegers struct{ found []Violation }

func (l *longIntegers) visit(s *openapi3.Schema, value any, path []string) {
	m := Merged(s)
	if m == nil || len(path) > strictjson.MaxDepth {
		return
	}
	switch value := value.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			if next, _ := StepInto(m, name); next != nil {
				l.visit(next, value[name], slices.Concat(path, []string{name}))
			}
		}
	case []any:
		if m.Items == nil {
			return
		}
		for i, entry := range value {
			l.visit(m.Items.Value, entry, slices.Concat(path, []string{strconv.Itoa(i)}))
		}
	case interface{ String() string }: // json.Number
		n, ok := new(big.Int).SetString(value.String(), 10)
		if ok && !n.IsInt64() && m.Format == "int64" && m.Type.Is(openapi3.TypeInteger) {
			l.found = append(l.found, Violation{Keyword: "format", Schema: m, Path: path, Value: value})
		}
		l.bounds(m, value, path)
	}
}

// bounds replaces what was found about bounds that a float64 cannot hold by what is so.
func (l *longIntegers) bounds(s *openapi3.Schema, value interface{ String() string }, path []string) {
	n, ok := new(big.Rat).SetString(value.String())
	if !ok {
		return
	}
	// OpenAPI 3.0 says with a flag that a bound itself is not allowed, 3.1 with a bound of its own.
	for keyword, allows := range map[string]func(order int) bool{
		"maximum":          func(order int) bool { return order < 0 || order == 0 && !s.ExclusiveMax.IsTrue() },
		"minimum":          func(order int) bool { return order > 0 || order == 0 && !s.ExclusiveMin.IsTrue() },
		"exclusiveMaximum": func(order int) bool { return order < 0 },
		"exclusiveMinimum": func(order int) bool { return order > 0 },
	} {
		bound := exactBound(s, keyword)
		if bound == nil {
			continue
		}
		l.found = slices.DeleteFunc(l.found, func(v Violation) bool {
			return strings.EqualFold(strings.TrimPrefix(v.Keyword, "exclusive"), strings.TrimPrefix(keyword, "exclusive")) &&
				slices.Equal(v.Path, path) && exactBound(v.Schema, keyword) != nil
		})
		if !allows(n.Cmp(bound)) {
			l.found = append(l.found, Violation{Keyword: keyword, Schema: s, Path: path, Value: value})
		}
	}
}
