package narrative

import (
	"strings"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/phrase"
)

// Outcome says in a few words how an exchange ended.
func Outcome(e *reports.Exchange) string {
	if e.Answer == nil {
		if e.Error == "" {
			return "no answer"
		}
		return "no answer: " + reports.FirstLine(e.Error, 200)
	}
	if e.AskedAgain != "" {
		return phrase.StatusLine(e.Answer.Status) + ", asked again alone"
	}
	return phrase.StatusLine(e.Answer.Status)
}

// bodyText is the kept text of a body as people read it: JSON is indented, what does not show is written out.
func bodyText(b *reports.Body) string {
	if b.Base64 {
		return b.Text
	}
	if b.Truncated {
		return reports.VisibleBlock(b.Text)
	}
	return readableText(b.Text)
}

// bodyRemarks says what is special about what was kept of a body; it is empty when the body is whole and as sent.
func bodyRemarks(b *reports.Body) string {
	var all []string
	if b.Base64 {
		all = append(all, "not text, shown in base64")
	}
	if b.Truncated {
		all = append(all, "only the beginning was kept")
	}
	if b.Redacted {
		all = append(all, "secret values are hidden")
	}
	return strings.Join(all, "; ")
}

// Facts says how long a body was and how to recognise the whole of it.
func Facts(b *reports.Body) string {
	s := phrase.Size(b.Bytes)
	if b.Truncated && b.SHA256 != "" {
		s += ", SHA-256 " + reports.Visible(b.SHA256)
	}
	return s
}
