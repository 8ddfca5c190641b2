package scenario

import (
	"context"
	"testing"
	"time"
)

func TestWaitingEndsWithTheRun(t *testing.T) {
	t.Parallel()
	if err := wait(t.Context(), time.Nanosecond); err != nil {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := wait(ctx, time.Hour); err == nil {
		t.Error("waited for an hour, it seems")
	}
}
