package plan

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/bbconform/bbconform/runner/problem"
)

// location is a file of features, or a line of it.
type location struct {
	file string
	line int // 0: the whole file
}

// isLocation tells FILE and FILE:LINE from an identifier.
func isLocation(written string) bool { return strings.Contains(written, ".feature") }

// parseLocation reads a location as it is written on the command line: FILE or FILE:LINE.
func parseLocation(written string) (location, error) {
	l := location{file: strings.ReplaceAll(written, `\`, "/")}
	if i := strings.LastIndex(l.file, ":"); i > 1 { // a single letter before it is a Windows drive
		line, err := strconv.Atoi(l.file[i+1:])
		if err != nil || line < 1 {
			return l, problem.Usage("Write it like features/consent/policies.feature:12.", fmt.Errorf("%q is not FILE:LINE", written))
		}
		l.file, l.line = l.file[:i], line
	}
	l.file = comparablePath(l.file)
	return l, nil
}

// comparablePath is a path as it is compared with others.
func comparablePath(file string) string {
	return strings.TrimPrefix(path.Clean(strings.ReplaceAll(file, `\`, "/")), "./")
}

// names reports whether it means the scenario with that extent in that file. A line within an outline means all of its rows, the line
// of a row just that one.
func (l location) names(file string, e extent) bool {
	file = comparablePath(file)
	if file != l.file && !strings.HasSuffix(file, "/"+l.file) && !strings.HasSuffix(l.file, "/"+file) {
		return false
	}
	switch {
	case l.line == 0:
		return true
	case l.line < e.from || l.line > e.to:
		return false
	case e.row != 0 && slices.Contains(e.rows, l.line):
		return e.row == l.line
	}
	return true
}

// isAt reports whether it is the line of the scenario's keyword or, of an outline, that of its row.
func (s *Scenario) isAt(l location) bool {
	return l.line == s.Line && l.names(s.File, extent{from: s.Line, to: s.Line})
}
