package scenario

import (
	"context"
	"slices"

	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/request"
	"github.com/bbconform/bbconform/steps/verdict"
)

// Call is a call of an operation as a sentence says it.
type Call struct {
	Operation string
	For       string     // kind whose other instance it is about; empty: it is about the current ones
	OnBehalf  string     // kind on whose other instance's behalf it is made; empty: on behalf of the current one
	Changes   [][]string // name of a parameter or of a field of the body, and its value
}

// Prepare begins a request that sentences change and send from now on. What it refers to is made when there is none yet.
func (s *Scenario) Prepare(ctx context.Context, c Call) error {
	d, err := s.draftOf(c)
	if err != nil {
		return err
	}
	if _, err := s.prepare(ctx, d, Bindings{}, false); err != nil {
		return err
	}
	s.draft = d
	return nil
}

// Draft returns the request that is being prepared.
func (s *Scenario) Draft() (*request.Draft, error) {
	if s.draft == nil {
		return nil, verdict.SuiteFaultf("a sentence such as `a valid \"…\" request` must come first")
	}
	return s.draft, nil
}

// draftOf begins a request and applies what a sentence says about it.
func (s *Scenario) draftOf(c Call) (*request.Draft, error) {
	d, err := s.subject.draft(c.Operation)
	if err != nil {
		return nil, err
	}
	if c.For != "" {
		kind, _, err := s.subject.kind(c.For)
		if err != nil {
			return nil, err
		}
		d.Others = append(d.Others, kind)
	}
	if c.OnBehalf != "" {
		if err := s.onBehalfOfOther(d, c.OnBehalf); err != nil {
			return nil, err
		}
	}
	for _, row := range c.Changes {
		field, err := request.NamedField(d.Operation, row[0])
		if err != nil {
			return nil, err
		}
		d.Set(field, row[1])
	}
	return d, nil
}

// OnBehalfOfOther makes the request that is being prepared on behalf of the other instance of a kind, which must be there.
func (s *Scenario) OnBehalfOfOther(kind string) error {
	d, err := s.Draft()
	if err != nil {
		return err
	}
	return s.onBehalfOfOther(d, kind)
}

func (s *Scenario) onBehalfOfOther(d *request.Draft, kind string) error {
	if err := d.OnBehalfOfOther(); err != nil {
		return err
	}
	name, _, err := s.subject.kind(kind)
	if err != nil {
		return err
	}
	if identity := s.subject.block.Identity; name != identity.Resource {
		return verdict.SuiteFaultf("requests are made on behalf of an %s, not of a %s", identity.Resource, name)
	}
	_, err = s.Other(name)
	return err
}

// Present makes the request that is being prepared present other credentials than those that are configured.
func (s *Scenario) Present(c exchange.Credentials) error {
	d, err := s.Draft()
	if err != nil {
		return err
	}
	if !d.Operation.Security && !s.env.HasCredentials {
		return &verdict.NotApplicable{Reason: "the contract demands no credentials here, and the configuration of the target has none that it " +
			"could demand by itself"}
	}
	d.Present(c)
	return nil
}

// Call calls an operation.
func (s *Scenario) Call(ctx context.Context, c Call, purpose exchange.Purpose, want Want) error {
	if err := s.Resolve(); err != nil {
		return err
	}
	d, err := s.draftOf(c)
	if err != nil {
		return err
	}
	b, err := s.prepare(ctx, d, Bindings{}, false)
	if err != nil {
		return err
	}
	return s.submit(ctx, b, purpose, want)
}

// CallAgain repeats the last request of an operation to the byte.
func (s *Scenario) CallAgain(ctx context.Context, operation string, purpose exchange.Purpose, want Want) error {
	if err := s.Resolve(); err != nil {
		return err
	}
	op, err := s.subject.operation(operation)
	if err != nil {
		return err
	}
	b := s.History.last[op.ID]
	if b == nil {
		return verdict.SuiteFaultf("operation %s was not called before, so that it cannot be called again", op.ID)
	}
	return s.submit(ctx, b, purpose, want)
}

