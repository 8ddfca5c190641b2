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
	written string // as it was asked for
	file    string
	line    int  // 0: the whole file
	found   bool // a scenario is there
}

// parseLocations reads locations as they are written on the command line: FILE or FILE:LINE.
func parseLocations(written []string) ([]*location, error) {
	locations := make([]*location, 0, len(written))
	for _, w := range written {
		l := &location{written: w, file: strings.ReplaceAll(w, `\`, "/")}
		if i := strings.LastIndex(l.file, ":"); i > 1 { // a single letter before it is a Windows drive
			line, err := strconv.Atoi(l.file[i+1:])
			if err != nil || line < 1 {
				return nil, problem.Usage("Write it like features/consent/policies.feature:12.", fmt.Errorf("%q is not FILE:LINE", w))
			}
			l.file, l.line = l.file[:i], line
		}
		l.file = comparablePath(l.file)
		locations = append(locations, l)
	}
	return locations, nil
}

// comparablePath is a path as it is compared with others.
func comparablePath(file string) string {
	return strings.TrimPrefix(path.Clean(strings.ReplaceAll(file, `\`, "/")), "./")
}

// names reports whether it means the scenario with that extent in that file. A line within an outline means all of its rows, the line
// of a row just that one.
func (l *location) names(file string, e extent) bool {
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

// IsAt reports whether FILE:LINE names the scenario: the line of its keyword or, of an outline, that of its row.
func (s *Scenario) IsAt(written string) bool {
	locations, err := parseLocations([]string{written})
	return err == nil && locations[0].line == s.Line && locations[0].names(s.File, extent{from: s.Line, to: s.Line})
}
