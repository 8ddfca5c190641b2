package wire

import (
	"context"
	"time"

	"golang.org/x/sync/semaphore"
)

// How much memory the bodies of answers may take, in bytes: of all together, whatever the number of requests at a time, and of each
// before it has to ask for a share.
const (
	maxBodies = 64 << 20
	freeBody  = 64 << 10
)

// budget is the memory that bodies may take together. A body asks once, for all that it may come to, so that nobody holds a part and
// waits for the rest; whoever asks first is served first, however large his share is.
type budget struct{ free *semaphore.Weighted }

func newBudget() *budget { return &budget{semaphore.NewWeighted(maxBodies)} }

// take waits until n bytes are free. No limit of ctx passes meanwhile: that others' answers are large is not the target's time. The error
// is that of ctx.
func (b *budget) take(ctx context.Context, n int64) (waited time.Duration, err error) {
	if b.free.TryAcquire(n) {
		return 0, nil
	}
	defer standStill(ctx)()
	began := time.Now()
	err = b.free.Acquire(ctx, n)
	return time.Since(began), err
}

func (b *budget) give(n int64) { b.free.Release(n) }

// share is what one body takes of the budget.
type share struct {
	ctx    context.Context //nolint:containedctx // of the one answer that is read with it
	budget *budget
	most   int64 // that the body may come to
	taken  int64
	waited time.Duration
}

// grow is called before a body becomes as large as n bytes.
func (s *share) grow(n int) error {
	if n <= freeBody || s.taken > 0 {
		return nil
	}
	var err error
	if s.waited, err = s.budget.take(s.ctx, s.most); err == nil {
		s.taken = s.most
	}
	return err
}

// keep gives back what is not needed for the n bytes that the body came to.
func (s *share) keep(n int) {
	kept := min(int64(n), s.taken)
	if n <= freeBody {
		kept = 0
	}
	if s.taken > kept {
		s.budget.give(s.taken - kept)
		s.taken = kept
	}
}
