package sandbox

import (
	"bytes"
	"encoding/json"
	"testing"
)

// TestEncode holds that values are written as encoding/json writes them.
func TestEncode(t *testing.T) {
	t.Parallel()
	type named struct {
		A int `json:"a"`
	}
	for _, v := range []any{
		nil, true, false, 7, -1, 1.5, json.Number("1825.0e0"), json.Number(""), "", "plain <&>", "ü \u2028 \x7f", "quote \" \\ \n \x00\x01", "broken \xff",
		Object{"b": 1, "a": []any{nil, "x", Object{}}, "field" + duplicateMark: "twice", "ä": true}, Object(nil), []any(nil), []any{}, []Object{{"a": "b"}, nil},
		[]Object(nil), []Object{}, []string{"x", "<"}, named{1}, map[string]string{"x": "y"}, Object{"n": named{2}},
	} {
		var want bytes.Buffer
		e := json.NewEncoder(&want)
		e.SetEscapeHTML(false)
		if err := e.Encode(v); err != nil {
			t.Fatal(err)
		}
		if got := string(encode(v)) + "\n"; got != want.String() {
			t.Errorf("%#v is written %q, want %q", v, got, want.String())
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("what is no JSON is written")
		}
	}()
	encode(Object{"a": json.Number("x")})
}
