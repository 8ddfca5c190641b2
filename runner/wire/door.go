package wire

import (
	"context"

	"github.com/bbconform/bbconform/runner/pace"
)

// door is what every request of a scenario goes through on its way out. What has to hold for all requests under way together is held
// here: how many there are, and how many a second. Readiness and requests for access tokens go beside it.
type door struct {
	pace  *pace.Pace
	pacer *pacer
}

// entry is how a request gets its turn.
type entry func(context.Context) (*pace.Turn, error)

// through lets a request go when it is its turn: send is called once, and the request counts as under way until it returns. What
// it returns says what the target bears. No limit passes while it waits. The error is that of ctx, when it was done before; then send was
// not called.
func (d *door) through(ctx context.Context, enter entry, send func(*pace.Turn) signal) error {
	turn, err := d.wait(ctx, enter)
	if err != nil {
		return err
	}
	var s signal
	defer func() { turn.Ended(s.outcome, s.kind, s.took) }()
	s = send(turn)
	return nil
}

func (d *door) wait(ctx context.Context, enter entry) (*pace.Turn, error) {
	defer standStill(ctx)()
	turn, err := enter(ctx)
	if err != nil {
		return nil, err
	}
	if err := d.pacer.wait(ctx); err != nil {
		turn.Ended(pace.Unknown, "", 0)
		return nil, err
	}
	return turn, nil
}
