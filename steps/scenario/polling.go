package scenario

import (
	"context"
	"fmt"
	"time"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// Between polls the pause grows from the first to the last of these.
const (
	firstPause = 100 * time.Millisecond
	lastPause  = 2 * time.Second
)

// CallUntil repeats an accepted call until a value of the answer is there, for as long as the limit says.
func (q *Requests) CallUntil(ctx context.Context, operation, location, value string, limit time.Duration) error {
	if err := q.it.Resolve(); err != nil {
		return err
	}
	b, err := q.provisioner.request(ctx, operation, Bindings{})
	if err != nil {
		return err
	}
	if err := q.baselines.take(ctx); err != nil {
		return err
	}
	end := q.provisioner.clock().Add(limit)
	for pause := firstPause; ; pause = min(2*pause, lastPause) {
		q.it.set(spoken{})
		a, err := q.caller.call(ctx, b, exchange.Testing, WantAccepted)
		if err != nil {
			return err
		}
		q.it.set(spoken{Answer: a})
		seen := a.At(location)
		check := Check{
			What: values.Quoted(location), Expected: values.Quoted(value) + fmt.Sprintf(" within %v seconds", limit.Seconds()), Actual: values.Shown(seen),
			Passed: seen.Exists() && seen.Type != gjson.Null && seen.String() == value,
		}
		if check.Passed {
			q.caller.record.Note(check)
			return q.registrar.noteEffects(ctx, b, a)
		}
		if !q.provisioner.clock().Add(pause).Before(end) {
			return q.caller.judge.Expect(a, check, specs.Finding{Code: "wrong-value", Location: location, Message: "the value that was waited for never came"})
		}
		if err := q.wait(ctx, pause); err != nil {
			return verdict.Inconclusivef("stopped while waiting for %s: %v", values.Quoted(location), err)
		}
	}
}

// wait waits as long as it is told to, or until the context is done.
func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
