package yamlfile

import "math"

// PlainNumbers turns the unsigned numbers that the YAML decoder makes into signed ones, in place where it can.
func PlainNumbers(v any) any {
	switch v := v.(type) {
	case uint64:
		if v <= math.MaxInt64 {
			return int64(v)
		}
	case map[string]any:
		for key, value := range v {
			v[key] = PlainNumbers(value)
		}
	case []any:
		for i, value := range v {
			v[i] = PlainNumbers(value)
		}
	}
	return v
}
