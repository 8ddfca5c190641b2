package audit

import (
	"fmt"
	"slices"
	"strings"
)

// Problem is something that is wrong with a specification file.
type Problem struct {
	File    string
	Line    int    // 0 where it is not known, or is the file as a whole
	Code    string // stable: "duplicate-operation-id"
	Message string
}

// String returns FILE:LINE: MESSAGE (CODE), as compilers write it.
func (p Problem) String() string {
	where := p.File
	if p.Line > 0 {
		where = fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s: %s (%s)", where, p.Message, p.Code)
}

// sortProblems puts problems in the order of the files, each once.
func sortProblems(problems []Problem) []Problem {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		if n := strings.Compare(a.File, b.File); n != 0 {
			return n
		}
		return a.Line - b.Line
	})
	return slices.Compact(problems)
}
