package reports

import (
	"fmt"
	"slices"
	"strings"
)

// curlImplied are headers that curl sets itself, rightly.
var curlImplied = []string{"accept-encoding", "connection", "content-length", "host", "transfer-encoding", "user-agent"}

// curl writes the request of an exchange as a command for a shell. Values that were hidden stay hidden. note says what
// the command cannot do; it is empty when the command sends just what was sent.
func (e *Exchange) curl() (command, note string) {
	m := &e.Request
	parts := []string{"curl --include --request " + ShellQuote(m.Method)}
	if strings.ContainsAny(m.URL, "[]{}") {
		parts[0] += " --globoff"
	}
	if strings.Contains(m.URL, "/.") {
		parts[0] += " --path-as-is"
	}
	parts = append(parts, shellLine(m.URL))
	form, before, formNote, isForm := m.curlForm()
	for _, h := range m.Headers {
		switch {
		case isForm && strings.EqualFold(h.Name, "Content-Type"): // curl says it itself, with its own boundary
		case slices.Contains(curlImplied, strings.ToLower(h.Name)):
		case h.Value == "":
			parts = append(parts, "--header "+shellLine(h.Name+";"))
		default:
			parts = append(parts, "--header "+shellLine(h.Name+": "+h.Value))
		}
	}
	if b := m.Body; b != nil {
		switch {
		case isForm:
			parts = append(parts, form...)
			note = formNote
		case b.Base64 && !b.Truncated && len(b.Text) <= maxPiped*4/3:
			before = "printf %s " + ShellQuote(b.Text) + " | base64 --decode | "
			parts = append(parts, "--data-binary @-")
		case b.Base64:
			note = "The body is not text; put it into the file body.bin first."
			parts = append(parts, "--data-binary @body.bin")
		case b.Truncated:
			note = fmt.Sprintf("The body was %s long and only its beginning was kept; put the whole into the file body.txt first.", size(b.Bytes))
			parts = append(parts, "--data-binary @body.txt")
		default:
			parts = append(parts, "--data-raw "+shellLine(b.Text))
		}
		if b.Redacted && !b.Truncated {
			note = strings.TrimSpace("Secret values of the body are hidden; put your own in their place. " + note)
		}
	}
	return before + strings.Join(parts, " \\\n  "), note
}

// ShellQuote quotes a word for a POSIX shell; one with characters that do not show is written in the form with escapes
// that bash, zsh and ksh know.
func ShellQuote(s string) string {
	if s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./:@%+=,", r))
	}) {
		return s
	}
	if !strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && isHidden(r) }) {
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
		case isHidden(r) && r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		case isHidden(r) && r <= 0xFFFF:
			fmt.Fprintf(&b, `\u%04x`, r)
		case isHidden(r):
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteString("'")
	return b.String()
}
