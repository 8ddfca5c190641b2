package reports

import "strings"

// outcomeLine says in a few words how an exchange ended.
func Outcome(e *Exchange) string {
	if e.Answer == nil {
		if e.Error == "" {
			return "no answer"
		}
		return "no answer: " + FirstLine(e.Error, 200)
	}
	return StatusLine(e.Answer.Status)
}

// readable is the kept text of a body as people read it: JSON is indented, what does not show is written out.
func bodyText(b *Body) string {
	if b.Base64 {
		return b.Text
	}
	if b.Truncated {
		return VisibleBlock(b.Text)
	}
	return readableText(b.Text)
}

// remarks says what is special about what was kept of a body; it is empty when the body is whole and as sent.
func bodyRemarks(b *Body) string {
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

// facts says how long a body was and how to recognise the whole of it.
func Facts(b *Body) string {
	s := Size(b.Bytes)
	if b.Truncated && b.SHA256 != "" {
		s += ", SHA-256 " + Visible(b.SHA256)
	}
	return s
}