// Send sends the request that was prepared, after its control where it has a fault that must be refused.
func (s *Scenario) Send(ctx context.Context, want Want) error {
	d, err := s.toSend()
	if err != nil {
		return err
	}
	if d.IsFaulty() && want == WantAny {
		control, err := s.control(ctx, d)
		if control != nil {
			s.lastControl = control
		}
		if err != nil {
			return err
		}
	}
	b, err := s.prepare(ctx, d, Bindings{}, true)
	if err != nil {
		return err
	}
	var targets []refusalTarget
	if b.Faulty && d.IsChanging() && want == WantAny {
		if targets, err = s.Observer.targetsOf(ctx, b); err != nil {
			return err
		}
	}
	if err := s.submit(ctx, b, exchange.Testing, want); err != nil {
		return err
	}
	s.it.targets = targets
	return nil
}

// SendAgain repeats the request that was prepared and sent to the byte.
func (s *Scenario) SendAgain(ctx context.Context, want Want) error {
	d, err := s.toSend()
	if err != nil {
		return err
	}
	b := s.History.last[d.Operation.ID]
	if b == nil || b.Draft != d {
		return verdict.SuiteFaultf("the request was not sent before, so that it cannot be sent again")
	}
	return s.submit(ctx, b, exchange.Testing, want)
}

func (s *Scenario) toSend() (*request.Draft, error) {
	if err := s.Resolve(); err != nil {
		return nil, err
	}
	if s.draft == nil {
		return nil, verdict.SuiteFaultf("no request was prepared that could be sent")
	}
	return s.draft, nil
}

// submit sends a request that sentences speak of: its answer becomes "it".
func (s *Scenario) submit(ctx context.Context, b *Prepared, purpose exchange.Purpose, want Want) error {
	if err := s.baselines.take(ctx); err != nil {
		return err
	}
	s.History.last[b.Operation().ID] = b
	s.setIt(It{})
	a, err := s.caller.call(ctx, b, purpose, want)
	if err != nil {
		return err
	}
	s.setIt(It{Answer: a})
	return s.noteEffects(ctx, b, a)
}

// SendAtOnce sends the request that was prepared several times side by side: the same bytes, or each with values of its own.
func (s *Scenario) SendAtOnce(ctx context.Context, n int, eachItsOwn bool, want Want) error {
	d, err := s.toSend()
	switch {
	case err != nil:
		return err
	case d.IsFaulty():
		return verdict.SuiteFaultf("a request with a fault is sent once, after its control")
	case n < 2 || n > language.MaxAtOnce:
		return verdict.SuiteFaultf("a request can be sent 2 to %d times at once, not %d times", language.MaxAtOnce, n)
	}
	requests := make([]*Prepared, n)
	for i := range requests {
		if i > 0 && !eachItsOwn {
			requests[i] = requests[0]
			continue
		}
		if requests[i], err = s.prepare(ctx, d, Bindings{}, false); err != nil {
			return err
		}
	}
	if err := s.baselines.take(ctx); err != nil {
		return err
	}
	s.setIt(It{})
	s.History.last[d.Operation.ID] = requests[0]
	return s.judgeBatch(ctx, s.caller.sendAll(ctx, requests, exchange.Testing), want)
}

// judgeBatch judges the answers to requests that were sent at once. "It" is the first that was accepted, or else the first.
func (s *Scenario) judgeBatch(ctx context.Context, outcomes []outcome, want Want) error {
	for _, o := range outcomes {
		if o.err != nil {
			return s.caller.count(o)
		}
	}
	slices.SortFunc(outcomes, func(a, b outcome) int { return a.exchange.Number - b.exchange.Number })
	var first error
	for _, o := range outcomes {
		if err := s.caller.count(o); err != nil {
			return err
		}
		a, err := s.Judge.judge(o.prepared, o.exchange, want)
		if err != nil {
			if first == nil {
				first = err
			}
			continue
		}
		s.it.Batch = append(s.it.Batch, a)
		if s.it.Answer == nil || !s.it.Answer.Accepted() && a.Accepted() {
			s.it.Answer = a
		}
		if err := s.noteEffects(ctx, o.prepared, a); err != nil {
			return err
		}
	}
	return first
}
