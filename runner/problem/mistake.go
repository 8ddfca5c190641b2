package problem

import (
	"fmt"
	"strings"
)

// Mistake is something wrong in a file that a person wrote: the configuration or a feature.
type Mistake struct {
	File    string
	Line    int // 0: of the file as a whole
	Message string
}

func (m Mistake) String() string {
	switch {
	case m.File == "":
		return m.Message
	case m.Line == 0:
		return m.File + ": " + m.Message
	}
	return fmt.Sprintf("%s:%d: %s", m.File, m.Line, m.Message)
}

// Mistakes is an error of all that is wrong, so that a person can mend it in one go.
type Mistakes []Mistake

func (m Mistakes) Error() string {
	lines := make([]string, len(m))
	for i, one := range m {
		lines[i] = one.String()
	}
	return strings.Join(lines, "\n")
}
