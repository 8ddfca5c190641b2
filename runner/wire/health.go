package wire

import (
	"errors"
	"fmt"
	"sync"

	"github.com/bbconform/bbconform/steps/exchange"
)

// How many requests in a row may stay without a whole answer before a building block is given up, and how many of these one after the
// other: many that are in flight together may all be lost in one bad moment. Without that a target that hangs, or answers without end,
// would cost the time limit of an answer for each request that is left.
const (
	silence = 20
	moments = 5
)

// health watches whether a building block still answers.
type health struct {
	mu     sync.Mutex
	silent int    // requests without a whole answer since the last one that had one
	moment int    // ends whenever a request is lost that was sent in it
	quiet  int    // the moment in which the last whole answer came
	last   string // why the last had none
}

// now is the moment in which a request is sent.
func (h *health) now() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.moment
}

// saw takes an exchange into account that was sent in a moment.
func (h *health) saw(x *exchange.Exchange, sent int) {
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
	case h.gone(): // it stays given up
	case reason == "":
		h.silent, h.quiet = 0, h.moment
	default:
		h.silent++
		h.last = reason
		if sent >= h.moment {
			h.moment++
		}
	}
}

func (h *health) gone() bool { return h.silent >= silence && h.moment-h.quiet >= moments }

// givenUp is why no further scenario is worth starting; empty when there is no reason.
func (h *health) givenUp() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.gone() {
		return ""
	}
	return fmt.Sprintf("the target stopped answering: %d requests in a row had no whole answer, at last: %s", h.silent, h.last)
}
