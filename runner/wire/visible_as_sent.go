package wire

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/bbconform/bbconform/reports"
)

// visibleAsSent writes out what a terminal would obey, or a reader could not see, as reports.VisibleBlock does, without making
// something else of what was sent: the lines of a form in parts go on ending with a carriage return and a line feed, and a
// JSON document stays the same document, as it has escapes of its own.
func visibleAsSent(s string) string {
	if reports.VisibleBlock(s) == s {
		return s
	}
	if utf8.ValidString(s) && json.Valid([]byte(s)) {
		return escapedJSON(s)
	}
	lines := strings.Split(s, "\r\n")
	for i, line := range lines {
		lines[i] = reports.VisibleBlock(line)
	}
	return strings.Join(lines, "\r\n")
}

// escapedJSON is a JSON document in which every character that does not show is written by its number (RFC 8259, 7). Such
// characters stand in strings only: what may stand around them is blanks and line breaks.
func escapedJSON(document string) string {
	var out strings.Builder
	for _, c := range document {
		shown := string(c)
		switch {
		case c < ' ' || reports.Visible(shown) == shown:
			out.WriteRune(c)
		case c > 0xFFFF:
			high, low := utf16.EncodeRune(c)
			fmt.Fprintf(&out, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&out, `\u%04x`, c)
		}
	}
	return out.String()
}
