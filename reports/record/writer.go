// Package record keeps a run on disk and reads it again: the journal while the run goes on, the result document at its end, and
// what a run that died left behind. Neither the folder nor a document is trusted: what is read is bounded and verified, and a file is
// written whole or not at all. What is held in memory grows by a few words a scenario, never with the evidence.
package record

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/phrase"
)

// Writer records a run as it happens. It is safe for concurrent use.
//
// Nothing that a scenario sent or received stays in memory: it goes to the journal at once and is copied from there
// when the result document is put together.
type Writer struct {
	dir     string
	journal *journal
	index   *index
	sources []source // that the journal holds

	mu     sync.Mutex
	failed int   // lines that could not be written
	first  error // the first reason
	closed bool
}

// Create opens <dir>/journal.ndjson for a run that begins; dir is made when it is missing. Results and renderings of
// an earlier run are removed from dir, so that they cannot be taken for those of this one.
func Create(dir string, header reports.Results) (*Writer, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the report folder: %w", err)
	}
	if err := removeReports(dir); err != nil {
		return nil, fmt.Errorf("remove the report of an earlier run: %w", err)
	}
	file, err := createJournal(filepath.Join(dir, reports.JournalName))
	if err != nil {
		return nil, fmt.Errorf("begin the journal of the run: %w; choose a folder that can be written", err)
	}
	w := newWriter(dir, file)
	sources := header.Sources
	header.Format, header.Sources = reports.Format, nil
	_, err = w.journal.append(lineHeader, "", header)
	if err == nil {
		err = w.keep(sources)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("begin the journal of the run: %w", err), file.Close())
	}
	return w, nil
}

// source is the text of a feature in the journal.
type source struct {
	uri string
	at  extent
}

// keep writes the sources that the journal does not hold yet.
func (w *Writer) keep(sources []reports.Source) error {
	kept := map[string]bool{}
	for _, s := range w.sources {
		kept[s.uri] = true
	}
	for _, s := range sources {
		if kept[s.URI] {
			continue
		}
		kept[s.URI] = true
		at, err := w.journal.append(lineSource, "", s)
		if err != nil {
			return err
		}
		w.sources = append(w.sources, source{s.URI, at})
	}
	return nil
}

func newWriter(dir string, file storage) *Writer {
	return &Writer{dir: dir, journal: &journal{file: file}, index: newIndex()}
}

// removeReports removes the files of an earlier report, and no others.
func removeReports(dir string) error {
	for _, name := range reports.ReportFiles() {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

// Plan announces scenarios before they run: ID, Order, Name, Feature, File, Line, BuildingBlock, ServiceAPI, Operation,
// Tags and the Steps without verdicts. One that never gets an outcome is reported as inconclusive. Calling it is
// optional, and it may be called more than once.
func (w *Writer) Plan(scenarios []reports.Scenario) error {
	for i := range scenarios {
		s := scenarios[i]
		s.Exchanges = nil
		at, err := w.journal.append(linePlanned, "", s)
		if err != nil {
			return w.fault("record the plan", err)
		}
		w.index.plan(&s, at)
	}
	return nil
}

// Exchange records an exchange of a scenario as soon as it is over.
func (w *Writer) Exchange(scenarioID string, e reports.Exchange) error {
	if scenarioID == "" {
		return errors.New("record an exchange: it belongs to no scenario")
	}
	at, err := w.journal.append(lineExchange, scenarioID, e)
	if err != nil {
		return w.fault(fmt.Sprintf("record exchange %d of %s", e.Number, scenarioID), err)
	}
	w.index.exchange(scenarioID, &e, at)
	return nil
}

// Scenario records the outcome of a scenario. Its Exchanges are not written again. A scenario has one outcome: a
// second one is an error, and the first stays.
func (w *Writer) Scenario(s reports.Scenario) error {
	if err := s.Validate(); err != nil {
		return fmt.Errorf("record scenario %s: %w", reports.Quoted(s.Name), err)
	}
	if w.index.ended(s.ID) {
		return fmt.Errorf("record scenario %s: it has an outcome already", s.ID)
	}
	s.Exchanges = nil
	if s.Steps == nil {
		s.Steps = []reports.Step{}
	}
	at, err := w.journal.append(lineScenario, "", s)
	if err != nil {
		w.index.lose(&s, err.Error())
		return w.fault("record the outcome of "+s.ID, err)
	}
	w.index.scenario(&s, at)
	return nil
}

// fault notes that a line could not be written, so that the document says that it is not complete.
func (w *Writer) fault(what string, err error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.failed++
	err = fmt.Errorf("%s in %s: %w", what, filepath.Join(w.dir, reports.JournalName), err)
	if w.first == nil {
		w.first = err
	}
	return err
}

// Close writes <dir>/results.json in the order of the plan and removes the journal. Counts, verdicts and sentences are what follows from
// the recorded scenarios (see verdict.Conclude), whatever final says. When the document cannot be written, the journal stays: Recover
// makes the document of it.
func (w *Writer) Close(final reports.Results) error {
	w.mu.Lock()
	if w.closed {
		w.mu.Unlock()
		return errors.New("close the report: it is closed already")
	}
	w.closed = true
	failed, first := w.failed, w.first
	w.mu.Unlock()
	if err := w.keep(final.Sources); err != nil {
		failed++
		if first == nil {
			first = err
		}
	}
	w.journal.seal()

	if first != nil {
		final.Complete = false
		reason := fmt.Sprintf("%s could not be written to disk, the first because of: %v", phrase.Plural(failed, "record"), first)
		final.Warnings = append(final.Warnings, reason)
		if final.Interruption == "" {
			final.Interruption = reason
		}
	}
	path := filepath.Join(w.dir, reports.JournalName)
	if err := assemble(filepath.Join(w.dir, reports.ResultsName), final, w.journal, w.sources, w.index); err != nil {
		return errors.Join(
			fmt.Errorf("write the results: %w; what was recorded is kept in %s: make room and recover the report from it", err, path),
			w.journal.file.Close())
	}
	return w.discard(path)
}

// discard closes the journal and removes it, unless another run has put its own in that place.
func (w *Writer) discard(path string) error {
	own, isFile := w.journal.file.(*os.File)
	same := false
	if isFile {
		mine, err1 := own.Stat()
		there, err2 := os.Stat(path)
		same = err1 == nil && err2 == nil && os.SameFile(mine, there)
	}
	if err := w.journal.file.Close(); err != nil {
		return fmt.Errorf("close the journal: %w", err)
	}
	if !same {
		return nil
	}
	if err := os.Remove(path); err != nil {
		return fmt.Errorf("remove the journal, the results are written: %w", err)
	}
	return nil
}
