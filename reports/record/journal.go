package record

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/go-json-experiment/json/jsontext"
)

// storage is what a journal needs of a file; tests put a full disk in its place.
type storage interface {
	io.ReaderAt
	io.WriterAt
	Truncate(size int64) error
	Close() error
}

// extent is where a piece of JSON lies in the journal.
type extent struct {
	offset int64
	length int64
}

// journal is the append-only record of a run: one JSON object a line, each written with one call, so that a run that
// dies loses at most the line it was writing. It is safe for concurrent use.
type journal struct {
	mu     sync.Mutex
	file   storage
	size   int64
	sealed bool // nothing is written any more
}

// The kinds of lines. The payload stands last in its line so that its extent follows from the line's.
const (
	lineHeader   = "header"
	lineSource   = "source"
	linePlanned  = "planned"
	lineExchange = "exchange"
	lineScenario = "scenario"
)

// line is a line of the journal as it is read back.
type line struct {
	Of       string         `json:"of"` // the scenario of an exchange
	Header   jsontext.Value `json:"header"`
	Source   jsontext.Value `json:"source"`
	Planned  jsontext.Value `json:"planned"`
	Exchange jsontext.Value `json:"exchange"`
	Scenario jsontext.Value `json:"scenario"`
}

// kind returns which line it is and its payload.
func (e line) kind() (string, jsontext.Value) {
	switch {
	case e.Header != nil:
		return lineHeader, e.Header
	case e.Source != nil:
		return lineSource, e.Source
	case e.Planned != nil:
		return linePlanned, e.Planned
	case e.Exchange != nil:
		return lineExchange, e.Exchange
	case e.Scenario != nil:
		return lineScenario, e.Scenario
	}
	return "", nil
}

var lineBuffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// largestKeptBuffer is the size in bytes above which a buffer is left to the garbage collector: one huge answer must
// not stay in memory for the rest of the run.
const largestKeptBuffer = 1 << 20

// append writes one line and returns where its payload lies. After a failed write the torn line is cut off again, so
// that what comes later is readable.
func (j *journal) append(kind, of string, payload any) (extent, error) {
	b := lineBuffers.Get().(*bytes.Buffer)
	defer func() {
		if b.Cap() <= largestKeptBuffer {
			lineBuffers.Put(b)
		}
	}()
	b.Reset()
	b.WriteByte('{')
	if of != "" {
		b.WriteString(`"of":`)
		if err := encode(b, of); err != nil {
			return extent{}, err
		}
		b.WriteByte(',')
	}
	b.WriteString(`"` + kind + `":`)
	start := b.Len()
	if err := encode(b, payload); err != nil {
		return extent{}, fmt.Errorf("encode %s: %w", kind, err)
	}
	length := b.Len() - start
	b.WriteString("}\n")

	j.mu.Lock()
	defer j.mu.Unlock()
	if j.sealed {
		return extent{}, errors.New("the report is closed already")
	}
	if _, err := j.file.WriteAt(b.Bytes(), j.size); err != nil {
		return extent{}, errors.Join(err, j.file.Truncate(j.size))
	}
	at := extent{offset: j.size + int64(start), length: int64(length)}
	j.size += int64(b.Len())
	return at, nil
}

// encode appends v as JSON without the line feed that json.Encoder ends with, and leaves <, > and & readable: every
// rendering escapes for its own format.
func encode(b *bytes.Buffer, v any) error {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1)
	return nil
}

// copyTo copies the JSON at an extent to w.
func (j *journal) copyTo(w io.Writer, at extent) error {
	_, err := io.Copy(w, io.NewSectionReader(j.file, at.offset, at.length))
	return err
}

// decode reads the JSON at an extent into v.
func (j *journal) decode(at extent, v any) error {
	b := make([]byte, at.length)
	if _, err := j.file.ReadAt(b, at.offset); err != nil {
		return err
	}
	return json.Unmarshal(b, v)
}

// seal ends the writing: what is there is read from now on.
func (j *journal) seal() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.sealed = true
}

// createJournal opens a fresh journal in dir. The journal of an earlier run that died is kept under another name: it
// may be the only record of it.
func createJournal(path string) (*os.File, error) {
	if _, err := os.Lstat(path); err == nil {
		if err := os.Rename(path, path+".previous"); err != nil {
			return nil, err
		}
	}
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
}
