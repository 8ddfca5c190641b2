package plan

import (
	"strings"

	"github.com/bbconform/bbconform/steps"
)

// Scenario is a scenario, or a row of an outline. A plan may hold very many of them, so that each holds no more than what it alone says:
// its sentences are written out when they are asked for.
type Scenario struct {
	*Origin

	ID    string // its identifier, for good: see the room identifier
	Order int    // position in the plan, from 0
	Name  string
	Case  string // what of a row its name does not say, in words
	Line  int    // of the scenario, or of the row of its outline

	Definitions []steps.Definition // that the sentences need, each once; shared by scenarios, and not to be changed
	Refusal     *steps.RefusalCase // what it is as a case of a refusal, the same for those that begin alike; nil: it asks for more

	cells []string // of the row, by the columns of the origin
}

// Origin is what the rows of one table of examples have in common. A scenario that is no row has one of its own.
type Origin struct {
	*source

	Outline    string   // identifier of the outline; empty: it is none
	Tags       []string // with their @, those of the feature first
	Block      *Block
	Operation  string // that it is about, from @operation:
	ServiceAPI string // from @service-api:, or that of the operation
	Alone      bool   // @alone: must not run beside others
	NotClaimed string // why it is not applicable; empty: it is

	background []sentence // that comes before the sentences, as it is written
	sentences  []sentence // in which <column> stands for a cell
	columns    []string
}

// Step is a sentence of a scenario.
type Step struct {
	Keyword string // as it is written: Given, And, …
	Text    string
	Line    int
	Phase   steps.Phase
	Table   [][]string // below it, row by row

	docString bool // it has text below it
}

// Steps are the sentences of the scenario, those of the background first, with the cells of its row. They are made for whoever asks.
func (s *Scenario) Steps() []Step {
	if len(s.sentences) == 0 {
		return nil // Gherkin has no scenario of a background alone
	}
	out := make([]Step, 0, len(s.background)+len(s.sentences))
	for _, b := range s.background {
		out = append(out, s.step(b, func(text string) string { return text }))
	}
	for _, b := range s.sentences {
		out = append(out, s.step(b, s.filled))
	}
	return out
}

// filled is a text of an outline with the cells of the row.
func (s *Scenario) filled(text string) string {
	if !strings.Contains(text, "<") {
		return text
	}
	for i, column := range s.columns {
		text = strings.ReplaceAll(text, "<"+column+">", s.cells[i])
	}
	return text
}

// Sentences are steps of the scenario as the vocabulary reads them.
func (s *Scenario) Sentences(of []Step) []steps.Sentence {
	sentences := make([]steps.Sentence, len(of))
	for i, step := range of {
		sentences[i] = steps.Sentence{Text: step.Text, Phase: step.Phase, Table: step.Table}
		for _, d := range s.Definitions {
			if d.Fits(step.Text) {
				sentences[i].Definition = d.Definition
				break
			}
		}
	}
	return sentences
}
