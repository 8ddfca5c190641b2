package reports

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible returns foreign text with everything that does not show, or that changes how other text shows, written out:
// control characters, terminal escapes, and the marks that reverse the direction of reading. Line feeds and tabs are
// written out too; VisibleBlock leaves them. A byte that is not UTF-8, and a control character of ASCII, is written as \x1b, a line
// break and a tab as \n, \r and \t, every other character by its number, as \u{202e}.
func Visible(s string) string { return writeOut(s, false) }

// Quoted is Visible in quotation marks, for error messages.
func Quoted(s string) string { return `"` + Visible(s) + `"` }

// VisibleBlock is Visible for text of several lines: line feeds and tabs stay, and a carriage return before a line feed is left out.
func VisibleBlock(s string) string { return writeOut(s, true) }

func writeOut(s string, lines bool) string {
	if isPlain(s, lines) {
		return s
	}
	hidden := func(r rune) bool { return IsHidden(r) && !(lines && (r == '\n' || r == '\t')) }
	if utf8.ValidString(s) && strings.IndexFunc(s, hidden) < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case lines && r == '\r' && strings.HasPrefix(s[i+1:], "\n"):
			// the line feed says it
		case !hidden(r):
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u{%x}`, r)
		}
		i += size
	}
	return b.String()
}

// isPlain recognises quickly what nearly all text is: letters of ASCII, and line feeds where they may stand.
func isPlain(s string, lines bool) bool {
	for i := range len(s) {
		if c := s[i]; (c < ' ' || c >= 0x7f) && !(lines && (c == '\n' || c == '\t')) {
			return false
		}
	}
	return true
}

// IsHidden reports whether a character must be written out: it has no shape of its own or governs its neighbours'.
func IsHidden(r rune) bool {
	switch {
	case unicode.IsControl(r): // C0, DEL, C1
		return true
	case r == 0x200C, r == 0x200D: // joiners: several scripts cannot be written without them
		return false
	case unicode.Is(unicode.Cf, r): // format characters: directions, byte order mark, tags
		return true
	case r == '\u2028', r == '\u2029': // separators that some programs take for line ends
		return true
	case unicode.Is(unicode.Co, r), unicode.Is(unicode.Cs, r), r >= 0xFFFE && r <= 0xFFFF:
		return true
	}
	return false
}

// Shorten returns at most limit bytes of s, cut between characters, and how many bytes are missing.
func Shorten(s string, limit int) (string, int) {
	if len(s) <= limit {
		return s, 0
	}
	end := limit
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end], len(s) - end
}

// FirstLine is what a one-line field shows of a text.
func FirstLine(s string, limit int) string {
	line, _, more := strings.Cut(strings.TrimSpace(s), "\n")
	line, missing := Shorten(Visible(strings.TrimRight(line, "\r ")), limit)
	if more || missing > 0 {
		line += " …"
	}
	return line
}
