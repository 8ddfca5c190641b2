package scenario

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/request"
	"github.com/bbconform/bbconform/steps/verdict"
)

// Requests prepares, changes and sends the requests that sentences speak of. Their answers become "it".
type Requests struct {
	provisioner *Provisioner
	registrar   *registrar
	controls    *controls
	observer    *Observer
	baselines   *baselines
	origin      *origin
	caller      *caller
	it          *It

	callers exchange.Callers                                 // what the target's configuration has for whom
	wait    func(ctx context.Context, d time.Duration) error // used between polls

	bystanders  Bystanders
	draft       *request.Draft // the request that is being prepared; nil: none is
	lastControl *Prepared      // of the last request with a fault
}

// Call is a call of an operation as a sentence says it.
type Call struct {
	Operation string
	For       string     // kind whose other instance it is about; empty: it is about the current ones
	OnBehalf  string     // kind on whose other instance's behalf it is made; empty: on behalf of the current one
	As        string     // role as which it is made; empty: the first that may
	Another   bool       // as another caller of that role
	Changes   [][]string // name of a parameter or of a field of the body, and its value
}

// Prepare begins a request that sentences change and send from now on. What it refers to is made when there is none yet.
func (q *Requests) Prepare(ctx context.Context, c Call) error {
	d, err := q.draftOf(c)
	if err != nil {
		return err
	}
	if _, err := q.provisioner.prepare(ctx, d, Bindings{}, false); err != nil {
		return err
	}
	q.draft = d
	return nil
}

// Draft returns the request that is being prepared.
func (q *Requests) Draft() (*request.Draft, error) {
	if q.draft == nil {
		return nil, verdict.SuiteFaultf("a sentence such as `a valid \"…\" request` must come first")
	}
	return q.draft, nil
}

