package freedom

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"unicode/utf16"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// Style is a way to write JSON. The zero value writes all of it on one line.
type Style struct {
	Line      string // before each value of an object or a list
	Indent    string // after that, for each level
	Colon     string // after each colon
	Backwards bool   // the names of an object in the other order
	Text      func(string) string
	Number    func(string) string
}

// Write writes a JSON value as package sandbox decodes it.
func (s Style) Write(v any) []byte {
	var b bytes.Buffer
	s.value(&b, v, s.Line)
	return b.Bytes()
}

func (s Style) value(b *bytes.Buffer, v any, line string) {
	inner := line + s.Indent
	switch v := v.(type) {
	case sandbox.Object:
		names := slices.Sorted(maps.Keys(v))
		if s.Backwards {
			slices.Reverse(names)
		}
		b.WriteByte('{')
		for i, name := range names {
			s.divide(b, i, inner)
			s.value(b, name, "")
			b.WriteString(":" + s.Colon)
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
		if s.Number != nil {
			v = json.Number(s.Number(v.String()))
		}
		b.WriteString(v.String())
	case string:
		if s.Text != nil {
			b.WriteString(s.Text(v))
			return
		}
		plain(b, v)
	default:
		plain(b, v)
	}
}

func (s Style) divide(b *bytes.Buffer, i int, line string) {
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

// Compact writes JSON on one line.
func Compact(v any) []byte { return Style{}.Write(v) }
