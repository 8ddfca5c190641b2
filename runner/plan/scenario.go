package plan

import "github.com/bbconform/bbconform/steps"

// Scenario is a scenario, or a row of an outline.
type Scenario struct {
	ID         string // its identifier, for good: see the room identifier
	Outline    string // identifier of the outline whose row it is; empty: it is none
	Order      int    // position in the plan, from 0
	Name       string
	Case       string // what of a row its name does not say, in words
	Feature    string
	File       string
	Line       int      // of the scenario, or of the row of its outline
	Tags       []string // with their @, those of the feature first
	Block      *Block
	Operation  string // that it is about, from @operation:
	ServiceAPI string // from @service-api:, or that of the operation
	Alone      bool   // @alone: must not run beside others
	NotClaimed string // why it is not applicable; empty: it is
	Steps      []Step

	Sentences   []steps.Sentence   // of Steps, as the vocabulary reads them
	Definitions []steps.Definition // that the sentences need, each once
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
