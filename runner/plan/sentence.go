package plan

import (
	messages "github.com/cucumber/messages/go/v34"

	"github.com/bbconform/bbconform/steps"
)

// source is a file of features, from which its scenarios are written out.
type source struct {
	File    string // as messages and results name it
	Feature string // its name

	text   string       // of the file
	tables [][][]string // below its sentences
	more   []string     // texts that the file has in another form
}

// sentence is a step as a file has it: where its words stand there. There are very many of them, so that they hold no pointers.
type sentence struct {
	keyword, text span
	line          int32
	table         int32 // number of the table below it, from 1; 0: none
	phase         phase
	docString     bool
}

// span is a part of the text of a file, in bytes. Of length -1: the text in more with that index.
type span struct{ from, length int32 }

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

// step is a sentence written out.
func (f *source) step(s sentence, filled func(string) string) Step {
	out := Step{Keyword: f.words(s.keyword), Text: filled(f.words(s.text)), Line: int(s.line), Phase: phases[s.phase], docString: s.docString}
	if s.table == 0 {
		return out
	}
	for _, row := range f.tables[s.table-1] {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = filled(cell)
		}
		out.Table = append(out.Table, cells)
	}
	return out
}

func (f *source) words(s span) string {
	if s.length < 0 {
		return f.more[s.from]
	}
	return f.text[s.from : s.from+s.length]
}
