package steps

import (
	"context"
	"time"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// Between polls the pause grows from the first to the last of these.
const (
	firstPause = 100 * time.Millisecond
	lastPause  = 2 * time.Second
)

func isCalledUntil(ctx context.Context, s *Scenario, args language.Args) error {
	if err := s.resolveUndeclared(); err != nil {
		return err
	}
	value, err := s.expandText(ctx, args.Get("value"))
	if err != nil {
		return err
	}
	limit, err := time.ParseDuration(args.Get("seconds") + "s")
	if err != nil {
		return verdict.SuiteFaultf("%q are no seconds", args.Get("seconds"))
	}
	op, err := s.operation(args.Get("operation"))
	if err != nil {
		return err
	}
	d, err := s.newDraft(op)
	if err != nil {
		return err
	}
	b, err := s.build(ctx, d, s.bindings(), withoutFaults)
	if err != nil {
		return err
	}
	if err := s.takeBaselines(ctx); err != nil {
		return err
	}
	end := s.env.Clock().Add(limit)
	for pause := firstPause; ; pause = min(2*pause, lastPause) {
		s.setIt(nil)
		a, err := s.call(ctx, b, exchange.Testing, wantAccepted)
		if err != nil {
			return err
		}
		s.last = a
		seen := a.at(args.Get("field"))
		check := Check{
			What: values.Quoted(args.Get("field")), Expected: values.Quoted(value) + " within " + args.Get("seconds") + " seconds", Actual: values.Shown(seen),
			Passed: seen.Exists() && seen.Type != gjson.Null && seen.String() == value,
		}
		if check.Passed {
			s.note(check)
			return s.keepEffects(ctx, b, a)
		}
		if !s.env.Clock().Add(pause).Before(end) {
			return s.expect(a, check, specs.Finding{Code: "wrong-value", Location: args.Get("field"), Message: "the value that was waited for never came"})
		}
		if err := s.env.Wait(ctx, pause); err != nil {
			return verdict.Inconclusivef("stopped while waiting for %s: %v", values.Quoted(args.Get("field")), err)
		}
	}
}
