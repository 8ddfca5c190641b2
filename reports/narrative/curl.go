package narrative

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/phrase"
)

// curlImplied are headers that curl sets itself, rightly.
var curlImplied = []string{"accept-encoding", "connection", "content-length", "host", "transfer-encoding", "user-agent"}

// Curl writes the request of an exchange as a command for a shell. Values that were hidden stay hidden. note says what
// the command cannot do; it is empty when the command sends just what was sent.
func Curl(e *reports.Exchange) (command, note string) {
	m := &e.Request
	parts := []string{"curl --include --request " + reports.ShellQuote(m.Method)}
	if strings.ContainsAny(m.URL, "[]{}") {
		parts[0] += " --globoff"
	}
	if strings.Contains(m.URL, "/.") {
		parts[0] += " --path-as-is"
	}
	parts = append(parts, reports.ShellLine(m.URL))
	form, before, formNote, isForm := curlForm(m)
	for _, h := range m.Headers {
		switch {
		case isForm && strings.EqualFold(h.Name, "Content-Type"): // curl says it itself, with its own boundary
		case slices.Contains(curlImplied, strings.ToLower(h.Name)):
		case h.Value == "":
			parts = append(parts, "--header "+reports.ShellLine(h.Name+";"))
		default:
			parts = append(parts, "--header "+reports.ShellLine(h.Name+": "+h.Value))
		}
	}
	if b := m.Body; b != nil {
		switch {
		case isForm:
			parts = append(parts, form...)
			note = formNote
		case b.Base64 && !b.Truncated && len(b.Text) <= maxPiped*4/3:
			before = "printf %s " + reports.ShellQuote(b.Text) + " | base64 --decode | "
			parts = append(parts, "--data-binary @-")
		case b.Base64:
			note = "The body is not text; put it into the file body.bin first."
			parts = append(parts, "--data-binary @body.bin")
		case b.Truncated:
			note = fmt.Sprintf("The body was %s long and only its beginning was kept; put the whole into the file body.txt first.", phrase.Size(b.Bytes))
			parts = append(parts, "--data-binary @body.txt")
		default:
			parts = append(parts, "--data-raw "+reports.ShellLine(b.Text))
		}
		if b.Redacted && !b.Truncated {
			note = strings.TrimSpace("Secret values of the body are hidden; put your own in their place. " + note)
		}
	}
	if caller := e.Caller(); caller != "" && slices.ContainsFunc(m.Headers, func(h reports.Header) bool { return strings.Contains(h.Value, reports.Redacted) }) {
		note = strings.TrimSpace("Hidden headers are what the configuration has for " + reports.Visible(caller) + "; put them in their place. " + note)
	}
	return before + strings.Join(parts, " \\\n  "), note
}
