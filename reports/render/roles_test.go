package render

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"

	messages "github.com/cucumber/messages/go/v34"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/internal/sample"
)

// TestEvidenceNamesTheRole holds that whoever reads a report learns as whom each request was made, and whose credentials are hidden in it.
func TestEvidenceNamesTheRole(t *testing.T) {
	t.Parallel()
	scenarios := sample.Scenarios(t)
	for i := range scenarios {
		for j := range scenarios[i].Exchanges {
			e := &scenarios[i].Exchanges[j]
			e.Role = "data-consumer"
			for k := range e.Request.Headers {
				if h := &e.Request.Headers[k]; h.Name == "Authorization" {
					h.Value = reports.Redacted
				}
			}
		}
	}
	f := sample.Open(t, sample.Header(t), scenarios)
	texts := map[string]string{"html": string(rendered(t, f, "html")), "junit": string(rendered(t, f, "junit"))}
	for _, e := range envelopes(t, rendered(t, f, "messages")) {
		if e.Attachment == nil {
			continue
		}
		body := e.Attachment.Body
		if e.Attachment.ContentEncoding == messages.AttachmentContentEncoding_BASE64 {
			raw, err := base64.StdEncoding.DecodeString(body)
			if err != nil {
				t.Fatal(err)
			}
			body = string(raw)
		}
		texts["messages"] += body
	}
	var explained bytes.Buffer
	for _, s := range scenarios {
		if s.Verdict == reports.Failed {
			if err := Explain(&explained, f, s.ID, ExplainOptions{}); err != nil {
				t.Fatal(err)
			}
		}
	}
	texts["explain"] = explained.String()
	for name, text := range texts {
		if !strings.Contains(text, "as the data consumer") {
			t.Errorf("%s does not name the role", name)
		}
	}
	for _, name := range []string{"html", "explain"} {
		if !strings.Contains(texts[name], "Hidden headers are what the configuration has for the data consumer") {
			t.Errorf("%s does not say whose credentials belong into the command", name)
		}
	}
}
