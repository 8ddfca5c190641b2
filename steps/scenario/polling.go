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
func (s *Scenario) CallUntil(ctx context.Context, operation, location, value string, limit time.Duration) error {
	if err := s.Resolve(); err != nil {
		return err
	}
	b, err := s.request(ctx, operation, Bindings{})
	if err != nil {
		return err
	}
	if err := s.baselines.take(ctx); err != nil {
		return err
	}
	end := s.env.Clock().Add(limit)
	for pause := firstPause; ; pause = min(2*pause, lastPause) {
		s.setIt(It{})
		a, err := s.caller.call(ctx, b, exchange.Testing, WantAccepted)
		if err != nil {
			return err
		}
		s.setIt(It{Answer: a})
		seen := a.At(location)
		check := Check{
			What: values.Quoted(location), Expected: values.Quoted(value) + fmt.Sprintf(" within %v seconds", limit.Seconds()), Actual: values.Shown(seen),
			Passed: seen.Exists() && seen.Type != gjson.Null && seen.String() == value,
		}
		if check.Passed {
			s.record.Note(check)
			return s.noteEffects(ctx, b, a)
		}
		if !s.env.Clock().Add(pause).Before(end) {
			return s.Judge.Expect(a, check, specs.Finding{Code: "wrong-value", Location: location, Message: "the value that was waited for never came"})
		}
		if err := s.env.Wait(ctx, pause); err != nil {
			return verdict.Inconclusivef("stopped while waiting for %s: %v", values.Quoted(location), err)
		}
	}
}
