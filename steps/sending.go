package steps

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/request"
	"github.com/bbconform/bbconform/steps/verdict"
)

// sentBody is the body of an accepted request, for the sentences that ask whether a value is as it was sent.
type sentBody struct {
	tree  []byte      // JSON
	about []*instance // that the request was about, or made
}

func hasBeenCalled(ctx context.Context, s *Scenario, a language.Args) error {
	return s.callNamed(ctx, a, exchange.Preparing, wantAccepted)
}

func isCalled(ctx context.Context, s *Scenario, a language.Args) error {
	return s.callNamed(ctx, a, exchange.Testing, wantAny)
}

func isAttempted(ctx context.Context, s *Scenario, a language.Args) error {
	return s.callNamed(ctx, a, exchange.Testing, wantEither)
}

// callNamed calls the operation that a sentence names.
func (s *Scenario) callNamed(ctx context.Context, a language.Args, purpose exchange.Purpose, want want) error {
	if err := s.resolveUndeclared(); err != nil {
		return err
	}
	op, err := s.operation(a.Get("operation"))
	if err != nil {
		return err
	}
	if again := a.Has("again"); again && a.Get("resource") == "" && a.Get("person") == "" {
		b := s.repeat[op.ID]
		if b == nil {
			return verdict.SuiteFaultf("operation %s was not called before, so that it cannot be called again", op.ID)
		}
		return s.submit(ctx, b, purpose, want)
	}
	d, err := s.draftOf(op, a)
	if err != nil {
		return err
	}
	b, err := s.build(ctx, d, s.bindings(), withoutFaults)
	if err != nil {
		return err
	}
	return s.submit(ctx, b, purpose, want)
}

// draftOf starts a draft and applies what a sentence says about it: for whom, on whose behalf, with which changes.
func (s *Scenario) draftOf(op *specs.Operation, a language.Args) (*request.Draft, error) {
	d, err := s.newDraft(op)
	if err != nil {
		return nil, err
	}
	if resource := a.Get("resource"); resource != "" {
		name, _, err := s.resource(resource)
		if err != nil {
			return nil, err
		}
		d.Others = append(d.Others, name)
	}
	if person := a.Get("person"); person != "" {
		if err := s.onBehalfOfOther(d, person); err != nil {
			return nil, err
		}
	}
	for _, row := range a.Changes() {
		field, err := request.NamedField(d.Operation, row[0])
		if err != nil {
			return nil, err
		}
		d.Set(field, row[1])
	}
	return d, nil
}

func itIsSent(ctx context.Context, s *Scenario, a language.Args) error {
	return s.sendDraft(ctx, a.Has("again"), wantAny)
}

func itIsAttempted(ctx context.Context, s *Scenario, a language.Args) error {
	return s.sendDraft(ctx, a.Has("again"), wantEither)
}

// sendDraft sends the request that was prepared, after its control where it has a fault that must be refused.
func (s *Scenario) sendDraft(ctx context.Context, again bool, want want) error {
	if err := s.resolveUndeclared(); err != nil {
		return err
	}
	d := s.draft
	if d == nil {
		return verdict.SuiteFaultf("no request was prepared that could be sent")
	}
	if again {
		b := s.repeat[d.Operation.ID]
		if b == nil || b.Draft != d {
			return verdict.SuiteFaultf("the request was not sent before, so that it cannot be sent again")
		}
		return s.submit(ctx, b, exchange.Testing, want)
	}
	if d.IsFaulty() && want == wantAny {
		if err := s.control(ctx, d); err != nil {
			return err
		}
	}
	b, err := s.build(ctx, d, s.bindings(), withFaults)
	if err != nil {
		return err
	}
	var targets []refusalTarget
	if b.Faulty && d.IsChanging() && want == wantAny {
		if targets, err = s.peekAtTargets(ctx, b); err != nil {
			return err
		}
	}
	if err := s.submit(ctx, b, exchange.Testing, want); err != nil {
		return err
	}
	s.targets = targets
	return nil
}

// submit sends a request that sentences speak of: its answer becomes "it".
func (s *Scenario) submit(ctx context.Context, b *preparedRequest, purpose exchange.Purpose, want want) error {
	if err := s.takeBaselines(ctx); err != nil {
		return err
	}
	s.repeat[b.operation().ID] = b
	s.setIt(nil)
	a, err := s.call(ctx, b, purpose, want)
	if err != nil {
		return err
	}
	s.last = a
	return s.keepEffects(ctx, b, a)
}

