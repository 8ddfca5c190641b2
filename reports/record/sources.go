package record

import (
	"errors"
	"fmt"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/bbconform/bbconform/reports"
)

// findSources notes where each source lies, and holds none of them: together they can be long.
func (f *File) findSources(d *jsontext.Decoder, limited *boundedReader) error {
	if err := expect(d, '['); err != nil {
		return err
	}
	for more(d) {
		limited.read = 0
		value, err := d.ReadValue()
		if err != nil {
			return err
		}
		var named struct {
			URI string `json:"uri"`
		}
		if err := json.Unmarshal(value, &named); err != nil {
			return fmt.Errorf("sources: %w", err)
		}
		f.sources = append(f.sources, source{named.URI, extent{d.InputOffset() - int64(len(value)), int64(len(value))}})
	}
	return expect(d, ']')
}

// Sources lists the addresses of the features that were run.
func (f *File) Sources() []string {
	all := make([]string, len(f.sources))
	for i, s := range f.sources {
		all[i] = s.uri
	}
	return all
}

// Source reads the text of a feature as it was run, by its address as in the file of a scenario. It is empty where the document has none of
// that address.
func (f *File) Source(uri string) (string, error) {
	at := slices.IndexFunc(f.sources, func(s source) bool { return s.uri == uri })
	if at < 0 {
		return "", nil
	}
	value := make([]byte, f.sources[at].at.length)
	if _, err := f.file.ReadAt(value, f.sources[at].at.offset); err != nil {
		return "", fmt.Errorf("%s: read the source %s: %w", f.path, reports.Visible(uri), err)
	}
	var s reports.Source
	if err := json.Unmarshal(value, &s); err != nil || s.URI != uri {
		return "", fmt.Errorf("%s: read the source %s: %w; the file is damaged: take one as a run wrote it", f.path, reports.Visible(uri),
			damaged(errors.Join(err, errors.New("it is not where it was"))))
	}
	return s.Text, nil
}
