package wire

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/bbconform/bbconform/runner/pace"
	"github.com/bbconform/bbconform/steps/exchange"
)

// How an answer 429 or 503 is asked again.
const (
	rateWindow      = time.Second      // of most limits of requests within some time: what a 429 without Retry-After is given
	recently        = 10 * time.Second // requests longer ago are not taken to be the reason of a 429
	stayedOperation = 3                // so often in a row an operation was turned away alone as well: it is not asked again any more
	stayedBlock     = 5                // the same for a whole building block
)

// again decides which answers are asked once more, alone. It holds for one building block.
type again struct {
	mu     sync.Mutex
	stayed map[string]int // by operation, and in all (""): times in a row that an answer stayed as it was when it was asked alone
}

// why says why an answer is to be asked once more, in words; empty when it is not. It turned the request away for now, and other requests
// may have been the reason: because they were in flight beside it, or, for 429, had been sent just before it. That holds as well for
// requests that a sentence sends at once: those that the target took have met each other, and the others did nothing yet.
func (a *again) why(x *exchange.Exchange, t turn) string {
	if x.Err != nil || !turnsAwayForNow(x.Status) || t.again {
		return ""
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.stayed[x.Request.Operation.ID] >= stayedOperation || a.stayed[""] >= stayedBlock {
		return ""
	}
	others := t.Others()
	switch {
	case others == 1:
		return fmt.Sprintf("%s while another request was in flight", statusWords(x.Status))
	case others > 1:
		return fmt.Sprintf("%s while %d other requests were in flight", statusWords(x.Status), others)
	case x.Status == http.StatusTooManyRequests && t.lull < recently:
		return fmt.Sprintf("%s shortly after another request", statusWords(x.Status))
	}
	return ""
}

// saw takes an answer into account.
func (a *again) saw(x *exchange.Exchange, t turn) {
	if x.Err != nil {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, key := range []string{x.Request.Operation.ID, ""} {
		switch {
		case !turnsAwayForNow(x.Status):
			delete(a.stayed, key)
		case t.again:
			a.stayed[key]++
		}
	}
}

// askAgain sends a request once more, alone, after the time that its first answer wants. What comes of it is what counts.
func (c *Client) askAgain(ctx context.Context, first *exchange.Exchange, turnedAway turn, u *url.URL) (*exchange.Exchange, error) {
	c.Done()
	w := c.endpoint.wire
	until := time.Now().Add(w.retryAfter(first))
	x := &exchange.Exchange{Request: first.Request, Number: c.begin(first.Request.Operation.ID), URL: first.URL, Earlier: []int{first.Number}}
	var fault error
	err := w.door.through(ctx, entry{again: true, enter: func(ctx context.Context) (*pace.Turn, error) {
		t, err := w.door.pace.Alone(ctx)
		if err != nil {
			return nil, err
		}
		if err := w.pause(ctx, max(0, time.Until(until))); err != nil { // nobody else is let go meanwhile: the target wants a rest
			t.Ended(pace.Unknown, "", 0)
			return nil, err
		}
		return t, nil
	}}, func(t turn) (s signal) { s, fault = c.send(ctx, x, u, t); return })
	switch {
	case err != nil:
		x.Err = interrupted(ctx)
	case x.Err == nil && !turnsAwayForNow(x.Status) && turnedAway.Others() > 0:
		turnedAway.WasTurnedAway()
	}
	return x, fault
}

// retryAfter is how long the target wants to be left alone, as far as the limits allow.
func (w *Wire) retryAfter(x *exchange.Exchange) time.Duration {
	wait := time.Duration(0)
	if x.Status == http.StatusTooManyRequests {
		wait = rateWindow
	}
	header := strings.TrimSpace(x.Header.Get("Retry-After"))
	if seconds, err := strconv.ParseUint(header, 10, 31); err == nil {
		wait = time.Duration(seconds) * time.Second
	} else if at, err := http.ParseTime(header); err == nil {
		now := w.now()
		if theirs, err := http.ParseTime(x.Header.Get("Date")); err == nil {
			now = theirs // their clock may go wrong
		}
		wait = at.Sub(now)
	}
	return min(max(0, wait), w.rest)
}

func newAgain() *again { return &again{stayed: map[string]int{}} }

// remarkAgain says of an exchange that it was asked again.
func remarkAgain(x *exchange.Exchange) string {
	return fmt.Sprintf("%s. So it was sent once more, alone, and the second answer counts; %d says that nothing was done the first time.", x.AskedAgain, x.Status)
}
