// Package pace says how many scenarios and how many requests are under way at a time: a number that is fixed, or one that follows what
// the target bears. It knows neither HTTP nor plans; a test needs no server and no clock.
//
//   - Pace lets scenarios and requests go when it is their turn.
//   - level decides the number, from what came of each request. It grows while answers come as quickly as they did with fewer at a
//     time, and falls when they come more slowly, or when requests are turned away (as TCP Vegas does, and Netflix' concurrency-limits).
//   - baselines hold how quick the answers of each kind were.
package pace

import (
	"context"
	"sync"
	"time"
)

// Pace is how many are under way at a time. It is safe for concurrent use.
type Pace struct {
	mu    sync.Mutex
	level *level

	scenarios int // under way
	waiting   line
	requests  queue
}

// Fixed is a pace of n at a time, whatever the target makes of it; n is at least 1.
func Fixed(n int) *Pace { return of(fixed(n)) }

// Adaptive is a pace that follows what the target bears, up to most at a time; at least 1.
func Adaptive(most int) *Pace { return of(adaptive(most)) }

func of(l *level) *Pace { return &Pace{level: l, requests: queue{flying: map[*Turn]bool{}}} }

// Scenario returns when a scenario may begin: when fewer are under way than may be at a time. Done is called when it has ended. The
// error is that of ctx, when it was done before; then nothing was begun.
func (p *Pace) Scenario(ctx context.Context) (done func(), err error) {
	if err := p.await(ctx, &p.waiting, nil); err != nil {
		return nil, err
	}
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.scenarios--
		p.dispatch()
	}, nil
}

// await joins a line and returns when it is its turn, or when ctx is done before.
func (p *Pace) await(ctx context.Context, l *line, t *Turn) error {
	p.mu.Lock()
	w := l.join(t)
	p.dispatch()
	p.mu.Unlock()
	select {
	case <-w.turn: // whoever need not wait is not asked whether ctx is done
		return nil
	default:
	}
	select {
	case <-w.turn:
		return nil
	case <-ctx.Done():
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if !l.leave(w) {
		return nil // its turn came just now
	}
	p.dispatch() // others may have waited for it
	return context.Cause(ctx)
}

// dispatch lets go whose turn it is.
func (p *Pace) dispatch() {
	for len(p.waiting) > 0 && p.scenarios < p.level.at {
		p.scenarios++
		p.waiting.first()
	}
	p.requests.dispatch(p.level)
}

// Outcome is what came of a request, as far as it says whether the target bears as many.
type Outcome int

// What may come of a request.
const (
	Unknown  Outcome = iota // it was not sent, or what came of it says nothing
	Answered                // an answer came, as quickly as it says
	Lost                    // there was no connection to be had, or no answer in time

	turnedAway // the target said that it had too much to do, and answered otherwise when it was asked alone
)

// Turn is a request under way.
type Turn struct {
	pace       *Pace
	generation int  // of the level, when it was sent
	beside     int  // requests in flight when it was sent, itself included
	others     int  // the most that were in flight beside it at any moment
	crowded    bool // at some moment more were in flight than the level allows
	alone      bool
}

// Request returns when a request may be sent. The error is that of ctx, when it was done before.
func (p *Pace) Request(ctx context.Context) (*Turn, error) {
	t := &Turn{pace: p}
	return t, p.await(ctx, &p.requests.ordinary, t)
}

// Beside is Request for one that is sent side by side with others on purpose: it counts, but it does not wait until fewer are in flight.
func (p *Pace) Beside(ctx context.Context) (*Turn, error) {
	t := &Turn{pace: p}
	return t, p.await(ctx, &p.requests.beside, t)
}

// Alone returns when nothing else is in flight, and nothing else is let go until the turn has ended.
func (p *Pace) Alone(ctx context.Context) (*Turn, error) {
	t := &Turn{pace: p, alone: true}
	return t, p.await(ctx, &p.requests.alone, t)
}

// Others is how many other requests were in flight beside it, at the most at any moment.
func (t *Turn) Others() int {
	t.pace.mu.Lock()
	defer t.pace.mu.Unlock()
	return t.others
}

// Ended says what came of the request, and how long it took from sending it to the end of the answer. Answers of one kind, whatever it is
// called, are compared with each other. It is called once.
func (t *Turn) Ended(o Outcome, kind string, took time.Duration) {
	p := t.pace
	p.mu.Lock()
	defer p.mu.Unlock()
	p.requests.ended(t)
	t.report(sample{outcome: o, kind: kind, took: took})
	p.dispatch()
}

// WasTurnedAway says of a request that has ended that it was one too many: the target turned it away (429, 503), and answered it when it
// was asked alone.
func (t *Turn) WasTurnedAway() {
	t.pace.mu.Lock()
	defer t.pace.mu.Unlock()
	t.report(sample{outcome: turnedAway})
}

// report tells the level. Where more were in flight than it allows, it is not to blame for what came of them.
func (t *Turn) report(s sample) {
	if !t.crowded && s.outcome != Unknown {
		s.generation, s.beside = t.generation, t.beside
		t.pace.level.saw(s)
	}
}

// Summary says what was used.
func (p *Pace) Summary() Summary {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.level.summary()
}
