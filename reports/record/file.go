package record

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/bbconform/bbconform/reports"
)

// File is an open result document. Reading scenarios is safe for concurrent use.
type File struct {
	path    string
	file    *os.File
	size    int64
	version int // of its format
	header  reports.Results
	sources []source // where they lie in the file
	start   int64    // where the first scenario begins, in bytes

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

// Results is the document without its scenarios and its sources. Its slices and maps belong to the file and are only to be read.
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
	if f.version, err = versionOf(members); err != nil {
		return err
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
		if key == "sources" && d.PeekKind() == '[' {
			if err := f.findSources(d, limited); err != nil {
				return nil, err
			}
			continue
		}
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
