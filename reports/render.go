package reports

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"
	"sync"
)

// Renderer makes one kind of report.
type Renderer struct {
	Name  string // as in --format: junit, html, messages, summary
	File  string // name of the file that it writes
	About string // one line for the command's help

	start func(io.Writer, *File) (rendering, error)
}

// rendering is a report while it is made. Scenarios belong to all of them at once and are only to be read.
type rendering interface {
	add(*Scenario) error
	end() error
}

// Renderers lists every renderer, in the order in which they are offered.
func Renderers() []Renderer {
	return []Renderer{
		{"html", "index.html", "one page for people: verdict, evidence and how to read it", startHTML},
		{"junit", "junit.xml", "for CI systems such as Jenkins and GitLab", startJUnit},
		{"messages", "messages.ndjson", "Cucumber messages, for GovStack's testing platform and Cucumber's tools", startMessages},
		{"summary", "summary.md", "Markdown for the summary of a CI job", startSummary},
	}
}

// FindRenderer returns the renderer of a name.
func FindRenderer(name string) (Renderer, error) {
	var names []string
	for _, r := range Renderers() {
		if r.Name == name {
			return r, nil
		}
		names = append(names, r.Name)
	}
	return Renderer{}, fmt.Errorf("there is no report format %s: choose of %s", quoted(name), strings.Join(names, ", "))
}

// Write makes the rendering of f on w.
func (r Renderer) Write(w io.Writer, f *File) error {
	if err := f.survey(); err != nil {
		return err
	}
	return r.write(w, f, f.Scenarios())
}

func (r Renderer) write(w io.Writer, f *File, scenarios iter.Seq2[Scenario, error]) error {
	failed := func(err error) error { return fmt.Errorf("make the %s report: %w", r.Name, err) }
	rendering, err := r.start(w, f)
	if err != nil {
		return failed(err)
	}
	for s, err := range scenarios {
		if err != nil {
			return err
		}
		if err := rendering.add(&s); err != nil {
			return failed(err)
		}
	}
	if err := rendering.end(); err != nil {
		return failed(err)
	}
	return nil
}

// Render writes the given renderings of f into dir (all of them when none is named) and returns the paths written.
// Each file is written whole or not at all. The document is read once for all of them, and they are made side by side.
func Render(f *File, dir string, formats ...Renderer) ([]string, error) {
	if len(formats) == 0 {
		formats = Renderers()
	}
	if err := f.survey(); err != nil {
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
			if err := writeAtomically(path, func(w io.Writer) error { return r.write(w, f, feeds[i].scenarios) }); err != nil {
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
	scenario Scenario
	err      error
}

func newFeed() *feed { return &feed{read: make(chan read, 8), done: make(chan struct{})} }

func (f *feed) send(r read) {
	select {
	case f.read <- r:
	case <-f.done:
	}
}

func (f *feed) scenarios(yield func(Scenario, error) bool) {
	for r := range f.read {
		if !yield(r.scenario, r.err) {
			return
		}
	}
}
