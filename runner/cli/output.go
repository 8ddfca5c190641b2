package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"syscall"

	"github.com/bbconform/bbconform/runner/problem"
)

// output is the standard output of one invocation. It remembers what could not be written, whatever a subcommand makes of
// the error: half a list must not pass for a whole one.
type output struct {
	to io.Writer

	mu     sync.Mutex
	failed error // the first failure
}

func (o *output) Write(p []byte) (int, error) {
	n, err := o.to.Write(p)
	if err != nil {
		o.mu.Lock()
		defer o.mu.Unlock()
		if o.failed == nil {
			o.failed = err
		}
	}
	return n, err
}

// judge returns what an invocation ends with that would otherwise end with err. Whoever stops reading (bbconform list | head)
// has seen enough, which is no failure.
func (o *output) judge(err error) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	own := err == nil || errors.Is(err, o.failed)
	switch {
	case o.failed == nil || !own:
		return err
	case errors.Is(o.failed, syscall.EPIPE):
		return nil
	}
	return &problem.Error{
		Err:  fmt.Errorf("the output is not complete: %w", o.failed),
		Hint: "make room, or write it elsewhere", Code: problem.ExitFault,
	}
}

// writeJSON writes a value as people read it, without the escapes that only HTML needs.
func writeJSON(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}

// orNoStrings is an empty list instead of none, which JSON would show as null.
func orNoStrings(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
