package wire

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"maps"
	"net/http"
	"slices"
	"unicode/utf8"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/steps/exchange"
)

// requestEvidence is what is kept of a request.
func (w *Wire) requestEvidence(x *exchange.Exchange, sent http.Header) reports.Message {
	return reports.Message{
		Method:  x.Request.Operation.Method,
		URL:     w.redactor.Text(x.URL),
		Headers: w.headerEvidence(sent),
		Body:    w.bodyEvidence(x.Request.Body, false),
	}
}

// answerEvidence is what is kept of an answer.
func (w *Wire) answerEvidence(x *exchange.Exchange) reports.Message {
	return reports.Message{
		Status:  x.Status,
		Headers: w.headerEvidence(x.Header),
		Body:    w.bodyEvidence(x.Body, x.TooLarge),
	}
}

func (w *Wire) headerEvidence(h http.Header) []reports.Header {
	var lines []reports.Header
	for _, name := range slices.Sorted(maps.Keys(h)) {
		for _, value := range h[name] {
			lines = append(lines, reports.Header{Name: w.redactor.Text(name), Value: w.redactedHeader(name, value)})
		}
	}
	return lines
}

// redactedHeader leaves credentials readable that were made up by bbconform to be wrong: they explain the request.
func (w *Wire) redactedHeader(name, value string) string {
	for _, e := range w.endpoints {
		for _, p := range e.made {
			if value == p.credentials.wrong() && http.CanonicalHeaderKey(name) == http.CanonicalHeaderKey(p.credentials.header) {
				return value
			}
		}
	}
	return w.redactor.headerValue(name, value)
}

// bodyEvidence is what is kept of a body: its beginning, redacted, with length and digest of the whole.
func (w *Wire) bodyEvidence(body []byte, more bool) *reports.Body {
	if len(body) == 0 {
		return nil
	}
	sum := sha256.Sum256(body)
	kept := &reports.Body{Bytes: int64(len(body)), SHA256: hex.EncodeToString(sum[:]), Truncated: more}

	// A secret may begin just before the cut. So more is looked at than is kept, and the end of that, where one may be
	// cut in two, is never kept.
	margin := w.redactor.longestForm()
	part := body
	if len(body) > w.evidence+margin {
		part = body[:w.evidence+margin]
	}
	raw := string(part)
	whole := raw
	if len(part) < len(body) {
		whole = raw[:wholeRunes(raw)] // the cut may have gone through a rune
	}
	text := utf8.ValidString(whole)
	var clean string
	if text {
		raw = whole
		clean = w.redactor.Text(raw)
	} else {
		clean = w.redactor.withoutKnown(w.redactor.withoutSecretFields(w.redactor.withoutKnown(raw), false))
	}
	kept.Redacted = clean != raw && (!text || clean != visibleAsSent(raw))
	if len(part) < len(body) {
		clean = clean[:max(0, len(clean)-margin)]
		kept.Truncated = true
	}
	if len(clean) > w.evidence {
		clean = clean[:w.evidence]
		kept.Truncated = true
	}
	if text {
		kept.Text = clean[:wholeRunes(clean)]
	} else {
		kept.Text, kept.Base64 = base64.StdEncoding.EncodeToString([]byte(clean)), true
	}
	return kept
}

// wholeRunes returns the length of s without a rune at its end that was cut in two.
func wholeRunes(s string) int {
	for back := 1; back <= utf8.UTFMax && back <= len(s); back++ {
		if start := len(s) - back; utf8.RuneStart(s[start]) {
			if utf8.FullRuneInString(s[start:]) {
				return len(s)
			}
			return start
		}
	}
	return len(s)
}
