package problem

import "errors"

// The exit codes of the command. A failure of the target that was proven beats what could not be decided.
const (
	ExitConformant    = 0 // everything that was selected passed, was waived, or is not claimed by the target
	ExitNotConformant = 1 // at least one failure of the target was proven
	ExitUsage         = 2 // the command line, the target's configuration or a feature is wrong; no request was sent
	ExitInconclusive  = 3 // no failure was proven, and something could not be decided: unreachable, not prepared, interrupted
	ExitFault         = 4 // bbconform itself is at fault: a panic, a full disk; please report it
)

// Error is an error with what the person can do about it, and the exit code for the machine.
type Error struct {
	Err  error
	Hint string // in words, may be empty
	Code int    // one of the exit codes above
}

func (e *Error) Error() string { return e.Err.Error() }

// Unwrap returns the error itself.
func (e *Error) Unwrap() error { return e.Err }

// ExitCode is the exit code that belongs to err: its own, ExitFault for an error without one, ExitConformant for nil.
func ExitCode(err error) int {
	if err == nil {
		return ExitConformant
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return ExitFault
}

// Hint is what the person can do about err; empty when nothing is known.
func Hint(err error) string {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Hint
	}
	return ""
}

// Usage makes an error of the person who started the command.
func Usage(hint string, err error) error {
	return &Error{Err: err, Hint: hint, Code: ExitUsage}
}
