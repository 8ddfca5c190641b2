package record

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/bbconform/bbconform/reports"
)

// File is an open result document. Reading scenarios is safe for concurrent use.
type File struct {
	path   string
	file   *os.File
	size   int64
	header reports.Results
	start  int64 // where the first scenario begins, in bytes

	verified bool // its header agrees with its scenarios
}

// headerKeys are the members without which a document is not one of ours.
var headerKeys = []string{"format", "complete", "tool", "run", "target", "verdict", "sentence", "counts", "buildingBlocks"}

// longestValue bounds, in bytes, what is read into memory at once: one scenario, or one member of the header.
const longestValue = 256 << 20

// Open reads the header of a results.json, or of the one in the folder path. Where the folder holds only the journal
// of a run that died, the error is ErrUnfinished.
func Open(path string) (*File, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		folder := path
		path = filepath.Join(folder, reports.ResultsName)
		if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
			if _, err := os.Stat(filepath.Join(folder, reports.JournalName)); err == nil {
				return nil, fmt.Errorf("open %s: %w; recover the results from its journal", folder, ErrUnfinished)
			}
		}
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open the results: %w; name a %s or the folder that holds one", err, reports.ResultsName)
	}
	f := &File{path: path, file: file}
	if err := f.readHeader(); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", path, err), file.Close())
	}
	return f, nil
}

// Path is the path of the document.
func (f *File) Path() string { return f.path }

// Close closes the file.
func (f *File) Close() error { return f.file.Close() }

// Results is the document without its scenarios. Its slices and maps belong to the file and are only to be read.
func (f *File) Results() reports.Results { return f.header }

// readHeader reads the members of the document up to its scenarios. Where somebody has put members into another
// order, it reads on behind them.
func (f *File) readHeader() error {
	info, err := f.file.Stat()
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return errors.New("it is not a regular file")
	}
	f.size = info.Size()
	members, err := f.members()
	if err != nil {
		return notOurs(err)
	}
	var format string
	if json.Unmarshal(members["format"], &format) != nil || !strings.HasPrefix(format, "bbconform-results/") {
		return notOurs(errors.New("it does not name its format"))
	}
	if format != reports.Format {
		return fmt.Errorf("its format is %s and this bbconform reads %q: use the version of bbconform that wrote it", reports.Quoted(format), reports.Format)
	}
	for _, key := range headerKeys {
		if _, ok := members[key]; !ok {
			return notOurs(fmt.Errorf("it has no %q", key))
		}
	}
	if f.start == 0 {
		return notOurs(errors.New(`it has no "scenarios"`))
	}
	whole, err := json.Marshal(members)
	if err != nil {
		return notOurs(err)
	}
	if err := json.Unmarshal(whole, &f.header); err != nil {
		return notOurs(err)
	}
	return nil
}

// members reads the raw members of the document apart from its scenarios, whose place it notes.
func (f *File) members() (map[string]jsontext.Value, error) {
	limited := &boundedReader{from: io.NewSectionReader(f.file, 0, f.size)}
	d := jsontext.NewDecoder(limited)
	if err := expect(d, '{'); err != nil {
		return nil, err
	}
	members := map[string]jsontext.Value{}
	for more(d) {
		limited.read = 0
		token, err := d.ReadToken()
		if err != nil {
			return nil, err
		}
		key := token.String()
		if key != "scenarios" {
			value, err := d.ReadValue()
			if err != nil {
				return nil, err
			}
			members[key] = value.Clone()
			continue
		}
		if err := expect(d, '['); err != nil {
			return nil, fmt.Errorf("scenarios: %w", err)
		}
		f.start = d.InputOffset()
		if hasAll(members, headerKeys) {
			return members, nil
		}
		for more(d) {
			limited.read = 0
			if err := d.SkipValue(); err != nil {
				return nil, err
			}
		}
		if err := expect(d, ']'); err != nil {
			return nil, err
		}
	}
	return members, expect(d, '}')
}

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
