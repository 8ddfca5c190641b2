package strictjson

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestReadJSON(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		in    string
		want  any
		fails string
	}{
		"object":         {in: ` {"a":1,"b":[true,false,null,"x"]} `, want: map[string]any{"a": json.Number("1"), "b": []any{true, false, nil, "x"}}},
		"numbers":        {in: `[0,-0,1.5,-1e5,1E+2,123456789012345678901]`, want: []any{json.Number("0"), json.Number("-0"), json.Number("1.5"), json.Number("-1e5"), json.Number("1E+2"), json.Number("123456789012345678901")}},
		"escapes":        {in: `"a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00z"`, want: "a\"\\/\b\f\n\r\té😀z"},
		"half a pair":    {in: `"\ud83dx"`, want: "\uFFFDx"},
		"two halves":     {in: `"\ud83d\u0041"`, want: "\uFFFDA"},
		"empty":          {in: ``, fails: "ends after 0 bytes where a value must follow"},
		"leading zero":   {in: `[01]`, fails: `byte 3 is '1' where a comma or a closing bracket must follow`},
		"bare point":     {in: `1.`, fails: "a digit must follow"},
		"plus":           {in: `+1`, fails: "a value must follow"},
		"single quotes":  {in: `{'a':1}`, fails: "a key in quotes must follow"},
		"trailing comma": {in: `[1,]`, fails: "a value must follow"},
		"no comma":       {in: `{"a":1 "b":2}`, fails: "a comma or a closing brace must follow"},
		"no colon":       {in: `{"a" 1}`, fails: "a colon must follow"},
		"control":        {in: "\"a\nb\"", fails: "a character of a string must follow"},
		"open string":    {in: `"a`, fails: "a closing quote must follow"},
		"wrong escape":   {in: `"\x"`, fails: "an escaped character must follow"},
		"short escape":   {in: `"\u12"`, fails: "a hexadecimal digit must follow"},
		"word":           {in: `nul`, fails: "a value must follow"},
		"NaN":            {in: `NaN`, fails: "a value must follow"},
		"comment":        {in: `/* */1`, fails: "a value must follow"},
		"too deep":       {in: strings.Repeat(`{"a":`, 513), fails: "nested deeper than 512 levels"},
		"too many":       {in: "[" + strings.Repeat("0,", maxValues) + "0]", fails: "more than 500000 values"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, r, err := Read([]byte(test.in))
			if test.fails != "" {
				if err == nil || !strings.Contains(err.Error(), test.fails) {
					t.Errorf("got %v, want %q", err, test.fails)
				}
				return
			}
			if diff := cmp.Diff(test.want, got); err != nil || diff != "" || len(r.Faults) > 0 {
				t.Error(err, diff, r.Faults)
			}
		})
	}
}

// FuzzReadJSON holds the reader against encoding/json: the same documents are JSON, and they mean the same.
func FuzzReadJSON(f *testing.F) {
	for _, seed := range []string{`{"a":[1,2.5e3,"x\u00e9",null,true]}`, `{"a":1,"a":2}`, `1 2`, "\xff", "\ufeff1", `"\ud800"`, `[[[`, `1e999`, "{\"\\u0000\":\"\"}"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		value, r, err := Read(data)
		if !utf8.Valid(data) || bytes.HasPrefix(data, []byte("\ufeff")) {
			if len(r.Faults) == 0 && err == nil {
				t.Fatal("accepted without a word")
			}
			return
		}
		var syntax []string
		for _, fault := range r.Faults {
			syntax = append(syntax, fault.Code)
		}
		switch {
		case err != nil:
			if json.Valid(data) && !strings.Contains(err.Error(), "nested deeper") && !strings.Contains(err.Error(), "more than") {
				t.Fatalf("refused %q: %v", data, err)
			}
		case len(syntax) == 0:
			decoder := json.NewDecoder(bytes.NewReader(data))
			decoder.UseNumber()
			var want any
			if err := decoder.Decode(&want); err != nil {
				t.Fatalf("accepted %q: %v", data, err)
			}
			if diff := cmp.Diff(want, value); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}
