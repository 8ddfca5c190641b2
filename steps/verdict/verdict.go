// Package verdict is how a sentence ends when it does not pass: each of its errors decides the verdict of the scenario in its own way.
// Any other error is a fault of the harness.
package verdict

import "fmt"

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

// SuiteFaultf returns a SuiteFault whose reason is formatted as by fmt.Sprintf.
func SuiteFaultf(format string, values ...any) error {
	return &SuiteFault{Reason: fmt.Sprintf(format, values...)}
}

// Inconclusivef returns an Inconclusive whose reason is formatted as by fmt.Sprintf.
func Inconclusivef(format string, values ...any) error {
	return &Inconclusive{Reason: fmt.Sprintf(format, values...)}
}
