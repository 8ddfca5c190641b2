package sample

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestExpand(t *testing.T) {
	t.Parallel()
	values := map[string]any{
		"n": int64(7), "f": 1.5, "yes": true, "none": nil, "word": "w", "list": []any{int64(1)}, "data.x": map[string]any{"a": "b"},
	}
	lookup := func(expr string) (any, error) {
		v, ok := values[expr]
		if !ok {
			return nil, errors.New("unknown")
		}
		return v, nil
	}
	tests := map[string]struct {
		in, want any
		fails    string
	}{
		"nothing":            {in: "plain", want: "plain"},
		"alone keeps a type": {in: "${n}", want: int64(7)},
		"alone, null":        {in: "${none}", want: nil},
		"alone, object":      {in: "${data.x}", want: map[string]any{"a": "b"}},
		"within a text":      {in: "a-${n}-${word}${yes}${f}${none}", want: "a-7-wtrue1.5"},
		"list in a text":     {in: "x${list}", want: "x[1]"},
		"escaped":            {in: "$${n} ${n}", want: "${n} 7"},
		"escaped twice":      {in: "$${n}", want: "${n}"},
		"spaces":             {in: "${ n }", want: int64(7)},
		"dollar":             {in: "5$ {n}", want: "5$ {n}"},
		"nested": {
			in:   map[string]any{"k": []any{"${word}", int64(1), nil, true}, "${word}": "v"},
			want: map[string]any{"k": []any{"w", int64(1), nil, true}, "w": "v"},
		},
		"unknown": {in: []any{"${what}"}, fails: "placeholder ${what}: unknown"},
		"open":    {in: "a ${n", fails: "no closing brace"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := Expand(test.in, lookup)
			if test.fails != "" {
				if err == nil || !strings.Contains(err.Error(), test.fails) {
					t.Errorf("got %v, want %q", err, test.fails)
				}
				return
			}
			if diff := cmp.Diff(test.want, got); err != nil || diff != "" {
				t.Error(err, diff)
			}
		})
	}
}

func TestExpandCopies(t *testing.T) {
	t.Parallel()
	source := map[string]any{"list": []any{"a"}}
	got, err := Expand("${x}", func(string) (any, error) { return source, nil })
	if err != nil {
		t.Fatal(err)
	}
	got.(map[string]any)["list"].([]any)[0] = "changed"
	if source["list"].([]any)[0] != "a" {
		t.Error("the source was changed")
	}
}
