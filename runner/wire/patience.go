package wire

import (
	"context"
	"sync"
	"time"
)

// patience is how long something may still take. It stands still while the harness itself keeps it waiting.
type patience struct {
	above *patience // of what it is a part of; nil: nothing

	mu      sync.Mutex
	timer   *time.Timer
	left    time.Duration // when the timer was started
	started time.Time
	waiting int // how many keep it waiting: it may be several requests at once
}

type patienceKey struct{}

// WithPatience makes a context that ends after a while, for a cause. Time in which a request waits for its turn does not count, neither
// for this context nor for those that it was made from in the same way.
func WithPatience(ctx context.Context, limit time.Duration, cause error) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	p := &patience{above: patienceOf(ctx), left: limit, started: time.Now()}
	p.timer = time.AfterFunc(limit, func() { cancel(cause) })
	return context.WithValue(ctx, patienceKey{}, p), func() {
		p.timer.Stop()
		cancel(nil)
	}
}

func patienceOf(ctx context.Context) *patience {
	p, _ := ctx.Value(patienceKey{}).(*patience)
	return p
}

// standStill keeps the limits of ctx from passing until the function that it returns is called.
func standStill(ctx context.Context) (goOn func()) {
	innermost := patienceOf(ctx)
	for p := innermost; p != nil; p = p.above {
		p.stop()
	}
	return func() {
		for p := innermost; p != nil; p = p.above {
			p.goOn()
		}
	}
}

func (p *patience) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.waiting++; p.waiting == 1 && p.timer.Stop() {
		p.left = max(0, p.left-time.Since(p.started))
	}
}

func (p *patience) goOn() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.waiting--; p.waiting == 0 {
		p.started = time.Now()
		p.timer.Reset(p.left) // where it is over already, that is done once more and changes nothing
	}
}
