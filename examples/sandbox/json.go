package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Object is a JSON object.
type Object = map[string]any

// Decode reads one JSON document, numbers as json.Number, and nothing after it.
func Decode(data []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the JSON document")
	}
	return v, nil
}

// Normal turns any value that can be encoded as JSON into objects, arrays, strings, booleans, json.Number and nil, all of it in
// memory of its own. It panics when the value cannot be encoded: the sandbox makes its values itself.
func Normal(v any) any {
	switch v := v.(type) {
	case nil, bool:
		return v
	case string:
		if utf8.ValidString(v) {
			return v
		}
	case json.Number:
		if v != "" {
			return v
		}
	case int:
		return json.Number(strconv.Itoa(v))
	case Object:
		if v == nil {
			return nil
		}
		out := make(Object, len(v))
		for name, value := range v {
			if !utf8.ValidString(name) {
				return encoded(v)
			}
			out[name] = Normal(value)
		}
		return out
	case []any:
		return normalList(v)
	case []Object:
		return normalList(v)
	}
	return encoded(v)
}

func normalList[T any](list []T) any {
	if list == nil {
		return nil
	}
	out := make([]any, len(list))
	for i, entry := range list {
		out[i] = Normal(entry)
	}
	return out
}

// encoded takes the way that every value can go: through its JSON text.
func encoded(v any) any {
	data, err := json.Marshal(v)
	if err != nil {
		panic("sandbox: a value that is no JSON: " + err.Error())
	}
	out, err := Decode(data)
	if err != nil {
		panic("sandbox: a value that is no JSON: " + err.Error())
	}
	return out
}

// Clone returns a deep copy of a JSON value, so that stored records and answers do not share memory.
func Clone(v any) any {
	switch v := v.(type) {
	case Object:
		out := make(Object, len(v))
		for k, e := range v {
			out[k] = Clone(e)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = Clone(e)
		}
		return out
	default:
		return v
	}
}

// Merge returns a copy of base in which every field of change replaces the one of the same name; objects are merged field by
// field, everything else is replaced as a whole.
func Merge(base, change Object) Object {
	out, _ := Clone(base).(Object)
	if out == nil {
		out = Object{}
	}
	for k, v := range change {
		from, ok1 := out[k].(Object)
		to, ok2 := v.(Object)
		if ok1 && ok2 {
			out[k] = Merge(from, to)
		} else {
			out[k] = Clone(v)
		}
	}
	return out
}

// Holds reports whether whole has every field of part with the same value; objects are compared field by field, arrays entry
// by entry and whole.
func Holds(whole, part any) bool {
	w, ok1 := whole.(Object)
	p, ok2 := part.(Object)
	if ok1 && ok2 {
		for k, v := range p {
			have, ok := w[k]
			if !ok || !Holds(have, v) {
				return false
			}
		}
		return true
	}
	return reflect.DeepEqual(whole, part)
}

// Get returns the value at a dotted path, nil when there is none. Entries of an array are numbered from 0.
func Get(v any, path string) any {
	if path == "" {
		return v
	}
	for key := range strings.SplitSeq(path, ".") {
		switch at := v.(type) {
		case Object:
			v = at[key]
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i < 0 || i >= len(at) {
				return nil
			}
			v = at[i]
		default:
			return nil
		}
	}
	return v
}

// Text returns the string at a dotted path, "" when there is none.
func Text(v any, path string) string {
	s, _ := Get(v, path).(string)
	return s
}

// integer reads a decimal integer, or gives fallback.
func integer(s string, fallback int) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return fallback
	}
	return n
}