// draftOf begins a request and applies what a sentence says about it.
func (q *Requests) draftOf(c Call) (*request.Draft, error) {
	d, err := q.provisioner.subject.draft(c.Operation)
	if err != nil {
		return nil, err
	}
	if c.As != "" {
		if err := q.callAs(d, c.As, c.Another); err != nil {
			return nil, err
		}
	}
	if c.For != "" {
		kind, _, err := q.provisioner.subject.kind(c.For)
		if err != nil {
			return nil, err
		}
		d.Others = append(d.Others, kind)
	}
	if c.OnBehalf != "" {
		if err := q.onBehalfOfOther(d, c.OnBehalf); err != nil {
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
func (q *Requests) OnBehalfOfOther(kind string) error {
	d, err := q.Draft()
	if err != nil {
		return err
	}
	return q.onBehalfOfOther(d, kind)
}

func (q *Requests) onBehalfOfOther(d *request.Draft, kind string) error {
	if err := d.OnBehalfOfOther(); err != nil {
		return err
	}
	name, _, err := q.provisioner.subject.kind(kind)
	if err != nil {
		return err
	}
	if identity := q.provisioner.subject.block.Identity; name != identity.Resource {
		return verdict.SuiteFaultf("requests are made on behalf of an %s, not of a %s", identity.Resource, name)
	}
	_, err = q.provisioner.Other(name)
	return err
}

// CallAs makes the request that is being prepared as a caller of a role: the first, or another one.
func (q *Requests) CallAs(role string, another bool) error {
	d, err := q.Draft()
	if err != nil {
		return err
	}
	return q.callAs(d, role, another)
}

// callAs makes a request as a caller of a role. Where requests name the person who makes them, another caller is the other person.
func (q *Requests) callAs(d *request.Draft, role string, another bool) error {
	if err := d.CallAs(role, another); err != nil {
		return err
	}
	block := q.provisioner.subject.block
	found, _ := block.Role(role)
	if another && block.NamesPerson(found) {
		return q.onBehalfOfOther(d, found.Person)
	}
	return nil
}

// CarryCredentialsOf makes the request that is being prepared present what is configured for a role that may not call its operation.
func (q *Requests) CarryCredentialsOf(role string) error {
	d, err := q.Draft()
	if err != nil {
		return err
	}
	if err := d.CarryCredentialsOf(role); err != nil {
		return err
	}
	block := q.provisioner.subject.block
	found, _ := block.Role(role)
	theirs := exchange.Principal{Role: found.Name}
	if err := q.provisioner.mustBeConfigured(theirs, "has to be refused by "+d.Operation.ID); err != nil {
		return err
	}
	own, other := q.callers(d.As()), q.callers(theirs)
	for _, same := range other.Same { // whoever presents what somebody presents who may is let in, rightly
		if role, ok := block.Role(same.Role); ok && own.ID != other.ID && block.MayCall(role, d.Operation.ID) {
			return &verdict.NotApplicable{Reason: fmt.Sprintf("%s, who may call %s, and the %s present the same to the target (%s)",
				request.CallerInWords(block, same.Role, same.Another), d.Operation.ID, found.Words(), other.Key)}
		}
	}
	switch words := request.CallerInWords(block, d.As().Role, d.As().Another); {
	case own.ID == other.ID:
		return &verdict.NotApplicable{Reason: fmt.Sprintf("%s and the %s present the same to the target (%s)", words, found.Words(), other.Key)}
	case own.Anonymous:
		return &verdict.NotApplicable{Reason: fmt.Sprintf("%s presents nothing to the target (%s), so that anybody may call what it may", words, own.Key)}
	}
	return nil
}

// Present makes the request that is being prepared present something else than what is configured for its caller.
func (q *Requests) Present(p exchange.Presents) error {
	d, err := q.Draft()
	if err != nil {
		return err
	}
	if !d.Operation.Security && !q.callers(d.As()).Demandable {
		reason := "the contract demands no credentials here, and the configuration of the target has none that it could demand by itself"
		if !q.callers(d.As()).Anonymous {
			reason = "the contract demands no credentials here, and the target knows its callers by the certificates of their connections: " +
				"without one there may be no connection on which a request could be refused"
		}
		return &verdict.NotApplicable{Reason: reason}
	}
	d.Present(p)
	return nil
}

// Call calls an operation.
func (q *Requests) Call(ctx context.Context, c Call, purpose exchange.Purpose, want Want) error {
	if err := q.it.Resolve(); err != nil {
		return err
	}
	d, err := q.draftOf(c)
	if err != nil {
		return err
	}
	b, err := q.provisioner.prepare(ctx, d, Bindings{}, false)
	if err != nil {
		return err
	}
	return q.submit(ctx, b, purpose, want)
}

// CallAgain repeats the last request of an operation to the byte.
func (q *Requests) CallAgain(ctx context.Context, operation string, purpose exchange.Purpose, want Want) error {
	if err := q.it.Resolve(); err != nil {
		return err
	}
	op, err := q.provisioner.subject.operation(operation)
	if err != nil {
		return err
	}
	b := q.registrar.history.last[op.ID]
	if b == nil {
		return verdict.SuiteFaultf("operation %s was not called before, so that it cannot be called again", op.ID)
	}
	return q.submit(ctx, b, purpose, want)
}

// Send sends the request that was prepared, after its control where it has a fault that must be refused.
func (q *Requests) Send(ctx context.Context, want Want) error {
	d, err := q.toSend()
	if err != nil {
		return err
	}
	if d.IsFaulty() && want == WantAny {
		if err := q.control(ctx, d); err != nil {
			return err
		}
	}
	b, err := q.provisioner.prepare(ctx, d, Bindings{}, true)
	if err != nil {
		return err
	}
	if err := q.baselines.take(ctx); err != nil { // what later sentences compare with is a look at it as well
		return err
	}
	var targets []refusalTarget
	if b.Faulty && d.IsChanging() && want == WantAny {
		if targets, err = q.targetsOf(ctx, b); err != nil {
			return err
		}
	}
	if err := q.submit(ctx, b, exchange.Testing, want); err != nil {
		return err
	}
	q.it.targets = targets
	return nil
}

// control sends the control of a request with a fault, unless the scenario that prepared has sent it.
func (q *Requests) control(ctx context.Context, d *request.Draft) error {
	record := q.caller.record
	if q.origin.left {
		record.relied(q.origin.scenario, q.origin.control)
		return nil
	}
	before := len(record.record.Exchanges)
	control, touched, err := q.controls.send(ctx, d)
	if control != nil {
		q.lastControl = control
	}
	if err != nil {
		return err
	}
	q.origin.controlled, q.origin.touched = d, touched
	q.origin.control = slices.Clone(record.record.Exchanges[before:])
	return nil
}

// targetsOf looks at what a request with a fault must leave as it is.
func (q *Requests) targetsOf(ctx context.Context, b *Prepared) ([]refusalTarget, error) {
	targets, err := q.observer.targetsOf(ctx, b)
	if err != nil || q.bystanders == Ignored || q.bystanders == WatchedAtTheEnd && (q.origin.left || q.origin.touched) {
		return targets, err
	}
	others, err := q.observer.bystanders(ctx, q.lastControl, b, targets)
	if q.bystanders == WatchedAtTheEnd {
		q.origin.bystanders = others
		return targets, err
	}
	return append(targets, others...), err
}

// SendAgain repeats the request that was prepared and sent to the byte.
func (q *Requests) SendAgain(ctx context.Context, want Want) error {
	d, err := q.toSend()
	if err != nil {
		return err
	}
	b := q.registrar.history.last[d.Operation.ID]
	if b == nil || b.Draft != d {
		return verdict.SuiteFaultf("the request was not sent before, so that it cannot be sent again")
	}
	return q.submit(ctx, b, exchange.Testing, want)
}

func (q *Requests) toSend() (*request.Draft, error) {
	if err := q.it.Resolve(); err != nil {
		return nil, err
	}
	if q.draft == nil {
		return nil, verdict.SuiteFaultf("no request was prepared that could be sent")
	}
	return q.draft, nil
}

// submit sends a request that sentences speak of: its answer becomes "it".
func (q *Requests) submit(ctx context.Context, b *Prepared, purpose exchange.Purpose, want Want) error {
	if err := q.baselines.take(ctx); err != nil {
		return err
	}
	q.registrar.history.last[b.Operation().ID] = b
	q.it.set(spoken{})
	a, err := q.caller.call(ctx, b, purpose, want)
	if err != nil {
		return err
	}
	q.it.set(spoken{Answer: a})
	return q.registrar.noteEffects(ctx, b, a)
}

// SendAtOnce sends the request that was prepared several times side by side: the same bytes, or each with values of its own.
func (q *Requests) SendAtOnce(ctx context.Context, n int, eachItsOwn bool, want Want) error {
	d, err := q.toSend()
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
		if requests[i], err = q.provisioner.prepare(ctx, d, Bindings{}, false); err != nil {
			return err
		}
	}
	if err := q.baselines.take(ctx); err != nil {
		return err
	}
	q.it.set(spoken{})
	q.registrar.history.last[d.Operation.ID] = requests[0]
	return q.judgeBatch(ctx, q.caller.sendAll(ctx, requests, exchange.Testing), want)
}

// judgeBatch judges the answers to requests that were sent at once. "It" is the first that was accepted, or else the first.
func (q *Requests) judgeBatch(ctx context.Context, outcomes []outcome, want Want) error {
	for _, o := range outcomes {
		if o.err != nil {
			return q.caller.count(o)
		}
	}
	slices.SortFunc(outcomes, func(a, b outcome) int { return a.exchange.Number - b.exchange.Number })
	var first error
	for _, o := range outcomes {
		if err := q.caller.count(o); err != nil {
			return err
		}
		a, err := q.caller.judge.judge(o.prepared, o.exchange, want)
		if err != nil {
			if first == nil {
				first = err
			}
			continue
		}
		q.it.Batch = append(q.it.Batch, a)
		if q.it.Answer == nil || !q.it.Answer.Accepted() && a.Accepted() {
			q.it.Answer = a
		}
		if err := q.registrar.noteEffects(ctx, o.prepared, a); err != nil {
			return err
		}
	}
	return first
}
