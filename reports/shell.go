package reports

import (
	"fmt"
	"strings"
)

// ShellQuote quotes a word for a POSIX shell; one with characters that do not show is written in the form with escapes
// that bash, zsh and ksh know.
func ShellQuote(s string) string {
	if s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./:@%+=,", r))
	}) {
		return s
	}
	if !strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && IsHidden(r) }) {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return escapedWord(s)
}

// escapedWord writes a word with escapes for what does not show.
func escapedWord(s string) string {
	var b strings.Builder
	b.WriteString("$'")
	for _, r := range s {
		switch {
		case r == '\'' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case IsHidden(r) && r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		case IsHidden(r) && r <= 0xFFFF:
			fmt.Fprintf(&b, `\u%04x`, r)
		case IsHidden(r):
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteString("'")
	return b.String()
}

// ShellLine quotes a word for a shell in one line, so that an indent cannot become a part of it.
func ShellLine(s string) string {
	if !strings.Contains(s, "\n") {
		return ShellQuote(s)
	}
	return escapedWord(s)
}
