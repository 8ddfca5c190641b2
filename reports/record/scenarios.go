package record

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/bbconform/bbconform/reports"
)

// Scenarios reads the scenarios one at a time, in the order of the plan. It may be called more than once. After an
// error nothing more comes.
func (f *File) Scenarios() iter.Seq2[reports.Scenario, error] {
	return each(f, func(d *jsontext.Decoder, s *reports.Scenario) (*reports.Scenario, error) {
		return s, json.UnmarshalDecode(d, s)
	})
}

// each decodes the scenarios one after the other. decode returns the scenario in what it has read.
func each[T any](f *File, decode func(*jsontext.Decoder, *T) (*reports.Scenario, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		fail := func(n int, err error) {
			var none T
			yield(none, fmt.Errorf("%s: scenario %d: %w; the file is damaged: take one as a run wrote it", f.path, n, damaged(err)))
		}
		// what comes before the first scenario is put in its place, so that the decoder sees a whole document
		limited := &boundedReader{from: io.MultiReader(strings.NewReader(`{"scenarios":[`), io.NewSectionReader(f.file, f.start, f.size-f.start))}
		d := jsontext.NewDecoder(limited)
		for range 3 {
			if _, err := d.ReadToken(); err != nil {
				fail(0, err)
				return
			}
		}
		n := 0
		for more(d) {
			n++
			limited.read = 0
			var value T
			s, err := decode(d, &value)
			if err == nil {
				err = s.Validate()
			}
			if err == nil {
				f.upgrade(s)
			}
			if err != nil {
				fail(n, err)
				return
			}
			if !yield(value, nil) {
				return
			}
		}
		if err := closing(d, limited); err != nil {
			fail(n, err)
		}
	}
}

// closing reads what follows the last scenario: a document that is cut off there has lost some.
func closing(d *jsontext.Decoder, limited *boundedReader) error {
	if err := expect(d, ']'); err != nil {
		return err
	}
	for more(d) {
		limited.read = 0
		if err := d.SkipValue(); err != nil { // a name, or what it names
			return err
		}
	}
	if err := expect(d, '}'); err != nil {
		return err
	}
	if _, err := d.ReadToken(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the end of the document")
	}
	return nil
}
