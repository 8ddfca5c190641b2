package plan

import (
	"strings"

	messages "github.com/cucumber/messages/go/v34"

	"github.com/bbconform/bbconform/steps"
)

// sentence is a step as a feature has it. Its texts are parts of the feature's.
type sentence struct {
	keyword, text string
	table         *[][]string // nil: none follows
	line          int32
	phase         phase
	docString     bool
}

// phase is a steps.Phase in one byte.
type phase uint8

var phases = [...]steps.Phase{steps.Preparation, steps.Action, steps.Outcome}

// after is the phase of a step that follows one of phase p.
func (p phase) after(keyword messages.StepKeywordType) phase {
	switch keyword {
	case messages.StepKeywordType_CONTEXT:
		return 0
	case messages.StepKeywordType_ACTION:
		return 1
	case messages.StepKeywordType_OUTCOME:
		return 2
	}
	return p
}

// step is the sentence written out.
func (s *sentence) step(filled func(string) string) Step {
	out := Step{Keyword: s.keyword, Text: filled(s.text), Line: int(s.line), Phase: phases[s.phase], docString: s.docString}
	if s.table == nil {
		return out
	}
	for _, row := range *s.table {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = filled(cell)
		}
		out.Table = append(out.Table, cells)
	}
	return out
}

// lines are those of a feature.
type lines []string

// part is a text as a part of the line that it stands in, so that it takes no memory of its own.
func (l lines) part(text string, line int64) string {
	if line < 1 || int(line) > len(l) {
		return text
	}
	whole := l[line-1]
	i := strings.Index(whole, text)
	if i < 0 {
		return text // something is escaped in it
	}
	return whole[i : i+len(text)]
}

// sentences carries steps over that follow others.
func (l lines) sentences(before []sentence, written []*messages.Step) []sentence {
	var now phase
	if len(before) > 0 {
		now = before[len(before)-1].phase
	}
	out := make([]sentence, len(written))
	for i, step := range written {
		now = now.after(step.KeywordType)
		at := step.Location.Line
		out[i] = sentence{
			keyword: l.part(strings.TrimSpace(step.Keyword), at), text: l.part(step.Text, at), line: int32(at), phase: now, docString: step.DocString != nil,
		}
		if step.DataTable != nil {
			table := make([][]string, len(step.DataTable.Rows))
			for j, row := range step.DataTable.Rows {
				table[j] = l.cells(row)
			}
			out[i].table = &table
		}
	}
	return out
}

func (l lines) cells(row *messages.TableRow) []string {
	cells := make([]string, len(row.Cells))
	for i, cell := range row.Cells {
		cells[i] = l.part(cell.Value, row.Location.Line)
	}
	return cells
}
