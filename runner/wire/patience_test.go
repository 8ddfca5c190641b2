package wire

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestPatienceStandsStill(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		why := errors.New("it took too long")
		whole, cancel := WithPatience(t.Context(), time.Minute, errors.New("the whole took too long"))
		defer cancel()
		part, cancel := WithPatience(whole, 10*time.Second, why)
		defer cancel()
		pass := func(d time.Duration) {
			time.Sleep(d) //nolint:forbidigo // of the test's own clock
			synctest.Wait()
		}

		pass(9 * time.Second)
		first := standStill(part)
		second := standStill(part)
		pass(time.Hour)
		first()
		pass(time.Hour) // another still waits
		if part.Err() != nil || whole.Err() != nil {
			t.Fatalf("a limit passed while it waited: %v, %v", context.Cause(part), context.Cause(whole))
		}
		second()
		pass(999 * time.Millisecond)
		if part.Err() != nil {
			t.Fatalf("what it waited was counted: %v", context.Cause(part))
		}
		pass(time.Millisecond)
		if !errors.Is(context.Cause(part), why) || whole.Err() != nil {
			t.Fatalf("got %v, %v", context.Cause(part), context.Cause(whole))
		}
		standStill(part)()
		pass(50 * time.Second)
		if whole.Err() == nil {
			t.Error("the limit of the whole does not pass any more")
		}
	})
}

// A limit that has been given up does not come back when nobody waits any more.
func TestPatienceThatIsGivenUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := WithPatience(t.Context(), time.Second, errors.New("it took too long"))
		goOn := standStill(ctx)
		cancel()
		goOn()
		time.Sleep(time.Minute) //nolint:forbidigo // of the test's own clock
		if !errors.Is(context.Cause(ctx), context.Canceled) {
			t.Errorf("got %v", context.Cause(ctx))
		}
	})
}
