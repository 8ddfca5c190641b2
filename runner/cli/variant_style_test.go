package cli_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"unicode/utf16"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// style is a way to write JSON. The zero value writes all of it on one line.
type style struct {
	line      string // before each value of an object or a list
	indent    string // after that, for each level
	colon     string // after each colon
	backwards bool   // the names of an object in the other order
	text      func(string) string
	number    func(string) string
}

func (s style) write(v any) []byte {
	var b bytes.Buffer
	s.value(&b, v, s.line)
	return b.Bytes()
}

func (s style) value(b *bytes.Buffer, v any, line string) {
	inner := line + s.indent
	switch v := v.(type) {
	case sandbox.Object:
		names := slices.Sorted(maps.Keys(v))
		if s.backwards {
			slices.Reverse(names)
		}
		b.WriteByte('{')
		for i, name := range names {
			s.divide(b, i, inner)
			s.value(b, name, "")
			b.WriteString(":" + s.colon)
			s.value(b, v[name], inner)
		}
		b.WriteString(line + "}")
	case []any:
		b.WriteByte('[')
		for i, entry := range v {
			s.divide(b, i, inner)
			s.value(b, entry, inner)
		}
		b.WriteString(line + "]")
	case json.Number:
		if s.number != nil {
			v = json.Number(s.number(v.String()))
		}
		b.WriteString(v.String())
	case string:
		if s.text != nil {
			b.WriteString(s.text(v))
			return
		}
		plain(b, v)
	default:
		plain(b, v)
	}
}

func (s style) divide(b *bytes.Buffer, i int, line string) {
	if i > 0 {
		b.WriteByte(',')
	}
	b.WriteString(line)
}

func plain(b *bytes.Buffer, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	b.Write(data)
}

// escaped writes a text with nothing but escapes.
func escaped(text string) string {
	var b bytes.Buffer
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, `\u%04X`, unit)
	}
	return `"` + b.String() + `"`
}
