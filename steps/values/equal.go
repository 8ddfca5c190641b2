package values

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/tidwall/gjson"
)

// Equal reports whether two JSON values are the same: numbers by value, texts to the letter or as the same point in time,
// objects and lists throughout.
func Equal(a, b gjson.Result) bool {
	if !a.Exists() || !b.Exists() || a.Type != b.Type {
		return false
	}
	switch {
	case a.Type == gjson.Number:
		return SameNumber(a.Raw, b.Raw)
	case a.Type == gjson.String:
		return SameText(a.Str, b.Str)
	case a.Type != gjson.JSON:
		return true // null, true, false
	case a.IsArray() != b.IsArray():
		return false
	case a.IsArray():
		return slices.EqualFunc(a.Array(), b.Array(), Equal)
	}
	ours, theirs := a.Map(), b.Map()
	if len(ours) != len(theirs) {
		return false
	}
	for name, value := range ours {
		if !Equal(value, theirs[name]) {
			return false
		}
	}
	return true
}

// SameNumber compares numbers of any size by their value.
func SameNumber(a, b string) bool {
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

// SameText compares texts to the letter, and two points in time by the instant that they name.
func SameText(a, b string) bool {
	if a == b {
		return true
	}
	x, ok := instant(a)
	y, okToo := instant(b)
	return ok && okToo && x.Equal(y)
}
