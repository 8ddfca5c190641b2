package reports

import "io"

// ExplainOptions chooses how an explanation looks.
type ExplainOptions struct {
	Colour bool // with the terminal's colours
}

// Explain says on w why a scenario ended as it did. The selector is a scenario's ID, its name, or a part of the name
// that only one has; without one, every scenario that failed or was inconclusive is explained in short.
func Explain(w io.Writer, f *File, selector string, options ExplainOptions) error { panic("soon") }
