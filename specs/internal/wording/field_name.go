package wording

import "strings"

// SplitName divides the dotted name of a field at the dots that are not escaped: policy.name has two steps, a\.b has one.
// The empty name, which is the whole body, has none.
func SplitName(name string) []string {
	if name == "" {
		return nil
	}
	var steps []string
	var step strings.Builder
	for i := 0; i < len(name); i++ {
		switch {
		case strings.HasPrefix(name[i:], `\.`):
			step.WriteByte('.')
			i++
		case name[i] == '.':
			steps = append(steps, step.String())
			step.Reset()
		default:
			step.WriteByte(name[i])
		}
	}
	return append(steps, step.String())
}

// EscapeName writes one step of a dotted name, so that its own dots do not divide it.
func EscapeName(step string) string { return strings.ReplaceAll(step, ".", `\.`) }
