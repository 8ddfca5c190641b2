package runner

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// harmless are the bytes that need no second look.
var harmless = func() (is [256]bool) {
	for c := range is {
		is[c] = ' ' <= c && c < 0x7f || c == '\t' || c == '\n' || c == '\r'
	}
	return is
}()

// visible replaces what a terminal would obey, or a reader could not see, by something that shows: control characters
// by their pictures, marks that change the direction of text and bytes that are not UTF-8 by their numbers.
// Tabs and line breaks stay.
func visible(s string) string {
	clean := true
	for i := 0; i < len(s); i++ {
		if !harmless[s[i]] {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	var out strings.Builder
	out.Grow(len(s) + 16)
	for i := 0; i < len(s); {
		c, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case c == utf8.RuneError && size == 1:
			fmt.Fprintf(&out, "<%02X>", s[i])
		case c == '\t' || c == '\n' || c == '\r':
			out.WriteRune(c)
		case c < ' ':
			out.WriteRune(0x2400 + c)
		case c == 0x7f:
			out.WriteRune(0x2421)
		case 0x80 <= c && c < 0xa0, 0x2028 <= c && c <= 0x202e, 0x2066 <= c && c <= 0x2069:
			fmt.Fprintf(&out, "<U+%04X>", c)
		default:
			out.WriteRune(c)
		}
		i += size
	}
	return out.String()
}
