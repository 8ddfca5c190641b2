package cli

import (
	"errors"
	"fmt"

	"github.com/bbconform/bbconform/runner/problem"
)

// usage is an error of the person who typed the command.
func usage(err error) error { return usageHint(err, "") }

func usageHint(err error, hint string) error {
	var known *problem.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	return &problem.Error{Err: err, Hint: hint, Code: problem.ExitUsage}
}

// notConformant ends the command with exit code 1 after everything that there is to say was printed.
func notConformant(summary string) error {
	return &problem.Error{Err: errors.New(summary), Code: problem.ExitNotConformant}
}

// ended carries the exit code of a run that has printed its own conclusion.
type ended struct{ code int }

func (e ended) Error() string { return fmt.Sprintf("exit code %d", e.code) }

// finish prints an error in one line, with what can be done about it in a second, and returns the exit code.
func (c *command) finish(err error) int {
	var done ended
	switch {
	case err == nil:
		return problem.ExitConformant
	case errors.As(err, &done):
		return done.code
	}
	var known *problem.Error
	if !errors.As(err, &known) {
		// What cobra itself finds wrong (an unknown command, a missing argument) has no type of its own.
		if c.started {
			known = &problem.Error{Err: err, Code: problem.ExitCode(err), Hint: "this is a fault of bbconform: please report it"}
		} else {
			known = &problem.Error{Err: err, Code: problem.ExitUsage, Hint: "see bbconform --help"}
		}
	}
	p := c.env.palette(c.env.Stderr)
	fmt.Fprintf(c.env.Stderr, "%s %s\n", p.red("bbconform:"), err)
	if known.Hint != "" {
		fmt.Fprintf(c.env.Stderr, "  %s\n", known.Hint)
	}
	return known.Code
}
