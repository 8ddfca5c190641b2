package steps

import (
	"fmt"

	"github.com/bbconform/bbconform/specs"
)

// Phase says what a sentence is for. It decides the verdict when the sentence goes wrong.
type Phase string

// The phases of a scenario.
const (
	Preparation Phase = "preparation" // Given: what goes wrong leaves the scenario inconclusive
	Action      Phase = "action"      // When
	Outcome     Phase = "outcome"     // Then
)

// Check is one assertion: what was expected, and what was seen. Passes are recorded too.
type Check struct {
	What     string
	Expected string
	Actual   string
	Passed   bool
}

// Finding is a proven difference between an answer and what it should have been.
type Finding struct {
	specs.Finding
	Exchange int // number of the exchange, from 1; 0: none in particular
	Phase    Phase
	Purpose  Purpose // of the exchange
}

// StepRecord is what a sentence left behind.
type StepRecord struct {
	Checks    []Check
	Exchanges []int // numbers of the exchanges that it caused
	Findings  []Finding
	Notes     []string // in words, for example what could not be cleaned up
}

// Failure is the error of a sentence that proved the target wrong. The findings are in the StepRecord.
type Failure struct{ Reason string }

// Error returns the reason in words.
func (e *Failure) Error() string { return e.Reason }

// Inconclusive is the error of a sentence that could not decide: the target was not reachable, what the scenario starts
// from could not be brought about, or a control was not accepted.
type Inconclusive struct{ Reason string }

// Error returns the reason in words.
func (e *Inconclusive) Error() string { return e.Reason }

// NotApplicable is the error of a sentence that has no meaning for this target.
type NotApplicable struct{ Reason string }

// Error returns the reason in words.
func (e *NotApplicable) Error() string { return e.Reason }

// SuiteFault is the error of a sentence that the suite itself got wrong: a name that does not exist, a fault that the
// contract leaves no room for, a check without anything to check.
type SuiteFault struct{ Reason string }

// Error returns the reason in words.
func (e *SuiteFault) Error() string { return "fault of the suite: " + e.Reason }

func suiteFault(format string, values ...any) error {
	return &SuiteFault{Reason: fmt.Sprintf(format, values...)}
}

func inconclusive(format string, values ...any) error {
	return &Inconclusive{Reason: fmt.Sprintf(format, values...)}
}