// keepEffects keeps what later sentences may ask about an accepted call.
func (s *Scenario) keepEffects(ctx context.Context, b *preparedRequest, a *answer) error {
	if b.Faulty {
		return nil
	}
	if !a.accepted() {
		for kind, spec := range s.block.Resources {
			if spec.Create == b.operation().ID {
				s.withoutIdentifier[kind] = a
			}
		}
		return nil
	}
	before := len(s.made)
	if err := s.noteEffects(ctx, b, a); err != nil {
		return err
	}
	if b.Draft.IsChanging() && len(s.made) == before {
		s.calls = append(s.calls, b)
	}
	s.keepSent(b, s.made[before:]...)
	return nil
}

// keepSent keeps the body of an accepted request.
func (s *Scenario) keepSent(b *preparedRequest, made ...*instance) {
	if b.Body != nil {
		s.sent = append(s.sent, sentBody{tree: b.Body, about: slices.Concat(made, b.used)})
	}
}

func itIsSentAtOnce(ctx context.Context, s *Scenario, a language.Args) error {
	return s.sendAtOnce(ctx, a, wantAny)
}

func itIsAttemptedAtOnce(ctx context.Context, s *Scenario, a language.Args) error {
	return s.sendAtOnce(ctx, a, wantEither)
}

// sendAtOnce sends the request that was prepared several times side by side.
func (s *Scenario) sendAtOnce(ctx context.Context, args language.Args, want want) error {
	if err := s.resolveUndeclared(); err != nil {
		return err
	}
	n := args.Count()
	switch {
	case s.draft == nil:
		return verdict.SuiteFaultf("no request was prepared that could be sent")
	case s.draft.IsFaulty():
		return verdict.SuiteFaultf("a request with a fault is sent once, after its control")
	case n < 2 || n > language.MaxAtOnce:
		return verdict.SuiteFaultf("a request can be sent 2 to %d times at once, not %d times", language.MaxAtOnce, n)
	}
	requests := make([]*preparedRequest, n)
	for i := range requests {
		if i > 0 && !args.Has("each") {
			requests[i] = requests[0]
			continue
		}
		var err error
		if requests[i], err = s.build(ctx, s.draft, s.bindings(), withoutFaults); err != nil {
			return err
		}
	}
	if err := s.takeBaselines(ctx); err != nil {
		return err
	}
	s.setIt(nil)
	s.repeat[s.draft.Operation.ID] = requests[0]
	return s.judgeBatch(ctx, s.sendAll(ctx, requests), want)
}

// outcome is what came of one request of several.
type outcome struct {
	prepared *preparedRequest
	exchange *exchange.Exchange
	err      error
}

func (s *Scenario) sendAll(ctx context.Context, requests []*preparedRequest) []outcome {
	outcomes := make([]outcome, len(requests))
	var all sync.WaitGroup
	for i, b := range requests {
		all.Go(func() {
			request := *b.Request
			request.Purpose = exchange.Testing
			x, err := s.env.Client.Do(ctx, &request)
			if err == nil {
				x.Request = &request
			}
			outcomes[i] = outcome{b, x, err}
		})
	}
	all.Wait()
	return outcomes
}

// judgeBatch judges the answers to requests that were sent at once. "It" is the first that was accepted, or else the first.
func (s *Scenario) judgeBatch(ctx context.Context, outcomes []outcome, want want) error {
	for _, o := range outcomes {
		if o.err != nil {
			return fmt.Errorf("send the request of operation %s: %w", o.prepared.operation().ID, o.err)
		}
	}
	slices.SortFunc(outcomes, func(a, b outcome) int { return a.exchange.Number - b.exchange.Number })
	var first error
	for _, o := range outcomes {
		s.called[o.prepared.operation().ID]++
		s.record.Exchanges = append(s.record.Exchanges, o.exchange.Number)
		a, err := s.judge(o.prepared, o.exchange, want)
		if err != nil {
			if first == nil {
				first = err
			}
			continue
		}
		s.batch = append(s.batch, a)
		if s.last == nil || !s.last.accepted() && a.accepted() {
			s.last = a
		}
		if err := s.keepEffects(ctx, o.prepared, a); err != nil {
			return err
		}
	}
	return first
}
