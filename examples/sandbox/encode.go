package sandbox

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"unicode/utf8"
)

// encode writes a value as JSON on one line, names of objects in alphabetical order, and without escapes for HTML, as encoding/json
// does. It looks at what sandboxes keep and answer without reflection, which is most of what an answer costs. It panics when the
// value cannot be encoded: the sandbox makes its values itself.
func encode(v any) []byte { return appendJSON(make([]byte, 0, 1<<10), v) }

func appendJSON(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...)
	case bool:
		return strconv.AppendBool(b, v)
	case int:
		return strconv.AppendInt(b, int64(v), 10)
	case json.Number:
		if json.Valid([]byte(v)) {
			return append(b, v...)
		}
	case string:
		return appendText(b, v)
	case Object:
		if v != nil {
			return appendObject(b, v)
		}
	case []any:
		if v != nil {
			return appendList(b, v)
		}
	case []Object:
		if v != nil {
			return appendList(b, v)
		}
	}
	return appendAnything(b, v)
}

func appendObject(b []byte, o Object) []byte {
	b = append(b, '{')
	names := make([]string, 0, len(o))
	for name := range o {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendText(b, name), ':')
		b = appendJSON(b, o[name])
	}
	return append(b, '}')
}

func appendList[T any](b []byte, list []T) []byte {
	b = append(b, '[')
	for i, entry := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendJSON(b, entry)
	}
	return append(b, ']')
}

// appendText escapes what JSON asks for. What else encoding/json escapes, or mends, is left to it.
func appendText(b []byte, text string) []byte {
	begun := len(b)
	b = append(b, '"')
	written := 0
	for i := range len(text) {
		switch c := text[i]; {
		case c < ' ' || c >= utf8.RuneSelf:
			return appendAnything(b[:begun], text)
		case c == '"' || c == '\\':
			b = append(append(b, text[written:i]...), '\\', c)
			written = i + 1
		}
	}
	return append(append(b, text[written:]...), '"')
}

func appendAnything(b []byte, v any) []byte {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic("sandbox: a value that is no JSON: " + err.Error())
	}
	return append(b, bytes.TrimSuffix(out.Bytes(), []byte("\n"))...)
}
