package record

import (
	"bytes"
	"iter"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/bbconform/bbconform/reports"
)

// Outline is a scenario whose exchanges were measured and not read, which takes half the time.
type Outline struct {
	reports.Scenario
	Lengths []ExchangeLengths // of its exchanges, in their order
}

// ExchangeLengths says how long an exchange is.
type ExchangeLengths struct {
	Number    int            `json:"number"`
	Operation string         `json:"operation"`
	Purpose   string         `json:"purpose"`
	Request   MessageLengths `json:"request"`
	Answer    MessageLengths `json:"answer"`
}

// MessageLengths says how long one side of an exchange is, about, in bytes.
type MessageLengths struct {
	URL     int // of the address
	Headers int // of the JSON of all headers
	Body    int // of what was kept of the body
}

// Began reports whether anything is known of what the scenario did.
func (o *Outline) Began() bool { return len(o.Lengths) > 0 || o.Scenario.Began() }

// Outlines reads the scenarios in outline, one at a time, as Scenarios does.
func (f *File) Outlines() iter.Seq2[Outline, error] {
	return each(f, func(d *jsontext.Decoder, o *Outline) (*reports.Scenario, error) {
		light := struct {
			*reports.Scenario
			Exchanges []ExchangeLengths `json:"exchanges"`
		}{Scenario: &o.Scenario}
		err := json.UnmarshalDecode(d, &light)
		o.Lengths = light.Exchanges
		return &o.Scenario, err
	})
}

// UnmarshalJSONFrom measures a message.
func (m *MessageLengths) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	var lengths struct {
		URL     valueLength `json:"url"`
		Headers valueLength `json:"headers"`
		Body    struct {
			Text valueLength `json:"text"`
		} `json:"body"`
	}
	if err := json.UnmarshalDecode(d, &lengths); err != nil {
		return err
	}
	*m = MessageLengths{URL: int(lengths.URL), Headers: int(lengths.Headers), Body: int(lengths.Body.Text)}
	return nil
}

// valueLength is about the length in bytes of a value of the document, which is not read.
type valueLength int

// UnmarshalJSONFrom measures.
func (l *valueLength) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	b, err := d.ReadValue()
	*l = valueLength(max(0, len(b)-2-bytes.Count(b, []byte{'\\'})))
	return err
}
