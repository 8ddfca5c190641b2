package record

import (
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/bbconform/bbconform/reports"
)

// more reports whether the object or the list that is being read goes on.
func more(d *jsontext.Decoder) bool {
	k := d.PeekKind()
	return k != '}' && k != ']' && k != jsontext.KindInvalid
}

// expect reads one token, which must be a delimiter.
func expect(d *jsontext.Decoder, want jsontext.Kind) error {
	got, err := d.ReadToken()
	if err != nil {
		return err
	}
	if got.Kind() != want {
		return fmt.Errorf("%v stands where %v was expected", got, want)
	}
	return nil
}

func hasAll(members map[string]jsontext.Value, keys []string) bool {
	for _, key := range keys {
		if _, ok := members[key]; !ok {
			return false
		}
	}
	return true
}

// notOurs says of a header that it cannot be read, and what to do.
func notOurs(err error) error {
	return fmt.Errorf("it is not a result document of bbconform (%w): name the %s that a run wrote", damaged(err), reports.ResultsName)
}

// damaged puts the errors of the JSON decoder into words.
func damaged(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("the file is cut off")
	}
	return errors.New(reports.Visible(err.Error()))
}

// boundedReader refuses to read more than longestValue since read was last set to 0.
type boundedReader struct {
	from io.Reader
	read int64
}

// Read implements io.Reader.
func (b *boundedReader) Read(p []byte) (int, error) {
	if b.read > longestValue {
		return 0, fmt.Errorf("one value is longer than %d bytes", longestValue)
	}
	n, err := b.from.Read(p)
	b.read += int64(n)
	return n, err
}
