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

	make func() rendering
}

// rendering is a report while it is made. Scenarios belong to all of them at once and are only to be read.
type rendering interface {
	begin(io.Writer, *File) error
	add(*Scenario) error
	end() error
}

// surveyor is a rendering that wants to see every scenario in outline before it begins.
type surveyor interface{ survey(*Outline) }

// Renderers lists every renderer, in the order in which they are offered.
func Renderers() []Renderer {
	return []Renderer{
		{Name: "html", File: PageName, About: "one page for people: verdict, evidence and how to read it", make: newHTML},
		{Name: "junit", File: JUnitName, About: "for CI systems such as Jenkins and GitLab", make: newJUnit},
		{Name: "messages", File: MessagesName, About: "Cucumber messages, for GovStack's testing platform and Cucumber's tools", make: newMessages},
		{Name: "summary", File: SummaryName, About: "Markdown for the summary of a CI job", make: newSummary},
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
	return Renderer{}, fmt.Errorf("there is no report format %s: choose of %s", Quoted(name), strings.Join(names, ", "))
}

// Write makes the rendering of f on w.
func (r Renderer) Write(w io.Writer, f *File) error {
	rendering := r.make()
	if err := survey(f, rendering); err != nil {
		return err
	}
	return r.write(rendering, w, f, f.Scenarios())
}

// survey verifies the document and shows it in outline to the renderings that want that.
func survey(f *File, renderings ...rendering) error {
	var watch []func(*Outline)
	for _, r := range renderings {
		if s, ok := r.(surveyor); ok {
			watch = append(watch, s.survey)
		}
	}
	return f.Verify(watch...)
}

func (r Renderer) write(rendering rendering, w io.Writer, f *File, scenarios iter.Seq2[Scenario, error]) error {
	failed := func(err error) error { return fmt.Errorf("make the %s report: %w", r.Name, err) }
	if err := rendering.begin(w, f); err != nil {
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
			if err := writeAtomically(path, func(w io.Writer) error { return r.write(renderings[i], w, f, feeds[i].scenarios) }); err != nil {
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
