package cli

import (
	"errors"
	"fmt"

	"github.com/bbconform/bbconform/runner"
)

// usage is an error of the person who typed the command.
func usage(err error) error { return usageHint(err, "") }

func usageHint(err error, hint string) error {
	var known *runner.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	return &runner.Error{Err: err, Hint: hint, Code: runner.ExitUsage}
}

// notConformant ends the command with exit code 1 after everything that there is to say was printed.
func notConformant(summary string) error {
	return &runner.Error{Err: errors.New(summary), Code: runner.ExitNotConformant}
}

// ended carries the exit code of a run that has printed its own conclusion.
type ended struct{ code int }

func (e ended) Error() string { return fmt.Sprintf("exit code %d", e.code) }

// finish prints an error in one line, with what can be done about it in a second, and returns the exit code.
func (c *command) finish(err error) int {
	var done ended
	switch {
	case err == nil:
		return runner.ExitConformant
	case errors.As(err, &done):
		return done.code
	}
	var known *runner.Error
	if !errors.As(err, &known) {
		// What cobra itself finds wrong (an unknown command, a missing argument) has no type of its own.
		if c.started {
			known = &runner.Error{Err: err, Code: runner.ExitCode(err), Hint: "this is a fault of bbconform: please report it"}
		} else {
			known = &runner.Error{Err: err, Code: runner.ExitUsage, Hint: "see bbconform --help"}
		}
	}
	p := c.env.palette(c.env.Stderr)
	fmt.Fprintf(c.env.Stderr, "%s %s\n", p.red("bbconform:"), err)
	if known.Hint != "" {
		fmt.Fprintf(c.env.Stderr, "  %s\n", known.Hint)
	}
	return known.Code
}
