package wire

import (
	"context"
	"sync"
	"time"

	"github.com/bbconform/bbconform/runner/pace"
)

// door is what every request of a scenario goes through on its way out. What has to hold for all requests under way together is held
// here: how many there are, and how many a second. Readiness and requests for access tokens go beside it.
type door struct {
	pace  *pace.Pace
	pacer *pacer

	mu   sync.Mutex
	last time.Time // when the last request was let go
}

// entry is how a request gets its turn.
type entry struct {
	enter func(context.Context) (*pace.Turn, error)
	again bool // it is asked again, alone
}

// entry is how a request gets its turn that is sent for the first time.
func (d *door) entry(atOnce bool) entry {
	if atOnce {
		return entry{enter: d.pace.Beside}
	}
	return entry{enter: d.pace.Request}
}

// turn is that of a request under way.
type turn struct {
	*pace.Turn
	again bool          // as in entry
	lull  time.Duration // since another request was let go
}

// through lets a request go when it is its turn: send is called once, and the request counts as under way until it returns. What
// it returns says what the target bears. No limit passes while it waits. The error is that of ctx, when it was done before; then send was
// not called.
func (d *door) through(ctx context.Context, e entry, send func(turn) signal) error {
	t, err := d.wait(ctx, e)
	if err != nil {
		return err
	}
	var s signal
	defer func() { t.Ended(s.outcome, s.kind, s.took) }()
	s = send(t)
	return nil
}

func (d *door) wait(ctx context.Context, e entry) (turn, error) {
	defer standStill(ctx)()
	t, err := e.enter(ctx)
	if err != nil {
		return turn{}, err
	}
	if err := d.pacer.wait(ctx); err != nil {
		t.Ended(pace.Unknown, "", 0)
		return turn{}, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	now := time.Now()
	lull := now.Sub(d.last)
	d.last = now
	return turn{Turn: t, again: e.again, lull: lull}, nil
}
