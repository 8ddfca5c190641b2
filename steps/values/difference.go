package values

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
)

// Contradictions returns the values that two JSON values both have and that differ, and how many were compared. What one of
// them leaves out is no contradiction, nor is an object that the other shows as a reference, or a list of another length.
func Contradictions(expected, seen gjson.Result, location string) (differences []Difference, compared int) {
	switch {
	case !Present(expected) || !Present(seen):
		return nil, 0
	case expected.IsObject() && seen.IsObject():
		theirs := seen.Map()
		expected.ForEach(func(name, value gjson.Result) bool {
			d, n := Contradictions(value, theirs[name.Str], Join(location, specs.EscapeName(name.Str)))
			differences, compared = append(differences, d...), compared+n
			return true
		})
		return differences, compared
	case expected.IsArray() && seen.IsArray():
		ours, theirs := expected.Array(), seen.Array()
		for i := 0; i < len(ours) && len(ours) == len(theirs); i++ {
			d, n := Contradictions(ours[i], theirs[i], Join(location, strconv.Itoa(i)))
			differences, compared = append(differences, d...), compared+n
		}
		return differences, compared
	case expected.Type == gjson.JSON || seen.Type == gjson.JSON:
		return nil, 0
	case Equal(expected, seen):
		return nil, 1
	}
	return []Difference{{location, Shown(expected), Shown(seen)}}, 1
}

// Difference is one value that is not as it was sent.
type Difference struct{ Location, Expected, Actual string }

// Missing returns what of sent is not in seen. Objects may hold more than was sent; null may be left out; lists have the same
// length. The fields in apart are left out of the comparison: they are dotted and, within lists, go without an index.
func Missing(sent, seen gjson.Result, location string, apart []string) []Difference {
	if slices.Contains(apart, WithoutIndexes(location)) || slices.Contains(apart, location) {
		return nil
	}
	switch {
	case !seen.Exists() && sent.Type == gjson.Null:
		return nil
	case sent.Type != gjson.JSON || !seen.Exists() || seen.Type != gjson.JSON || sent.IsArray() != seen.IsArray():
		if Equal(sent, seen) {
			return nil
		}
		return []Difference{{location, Shown(sent), Shown(seen)}}
	}
	var differences []Difference
	if sent.IsArray() {
		ours, theirs := sent.Array(), seen.Array()
		if len(ours) != len(theirs) {
			return []Difference{{location, fmt.Sprintf("%d entries", len(ours)), fmt.Sprintf("%d entries", len(theirs))}}
		}
		for i := range ours {
			differences = append(differences, Missing(ours[i], theirs[i], Join(location, strconv.Itoa(i)), apart)...)
		}
		return differences
	}
	theirs := seen.Map()
	sent.ForEach(func(name, value gjson.Result) bool {
		differences = append(differences, Missing(value, theirs[name.Str], Join(location, name.Str), apart)...)
		return true
	})
	return differences
}

// Join puts a name behind a dotted location.
func Join(location, name string) string {
	if location == "" {
		return name
	}
	return location + "." + name
}

// WithoutIndexes leaves the indexes out of a dotted location.
func WithoutIndexes(location string) string {
	parts := strings.Split(location, ".")
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool {
		_, err := strconv.Atoi(part)
		return err == nil
	}), ".")
}
