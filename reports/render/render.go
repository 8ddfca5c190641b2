// Package render makes the reports of a document, one file each: for CI systems, for Cucumber's tools, for people, for the terminal. A
// rendering sees one scenario at a time and says what narrative says; what it concludes comes from the document.
package render

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"
	"sync"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/page"
	"github.com/bbconform/bbconform/reports/record"
)

// Format makes one kind of report.
type Format struct {
	Name  string // as in --format: junit, html, messages, summary
	File  string // name of the file that it writes
	About string // one line for the command's help

	make func() rendering
}

// rendering is a report while it is made. Scenarios belong to all of them at once and are only to be read.
type rendering interface {
	Begin(io.Writer, *record.File) error
	Add(*reports.Scenario) error
	End() error
}

// surveyor is a rendering that wants to see every scenario in outline before it begins.
type surveyor interface{ Survey(*record.Outline) }

// Formats lists every renderer, in the order in which they are offered.
func Formats() []Format {
	return []Format{
		{Name: "html", File: reports.PageName, About: "one page for people: verdict, evidence and how to read it", make: func() rendering { return page.New() }},
		{Name: "junit", File: reports.JUnitName, About: "for CI systems such as Jenkins and GitLab", make: newJUnit},
		{Name: "messages", File: reports.MessagesName, About: "Cucumber messages, for GovStack's testing platform and Cucumber's tools", make: newMessages},
		{Name: "summary", File: reports.SummaryName, About: "Markdown for the summary of a CI job", make: newSummary},
	}
}

// FindFormat returns the renderer of a name.
func FindFormat(name string) (Format, error) {
	var names []string
	for _, r := range Formats() {
		if r.Name == name {
			return r, nil
		}
		names = append(names, r.Name)
	}
	return Format{}, fmt.Errorf("there is no report format %s: choose of %s", reports.Quoted(name), strings.Join(names, ", "))
}

// Write makes the rendering of f on w.
func (r Format) Write(w io.Writer, f *record.File) error {
	rendering := r.make()
	if err := survey(f, rendering); err != nil {
		return err
	}
	return r.write(rendering, w, f, f.Scenarios())
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

func (r Format) write(rendering rendering, w io.Writer, f *record.File, scenarios iter.Seq2[reports.Scenario, error]) error {
	failed := func(err error) error { return fmt.Errorf("make the %s report: %w", r.Name, err) }
	if err := rendering.Begin(w, f); err != nil {
		return failed(err)
	}
	for s, err := range scenarios {
		if err != nil {
			return err
		}
		if err := rendering.Add(&s); err != nil {
			return failed(err)
		}
	}
	if err := rendering.End(); err != nil {
		return failed(err)
	}
	return nil
}

// Write writes the given renderings of f into dir (all of them when none is named) and returns the paths written.
// Each file is written whole or not at all. The document is read once for all of them, and they are made side by side.
func Write(f *record.File, dir string, formats ...Format) ([]string, error) {
	if len(formats) == 0 {
		formats = Formats()
	}
	renderings := make([]rendering, len(formats))
	for i, r := range formats {
		renderings[i] = r.make()
	}
	if err := survey(f, renderings...); err != nil {
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

// feed brings the scenarios that were read to one rendering.
type feed struct {
	read chan read
	done chan struct{} // closed when the rendering takes no more
}

type read struct {
	scenario reports.Scenario
	err      error
}

func newFeed() *feed { return &feed{read: make(chan read, 8), done: make(chan struct{})} }

func (f *feed) send(r read) {
	select {
	case f.read <- r:
	case <-f.done:
	}
}

func (f *feed) scenarios(yield func(reports.Scenario, error) bool) {
	for r := range f.read {
		if !yield(r.scenario, r.err) {
			return
		}
	}
}
