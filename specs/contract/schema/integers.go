package schema

import (
	"maps"
	"math/big"
	"slices"
	"strconv"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/bbconform/bbconform/specs/contract/strictjson"
)

// LongIntegers finds numbers that a 64-bit integer cannot hold. kin-openapi compares them as floating point numbers, which
// cannot tell them apart.
func LongIntegers(s *openapi3.Schema, value any, path []string) []Violation {
	m := Merged(s)
	if m == nil || len(path) > strictjson.MaxDepth {
		return nil
	}
	var found []Violation
	switch value := value.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			if next, _ := StepInto(m, name); next != nil {
				found = append(found, LongIntegers(next, value[name], slices.Concat(path, []string{name}))...)
			}
		}
	case []any:
		if m.Items == nil {
			return nil
		}
		for i, entry := range value {
			found = append(found, LongIntegers(m.Items.Value, entry, slices.Concat(path, []string{strconv.Itoa(i)}))...)
		}
	case interface{ String() string }: // json.Number
		n, ok := new(big.Int).SetString(value.String(), 10)
		if ok && !n.IsInt64() && m.Format == "int64" && m.Type.Is(openapi3.TypeInteger) {
			found = append(found, Violation{Keyword: "format", Schema: m, Path: path, Value: value})
		}
	}
	return found
}
