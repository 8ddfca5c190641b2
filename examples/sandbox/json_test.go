package sandbox_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/examples/sandbox"
)

func decode(t *testing.T, s string) any {
	t.Helper()
	v, err := sandbox.Decode([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestDecode(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"", "{", `{"a":1} x`, `{} {}`} {
		if v, err := sandbox.Decode([]byte(bad)); err == nil {
			t.Errorf("%q is read as %v", bad, v)
		}
	}
	if v := decode(t, `{"n":9007199254740993}`); sandbox.Get(v, "n") != json.Number("9007199254740993") {
		t.Errorf("a large number lost digits: %v", v)
	}
}

// TestNormal holds that the short way gives what the way through the text gives.
func TestNormal(t *testing.T) {
	t.Parallel()
	type named struct {
		A int    `json:"a"`
		B string `json:"b,omitempty"`
	}
	for _, v := range []any{
		nil, true, "text <&>", "broken \xff\xfe text", json.Number("1.50"), json.Number(""), 7, int64(8), 1.5, named{1, "x"}, &named{A: 2}, (*named)(nil),
		sandbox.Object{"a": []any{1, named{3, ""}, nil}, "b": sandbox.Object{}, "broken \xff": 1}, sandbox.Object(nil), []any(nil), []any{},
		[]sandbox.Object{{"a": "b"}, nil}, []sandbox.Object(nil), []string{"x"}, map[string]string{"x": "y"}, sandbox.Object{"l": []sandbox.Object{}},
	} {
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(decode(t, string(data)), sandbox.Normal(v)); diff != "" {
			t.Errorf("%#v: %s", v, diff)
		}
	}
	inner := sandbox.Object{"a": "b"}
	outer := sandbox.Object{"inner": inner, "list": []any{inner}}
	normal, _ := sandbox.Normal(outer).(sandbox.Object)
	inner["a"] = "c"
	if sandbox.Text(normal, "inner.a") != "b" || sandbox.Text(normal, "list.0.a") != "b" {
		t.Errorf("memory is shared: %v", normal)
	}
	defer func() {
		if recover() == nil {
			t.Error("what is no JSON is taken")
		}
	}()
	sandbox.Normal(sandbox.Object{"a": func() {}})
}

func TestMergeAndHolds(t *testing.T) {
	t.Parallel()
	base := decode(t, `{"a":{"x":1,"y":2},"l":[1,2]}`).(sandbox.Object)
	merged := sandbox.Merge(base, decode(t, `{"a":{"y":3},"l":[4],"n":null}`).(sandbox.Object))
	if diff := cmp.Diff(decode(t, `{"a":{"x":1,"y":3},"l":[4],"n":null}`), any(merged)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(decode(t, `{"a":{"x":1,"y":2},"l":[1,2]}`), any(base)); diff != "" {
		t.Errorf("Merge changed what it was given: %s", diff)
	}
	for part, want := range map[string]bool{
		`{}`: true, `{"a":{"y":3}}`: true, `{"a":{"y":2}}`: false, `{"l":[4]}`: true, `{"l":[]}`: false, `{"z":null}`: false, `[]`: false,
	} {
		if got := sandbox.Holds(merged, decode(t, part)); got != want {
			t.Errorf("holds %s: %v", part, got)
		}
	}
}

func TestGet(t *testing.T) {
	t.Parallel()
	v := decode(t, `{"a":[{"b":"c"}],"t":true}`)
	for path, want := range map[string]any{"a.0.b": "c", "a.1.b": nil, "a.-1": nil, "a.x": nil, "t.x": nil, "t": true, "": v} {
		if diff := cmp.Diff(want, sandbox.Get(v, path)); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
	}
}

func TestCollection(t *testing.T) {
	t.Parallel()
	c := sandbox.NewCollection[int](3)
	for i := range 5 {
		c.Put(fmt.Sprint(i), i)
	}
	c.Put("3", 30)
	if diff := cmp.Diff([]int{2, 30, 4}, c.All()); diff != "" {
		t.Error(diff)
	}
	if !c.Delete("2") || c.Delete("2") || c.Len() != 2 {
		t.Error("a value can be deleted once")
	}
	if _, ok := c.Get("2"); ok {
		t.Error("a deleted value is still there")
	}
}

func TestPage(t *testing.T) {
	t.Parallel()
	all := []int{1, 2, 3, 4, 5}
	for _, tt := range []struct {
		offset, limit int
		want          []int
	}{
		{0, 2, []int{1, 2}}, {4, 2, []int{5}}, {5, 2, []int{}}, {-1, 2, []int{}}, {0, 0, []int{}}, {1, int(^uint(0) >> 1), []int{2, 3, 4, 5}},
	} {
		if diff := cmp.Diff(tt.want, sandbox.Page(all, tt.offset, tt.limit)); diff != "" {
			t.Errorf("%+v: %s", tt, diff)
		}
	}
}

func TestNewID(t *testing.T) {
	t.Parallel()
	a, b := sandbox.NewID(), sandbox.NewID()
	if !regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`).MatchString(a) || a == b {
		t.Errorf("%s %s", a, b)
	}
}
