package steps

import (
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tidwall/gjson"
)

// isJSON reports whether a body is one JSON document. encoding/json bounds how deep it may be nested, which gjson does not.
func isJSON(body []byte) bool { return utf8.Valid(body) && json.Valid(body) }

func parsed(raw string) gjson.Result { return gjson.Parse(raw) }

// equal reports whether two JSON values are the same: numbers by value, texts to the letter or as the same point in time,
// objects and lists throughout.
func equal(a, b gjson.Result) bool {
	if !a.Exists() || !b.Exists() || a.Type != b.Type {
		return false
	}
	switch {
	case a.Type == gjson.Number:
		return sameNumber(a.Raw, b.Raw)
	case a.Type == gjson.String:
		return sameText(a.Str, b.Str)
	case a.Type != gjson.JSON:
		return true // null, true, false
	case a.IsArray() != b.IsArray():
		return false
	case a.IsArray():
		return slices.EqualFunc(a.Array(), b.Array(), equal)
	}
	ours, theirs := a.Map(), b.Map()
	if len(ours) != len(theirs) {
		return false
	}
	for name, value := range ours {
		if !equal(value, theirs[name]) {
			return false
		}
	}
	return true
}

// sameNumber compares numbers of any size by their value.
func sameNumber(a, b string) bool {
	if a == b {
		return true
	}
	x, ok := rational(a)
	y, okToo := rational(b)
	return ok && okToo && x.Cmp(y) == 0
}

// rational reads a JSON number. One whose digits would fill the memory is refused.
func rational(text string) (*big.Rat, bool) {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(text), "e")
	if len(mantissa) > 400 || len(exponent) > 5 {
		return nil, false
	}
	if n, err := strconv.Atoi(exponent); exponent != "" && (err != nil || n > 400 || n < -400) {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}

// sameText compares texts to the letter, and two points in time by the instant that they name.
func sameText(a, b string) bool {
	if a == b {
		return true
	}
	x, ok := instant(a)
	y, okToo := instant(b)
	return ok && okToo && x.Equal(y)
}

// instant reads a date and time with its offset.
func instant(text string) (time.Time, bool) {
	if len(text) < len("2006-01-02T15:04Z") || len(text) > 64 {
		return time.Time{}, false
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	return t, err == nil
}

// dateTimeLayouts are the ways to write a date and a time in RFC 3339 and ISO 8601 that are met in the wild.
var dateTimeLayouts = []string{
	time.RFC3339Nano, "2006-01-02t15:04:05.999999999z07:00", "2006-01-02 15:04:05.999999999Z07:00", "2006-01-02T15:04:05.999999999",
	"2006-01-02 15:04:05.999999999", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05.999999999Z0700", "20060102T150405Z0700",
}

func isDateAndTime(text string) bool {
	_, ok := dateAndTime(text)
	return ok
}

// dateAndTime reads a date and time. One without a time zone is taken for UTC.
func dateAndTime(text string) (time.Time, bool) {
	for _, layout := range dateTimeLayouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// difference is one value that is not as it was sent.
type difference struct{ location, expected, actual string }

// missingFrom returns what of sent is not in seen. Objects may hold more than was sent; null may be left out; lists have the same
// length. The fields in apart are left out of the comparison: they are dotted and, within lists, go without an index.
func missingFrom(sent, seen gjson.Result, location string, apart []string) []difference {
	if slices.Contains(apart, withoutIndexes(location)) || slices.Contains(apart, location) {
		return nil
	}
	switch {
	case !seen.Exists() && sent.Type == gjson.Null:
		return nil
	case sent.Type != gjson.JSON || !seen.Exists() || seen.Type != gjson.JSON || sent.IsArray() != seen.IsArray():
		if equal(sent, seen) {
			return nil
		}
		return []difference{{location, shown(sent), shown(seen)}}
	}
	var differences []difference
	if sent.IsArray() {
		ours, theirs := sent.Array(), seen.Array()
		if len(ours) != len(theirs) {
			return []difference{{location, fmt.Sprintf("%d entries", len(ours)), fmt.Sprintf("%d entries", len(theirs))}}
		}
		for i := range ours {
			differences = append(differences, missingFrom(ours[i], theirs[i], joined(location, strconv.Itoa(i)), apart)...)
		}
		return differences
	}
	theirs := seen.Map()
	sent.ForEach(func(name, value gjson.Result) bool {
		differences = append(differences, missingFrom(value, theirs[name.Str], joined(location, name.Str), apart)...)
		return true
	})
	return differences
}

func joined(location, name string) string {
	if location == "" {
		return name
	}
	return location + "." + name
}

// withoutIndexes leaves the indexes out of a dotted location.
func withoutIndexes(location string) string {
	parts := strings.Split(location, ".")
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool {
		_, err := strconv.Atoi(part)
		return err == nil
	}), ".")
}

// fieldList reads "a, b.c".
func fieldList(text string) []string {
	var fields []string
	for field := range strings.SplitSeq(text, ",") {
		if field = strings.TrimSpace(field); field != "" {
			fields = append(fields, field)
		}
	}
	return fields
}

// shown writes a value of an answer for a person.
func shown(v gjson.Result) string {
	switch {
	case !v.Exists():
		return "nothing"
	case v.IsArray():
		return fmt.Sprintf("a list of %d: %s", len(v.Array()), short(v.Raw))
	}
	return short(v.Raw)
}

func quoted(text string) string { return strconv.Quote(text) }

// short cuts a text that is shown to a person to 80 characters.
func short(text string) string {
	runes := []rune(text)
	if len(runes) <= 80 {
		return text
	}
	return string(runes[:79]) + "…"
}
