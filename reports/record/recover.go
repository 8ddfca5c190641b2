package record

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/go-json-experiment/json"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/phrase"
)

// ErrUnfinished is what Open finds where a run died: there is a journal and no result document. Recover makes one. It is
// an fs.ErrNotExist too.
var ErrUnfinished error = unfinished{}

type unfinished struct{}

func (unfinished) Error() string { return "the run that wrote this folder did not end" }

func (unfinished) Is(target error) bool { return target == fs.ErrNotExist }

// longestLine is the size in bytes of the longest line of a journal that is read back: an exchange has two bodies,
// bounded by the runner far below it.
const longestLine = 256 << 20

// Recover makes results.json of the journal that a run which died left in dir. The document says that it is not
// complete, and scenarios without an end are inconclusive. Damaged lines are left out and counted in the warnings.
func Recover(dir string) error {
	path := filepath.Join(dir, reports.JournalName)
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return fmt.Errorf("recover the results: %w", err)
	}
	w := newWriter(dir, file)
	final, err := w.replay(bufio.NewReaderSize(file, 64<<10))
	if err != nil {
		return errors.Join(fmt.Errorf("recover the results from %s: %w", path, err), file.Close())
	}
	if done, err := Open(filepath.Join(dir, reports.ResultsName)); err == nil {
		same := final.Run.ID != "" && done.Results().Run.ID == final.Run.ID
		if err := done.Close(); err != nil {
			return errors.Join(err, file.Close())
		}
		if same { // it died between writing the results and removing the journal
			return w.discard(path)
		}
	}
	return w.Close(*final)
}

// replay reads a journal into the writer's record and returns the header of its run.
func (w *Writer) replay(r *bufio.Reader) (*reports.Results, error) {
	var header *reports.Results
	var offset int64
	damaged := 0
	for {
		line, err := readLine(r)
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		torn := errors.Is(err, io.EOF)
		if len(line) > 0 && !torn {
			h, ok := w.replayLine(line, offset)
			switch {
			case h != nil && header == nil:
				header = h
			case !ok:
				damaged++
			}
			offset += int64(len(line))
		}
		if torn {
			break
		}
	}
	if header == nil {
		return nil, errors.New("it does not begin with the header of a run, so it is not a journal of bbconform")
	}
	if header.Format != reports.Format {
		return nil, unknownFormat(header.Format, "journals of "+reports.Format, header.Tool)
	}
	w.journal.size = offset
	header.Complete = false
	header.Interruption = "its process ended without writing the results"
	header.Warnings = append(header.Warnings, "These results were recovered from the journal of a run that did not end.")
	if damaged > 0 {
		header.Warnings = append(header.Warnings, fmt.Sprintf("Left out because it could not be read: %s of the journal.", phrase.Plural(damaged, "line")))
	}
	return header, nil
}

// replayLine takes one whole line over. It returns the header, where the line holds that, and false where the line is
// not one of a journal.
func (w *Writer) replayLine(text []byte, offset int64) (*reports.Results, bool) {
	var e line
	trimmed := bytes.TrimSuffix(text, []byte("\n"))
	if json.Unmarshal(trimmed, &e) != nil {
		return nil, false
	}
	kind, payload := e.kind()
	start := len(trimmed) - 1 - len(payload)
	if start < 0 || !bytes.Equal(trimmed[start:len(trimmed)-1], payload) {
		return nil, false // not written by append
	}
	at := extent{offset + int64(start), int64(len(payload))}
	switch kind {
	case lineHeader:
		h := new(reports.Results)
		if json.Unmarshal(payload, h) != nil {
			return nil, false
		}
		return h, true
	case lineSource:
		var s reports.Source
		if json.Unmarshal(payload, &s) != nil || s.URI == "" || slices.ContainsFunc(w.sources, func(kept source) bool { return kept.uri == s.URI }) {
			return nil, false
		}
		w.sources = append(w.sources, source{s.URI, at})
	case linePlanned:
		var s reports.Scenario
		if json.Unmarshal(payload, &s) != nil || s.ID == "" {
			return nil, false
		}
		w.index.plan(&s, at)
	case lineExchange:
		var x reports.Exchange
		if json.Unmarshal(payload, &x) != nil || e.Of == "" {
			return nil, false
		}
		w.index.exchange(e.Of, &x, at)
	case lineScenario:
		var s reports.Scenario
		if json.Unmarshal(payload, &s) != nil || s.Validate() != nil || s.Exchanges != nil || w.index.ended(s.ID) {
			return nil, false
		}
		w.index.scenario(&s, at)
	default:
		return nil, false
	}
	return nil, true
}

// readLine reads up to and with the next line feed. io.EOF comes with what is left when there is none.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
		if len(line) > longestLine {
			return nil, fmt.Errorf("a line is longer than %d bytes, so it is not a journal of bbconform", longestLine)
		}
	}
}
