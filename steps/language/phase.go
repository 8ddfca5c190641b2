package language

// Phase says what a sentence is for. It decides the verdict when the sentence goes wrong.
type Phase string

// The phases of a scenario.
const (
	Preparation Phase = "preparation" // Given: what goes wrong leaves the scenario inconclusive
	Action      Phase = "action"      // When
	Outcome     Phase = "outcome"     // Then
)

// Sentence is a step of a scenario as the plan knows it.
type Sentence struct {
	Text  string
	Phase Phase
	Table [][]string

	Definition *Definition // that fits it, where that has been found out; nil: look for it
}
