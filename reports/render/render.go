// Package render makes the reports of a document, one file each: for CI systems, for Cucumber's tools, for people, for the terminal. A
// rendering sees one scenario at a time and says what narrative says; what it concludes comes from the document.
package render

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"sync"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/record"
)

// rendering is a report while it is made. Scenarios belong to all of them at once and are only to be read. It is closed at the end, whatever
// came of it.
type rendering interface {
	Begin(io.Writer, *record.File) error
	Add(*reports.Scenario) error
	End() error
	Close() error
}

// surveyor is a rendering that wants to see every scenario in outline before it begins.
type surveyor interface{ Survey(*record.Outline) }

// Write makes the rendering of f on w.
func (r Format) Write(w io.Writer, f *record.File) error {
	made := r.make("")
	if err := survey(f, made); err != nil {
		return errors.Join(err, made.Close())
	}
	return r.write(made, w, f, f.Scenarios())
}

// survey verifies the document and shows it in outline to the renderings that want that.
func survey(f *record.File, renderings ...rendering) error {
	var watch []func(*record.Outline)
	for _, r := range renderings {
		if s, ok := r.(surveyor); ok {
			watch = append(watch, s.Survey)
		}
	}
	return f.Verify(watch...)
}

func (r Format) write(made rendering, w io.Writer, f *record.File, scenarios iter.Seq2[reports.Scenario, error]) error {
	err := fill(made, w, f, scenarios)
	if err = errors.Join(err, made.Close()); err != nil {
		return fmt.Errorf("make the %s report: %w", r.Name, err)
	}
	return nil
}

func fill(made rendering, w io.Writer, f *record.File, scenarios iter.Seq2[reports.Scenario, error]) error {
	if err := made.Begin(w, f); err != nil {
		return err
	}
	for s, err := range scenarios {
		if err != nil {
			return err
		}
		if err := made.Add(&s); err != nil {
			return err
		}
	}
	return made.End()
}

// Write writes the given renderings of f into dir (all of them when none is named) and returns the paths written.
// Each file is written whole or not at all. The document is read once for all of them, and they are made side by side.
func Write(f *record.File, dir string, formats ...Format) ([]string, error) {
	if len(formats) == 0 {
		formats = Formats()
	}
	renderings := make([]rendering, len(formats))
	for i, r := range formats {
		renderings[i] = r.make(dir)
	}
	if err := survey(f, renderings...); err != nil {
		for _, made := range renderings {
			err = errors.Join(err, made.Close())
		}
		return nil, err
	}
	var wait sync.WaitGroup
	errs := make([]error, len(formats))
	feeds := make([]*feed, len(formats))
	for i, r := range formats {
		feeds[i] = newFeed()
		wait.Go(func() {
			defer close(feeds[i].done)
			path := filepath.Join(dir, r.File)
			if err := record.WriteAtomically(path, func(w io.Writer) error { return r.write(renderings[i], w, f, feeds[i].scenarios) }); err != nil {
				errs[i] = fmt.Errorf("write %s: %w", path, err)
			}
		})
	}
	for s, err := range f.Scenarios() {
		for _, feed := range feeds {
			feed.send(read{s, err})
		}
	}
	for _, feed := range feeds {
		close(feed.read)
	}
	wait.Wait()
	var written []string
	for i, r := range formats {
		if errs[i] == nil {
			written = append(written, filepath.Join(dir, r.File))
		}
	}
	return written, errors.Join(errs...)
}
