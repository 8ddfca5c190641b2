package wire

import (
	"errors"
	"fmt"
	"sync"

	"github.com/bbconform/bbconform/steps/exchange"
)

// silence is how many requests in a row may stay without a whole answer before a building block is given up. Without
// that a target that hangs, or answers without end, would cost the time limit of an answer for each request that is left.
const silence = 20

// health watches whether a building block still answers.
type health struct {
	mu     sync.Mutex
	silent int    // requests without a whole answer since the last one that had one
	last   string // why the last had none
}

// saw takes an exchange into account.
func (h *health) saw(x *exchange.Exchange) {
	reason := ""
	if none, ok := errors.AsType[*exchange.NoAnswer](x.Err); ok {
		if none.Kind == exchange.Interrupted {
			return
		}
		reason = none.Reason
	} else if x.TooLarge {
		reason = fmt.Sprintf("a body of more than %d MiB", maxBody>>20)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case h.silent >= silence: // it stays given up
	case reason == "":
		h.silent = 0
	default:
		h.silent++
		h.last = reason
	}
}

// givenUp is why no further scenario is worth starting; empty when there is no reason.
func (h *health) givenUp() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.silent < silence {
		return ""
	}
	return fmt.Sprintf("the target stopped answering: %d requests in a row had no whole answer, at last: %s", silence, h.last)
}
