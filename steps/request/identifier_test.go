package request

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/steps/values"
)

func TestUnknownIdentifiersKeepTheirShape(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		now  any
		fits func(string) bool
	}{
		{json.Number("7"), func(s string) bool { return len(s) == 9 }},
		{"12345", func(s string) bool { return len(s) == 9 && strings.Trim(s, "0123456789") == "" }},
		{"6f1f64c8-5a4b-4a7e-9a2c-0d8a5c9b7e11", isUUID},
		{"507f1f77bcf86cd799439011", func(s string) bool { return len(s) == 24 && !strings.Contains(s, "u") }},
		{strings.Repeat("ab", 64), func(s string) bool { return len(s) == 128 && strings.Trim(s, "0123456789abcdef") == "" }},
		{"policy-1", func(s string) bool { return strings.HasPrefix(s, "policy-unknown") }},
		{nil, func(s string) bool { return s == "unknowntoken" }},
	} {
		got := values.Text(unknownLike(c.now, "token"))
		if !c.fits(got) || got == values.Text(c.now) {
			t.Errorf("unknown like %v is %s", c.now, got)
		}
		if again := values.Text(unknownLike(c.now, "token")); again != got {
			t.Errorf("%s, then %s", got, again)
		}
	}
}
