package values

import (
	"testing"

	"github.com/tidwall/gjson"
)

// Comparing is symmetrical, a value equals itself, and nothing is missing from what was sent when it is answered as it was.
func FuzzEqual(f *testing.F) {
	for _, pair := range [][2]string{{`1`, `1.0`}, {`{"a":[1,{"b":null}]}`, `{"a":[1,{"b":null}]}`}, {`"2024-05-01T10:00:00Z"`, `"2024-05-01T11:00:00+01:00"`}, {`1e400`, `-1E-400`}, {`{"":1}`, `{"a":{}}`}} {
		f.Add(pair[0], pair[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if !IsJSON([]byte(a)) || !IsJSON([]byte(b)) {
			return
		}
		x, y := gjson.Parse(a), gjson.Parse(b)
		if Equal(x, y) != Equal(y, x) {
			t.Errorf("%s and %s are equal one way", a, b)
		}
		if !Equal(x, x) {
			t.Errorf("%s does not equal itself", a)
		}
		if differences := Missing(x, x, "", nil); len(differences) > 0 {
			t.Errorf("%s lacks of itself %v", a, differences)
		}
	})
}

func TestEqualValues(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{`1`, `1.0`, true}, {`1`, `"1"`, false}, {`100`, `1e2`, true}, {`0.1`, `0.10`, true},
		{`9007199254740993`, `9007199254740992`, false}, {`123456789012345678901234567890`, `123456789012345678901234567890.0`, true},
		{`1e999999999`, `1e999999999`, true}, {`1e999999999`, `1e999999998`, false}, {`-0`, `0`, true},
		{`"a"`, `"a"`, true}, {`"a"`, `"A"`, false}, {`"1"`, `"1.0"`, false}, {`"é"`, `"\u00e9"`, true},
		{`"2024-05-01T10:00:00Z"`, `"2024-05-01T12:00:00+02:00"`, true}, {`"2024-05-01T10:00:00Z"`, `"2024-05-01T10:00:00.000Z"`, true},
		{`"2024-05-01T10:00:00Z"`, `"2024-05-01T10:00:01Z"`, false}, {`"2024-05-01"`, `"2024-05-01T00:00:00Z"`, false},
		{`true`, `true`, true}, {`true`, `false`, false}, {`null`, `null`, true}, {`null`, `false`, false}, {`null`, `""`, false},
		{`[1,2]`, `[1,2.0]`, true}, {`[1,2]`, `[2,1]`, false}, {`[1]`, `[1,2]`, false}, {`[]`, `{}`, false},
		{`{"a":1,"b":[true]}`, `{"b":[true],"a":1}`, true}, {`{"a":1}`, `{"a":1,"b":2}`, false}, {`{"a":null}`, `{}`, false},
	} {
		if got := Equal(gjson.Parse(c.a), gjson.Parse(c.b)); got != c.same {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
		if got := Equal(gjson.Parse(c.b), gjson.Parse(c.a)); got != c.same {
			t.Errorf("%s and %s: %v", c.b, c.a, got)
		}
	}
	if Equal(gjson.Result{}, gjson.Result{}) {
		t.Error("nothing equals nothing")
	}
}
