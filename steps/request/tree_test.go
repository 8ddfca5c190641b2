package request

import (
	"testing"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/internal/blocks"
	"github.com/bbconform/bbconform/steps/values"
)

func TestTyped(t *testing.T) {
	t.Parallel()
	op := blocks.Operation(t, blocks.Library, "bookCreate")
	for field, texts := range map[string]map[string]string{
		"book.title":     {"12": `"12"`, "true": `"true"`},
		"book.pages":     {"12": `12`, "twelve": `"twelve"`, `"12"`: `"\"12\""`, "12345678901234567890": `12345678901234567890`},
		"book.available": {"true": `true`, "no": `"no"`},
		"book.tags":      {`["a","b"]`: `["a","b"]`, "[": `"["`, `[] x`: `"[] x"`},
		"book.author":    {`{"name":"x"}`: `{"name":"x"}`},
	} {
		f, err := op.Field("body", field)
		if err != nil {
			t.Fatal(err)
		}
		for text, want := range texts {
			if got := string(values.Encode(typed(text, f.Schema))); got != want {
				t.Errorf("%s %q: %s, want %s", field, text, got, want)
			}
		}
	}
}

func TestTrees(t *testing.T) {
	t.Parallel()
	tree := any(map[string]any{"a": []any{map[string]any{"b": 1}}})
	tree, err := setAt(tree, specs.SplitName(`a.1.c\.d`), 2)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(values.Encode(tree)); got != `{"a":[{"b":1},{"c.d":2}]}` {
		t.Error(got)
	}
	if v, ok := getAt(tree, specs.SplitName("a.1.c\\.d")); !ok || v != 2 {
		t.Error(v, ok)
	}
	for _, path := range []string{"a.7", "a.x", "a.0.b.c", "b"} {
		if _, ok := getAt(tree, specs.SplitName(path)); ok {
			t.Errorf("%s is there", path)
		}
	}
	if _, err := setAt(tree, specs.SplitName("a.9"), 1); err == nil {
		t.Error("a gap was left")
	}
	if _, err := setAt(tree, specs.SplitName("a.0.b.c"), 1); err == nil {
		t.Error("a number became an object")
	}
	tree = removeAt(removeAt(tree, specs.SplitName("a.0")), specs.SplitName("nothing.there"))
	if got := string(values.Encode(tree)); got != `{"a":[{"c.d":2}]}` {
		t.Error(got)
	}
}
