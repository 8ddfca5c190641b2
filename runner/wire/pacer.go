package wire

import (
	"context"
	"sync"
	"time"
)

// pacer spreads requests evenly, so that no more than a given number a second reach the target.
type pacer struct {
	interval time.Duration // 0: no limit
	pause    func(context.Context, time.Duration) error

	mu   sync.Mutex
	next time.Time // when the next request may go
}

func newPacer(perSecond float64, pause func(context.Context, time.Duration) error) *pacer {
	p := &pacer{pause: pause}
	if perSecond > 0 {
		p.interval = time.Duration(float64(time.Second) / perSecond)
	}
	return p
}

// wait returns when a request may be sent, or when ctx is done.
func (p *pacer) wait(ctx context.Context) error {
	if p.interval == 0 {
		return ctx.Err()
	}
	p.mu.Lock()
	now := time.Now()
	at := p.next
	if at.Before(now) {
		at = now
	}
	p.next = at.Add(p.interval)
	p.mu.Unlock()
	return p.pause(ctx, at.Sub(now))
}
