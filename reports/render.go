package reports

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// Renderer makes one kind of report.
type Renderer struct {
	Name  string // as in --format: junit, html, messages, summary
	File  string // name of the file that it writes
	About string // one line for the command's help

	render func(io.Writer, *File) error
}

// Renderers lists every renderer, in the order in which they are offered.
func Renderers() []Renderer {
	return []Renderer{
		{"html", "index.html", "one page for people: verdict, evidence and how to read it", renderHTML},
		{"junit", "junit.xml", "for CI systems such as Jenkins and GitLab", renderJUnit},
		{"messages", "messages.ndjson", "Cucumber messages, for GovStack's testing platform and Cucumber's tools", renderMessages},
		{"summary", "summary.md", "Markdown for the summary of a CI job", renderSummary},
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
	if err := f.check(); err != nil {
		return err
	}
	if err := r.render(w, f); err != nil {
		return fmt.Errorf("make the %s report: %w", r.Name, err)
	}
	return nil
}

// Render writes the given renderings of f into dir (all of them when none is named) and returns the paths written.
// Each file is written whole or not at all.
func Render(f *File, dir string, formats ...Renderer) ([]string, error) {
	if len(formats) == 0 {
		formats = Renderers()
	}
	var written []string
	for _, r := range formats {
		path := filepath.Join(dir, r.File)
		if err := writeAtomically(path, func(w io.Writer) error { return r.Write(w, f) }); err != nil {
			return written, fmt.Errorf("write %s: %w", path, err)
		}
		written = append(written, path)
	}
	return written, nil
}
