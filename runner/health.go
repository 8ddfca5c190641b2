package runner

import (
	"errors"
	"fmt"
	"sync"

	"github.com/bbconform/bbconform/steps"
)

// silence is how many requests in a row may stay without any answer before a building block is given up. Without that a
// target that hangs in the middle of a run would cost the time limit of an answer for each request that is left.
const silence = 20

// health watches whether a building block still answers.
type health struct {
	mu     sync.Mutex
	silent int    // requests without an answer since the last one that had one
	last   string // why the last had none
}

// saw takes an exchange into account.
func (h *health) saw(x *steps.Exchange) {
	h.mu.Lock()
	defer h.mu.Unlock()
	none, _ := errors.AsType[*steps.NoAnswer](x.Err)
	switch {
	case h.silent >= silence: // it stays given up
	case x.Status != 0:
		h.silent = 0
	case none != nil && none.Kind != steps.Interrupted:
		h.silent++
		h.last = none.Reason
	}
}

// givenUp is why no further scenario is worth starting; empty when there is no reason.
func (h *health) givenUp() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.silent < silence {
		return ""
	}
	return fmt.Sprintf("the target stopped answering: %d requests in a row had no answer, at last: %s", silence, h.last)
}
