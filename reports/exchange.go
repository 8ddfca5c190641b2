package reports

import (
	"strings"
	"time"
)

// Exchange is a request and its answer as they crossed the wire, redacted and bounded.
type Exchange struct {
	Number       int       `json:"number"` // within the scenario, from 1
	Operation    string    `json:"operation"`
	Role         string    `json:"role,omitempty"`    // as which it was made; empty: the building block has no roles
	Another      bool      `json:"another,omitempty"` // by the second caller of the role
	Purpose      string    `json:"purpose,omitempty"` // preparation, control, request, cleanup …
	Started      time.Time `json:"started"`
	Milliseconds float64   `json:"milliseconds"`
	Attempts     int       `json:"attempts"`
	AskedAgain   string    `json:"askedAgain,omitempty"` // why the request was sent once more, alone, in words: the exchange after it is what counts
	Request      Message   `json:"request"`
	Answer       *Message  `json:"answer,omitempty"` // nil: none came
	Error        string    `json:"error,omitempty"`  // why none came, in words
}

// Caller names who made the request: "the auditor", or "another auditor" where it was the second caller of the role. It is empty where the
// building block has no roles.
func (e *Exchange) Caller() string {
	words := strings.ReplaceAll(e.Role, "-", " ")
	switch {
	case e.Role == "":
		return ""
	case e.Another:
		return "another " + words
	}
	return "the " + words
}

// Why says why the request was made, and by whom: "control, as the auditor". It is empty where neither is known.
func (e *Exchange) Why() string {
	caller := e.Caller()
	switch {
	case caller == "":
		return e.Purpose
	case e.Purpose == "":
		return "as " + caller
	}
	return e.Purpose + ", as " + caller
}

// Message is one side of an exchange.
type Message struct {
	Method  string   `json:"method,omitempty"`
	URL     string   `json:"url,omitempty"`
	Status  int      `json:"status,omitempty"`
	Headers []Header `json:"headers,omitempty"`
	Body    *Body    `json:"body,omitempty"`
}

// Header is one header line, in the order of name and then of appearance.
type Header struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Body is what was kept of a body.
type Body struct {
	Text      string `json:"text"`             // redacted; base64 when Base64 is set
	Base64    bool   `json:"base64,omitempty"` // the body is not UTF-8
	Bytes     int64  `json:"bytes"`            // length of the whole, in bytes, as far as it was read
	SHA256    string `json:"sha256"`           // of the whole as far as it was read, before redaction, in hexadecimal
	Truncated bool   `json:"truncated,omitempty"`
	Redacted  bool   `json:"redacted,omitempty"`
}
