package values

import (
	"strings"
	"testing"

	"github.com/tidwall/gjson"
)

func TestMissingFrom(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ sent, seen, apart, places string }{
		{`{"a":1}`, `{"a":1,"b":2}`, "", ""},
		{`{"a":1}`, `{}`, "", "a"},
		{`{"a":null}`, `{}`, "", ""},
		{`{"a":null}`, `{"a":null}`, "", ""},
		{`{"a":null}`, `{"a":0}`, "", "a"},
		{`{"a":{"b":1,"c":2}}`, `{"a":{"b":1,"c":3}}`, "", "a.c"},
		{`{"a":{"b":1,"c":2}}`, `{"a":{"b":1,"c":3}}`, "a.c", ""},
		{`{"a":[{"id":1,"n":1},{"id":2,"n":2}]}`, `{"a":[{"id":7,"n":1},{"id":8,"n":3}]}`, "a.id", "a.1.n"},
		{`{"a":[1,2]}`, `{"a":[1]}`, "", "a"},
		{`{"a":[]}`, `{"a":null}`, "", "a"},
		{`[1]`, `{"0":1}`, "", ""},
		{`"x"`, `"y"`, "", ""},
		{`{"a":1}`, ``, "", ""},
	} {
		var locations []string
		differences := Missing(gjson.Parse(c.sent), gjson.Parse(c.seen), "", strings.Fields(c.apart))
		for _, d := range differences {
			locations = append(locations, d.Location)
		}
		if got := strings.Join(locations, " "); got != c.places {
			t.Errorf("%s in %s apart from %q: %q, want %q", c.sent, c.seen, c.apart, got, c.places)
		}
		if c.places == "" && c.sent[0] != '{' && len(differences) != 1 || c.seen == "" && len(differences) != 1 {
			t.Errorf("%s in %s: %v", c.sent, c.seen, differences)
		}
	}
}
