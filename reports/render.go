package reports

import "io"

// Renderer makes one kind of report.
type Renderer struct {
	Name  string // as in --format: junit, html, messages, summary
	File  string // name of the file that it writes
	About string // one line for the command's help

	render func(io.Writer, *File) error
}

// Renderers lists every renderer, in the order in which they are offered.
func Renderers() []Renderer { panic("soon") }

// Render writes the given renderings of f into dir (all of them when none is named) and returns the paths written.
// Each file is written whole or not at all.
func Render(f *File, dir string, formats ...Renderer) ([]string, error) { panic("soon") }
