package scenario

import (
	"context"
	"time"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/request"
	"github.com/bbconform/bbconform/steps/verdict"
)

// Provisioner prepares requests and provides the instances that they are about. The two go together: a request may need an instance
// that is not there yet, and an instance is made by a request.
type Provisioner struct {
	subject *subject
	names   *Namespace
	fresh   *fresh
	memory  Memory
	it      *It
	caller  *caller

	registrar *registrar

	data    map[string]any   // the target's own test data by name, in place of the block's defaults
	callers exchange.Callers // what the target's configuration has for whom
	clock   func() time.Time
}

// prepare makes a request from a draft, with fresh values. Instances that it refers to are made when there are none yet. With faults,
// those of the draft are put into it.
func (p *Provisioner) prepare(ctx context.Context, d *request.Draft, bindings Bindings, withFaults bool) (*Prepared, error) {
	if err := p.mustBeConfigured(d.As(), "has to call "+d.Operation.ID); err != nil {
		return nil, err
	}
	bindings = bindings.clone()
	for _, kind := range d.Others {
		other, err := p.Other(kind)
		if err != nil {
			return nil, err
		}
		bindings.chosen[other.Kind] = other
	}
	e := &expansion{ctx: ctx, binding: &binding{Bindings: bindings, p: p}, token: p.fresh.token()}
	prepared, err := d.Prepare(e, e.token, withFaults)
	if err != nil {
		return nil, err
	}
	return &Prepared{Prepared: prepared, used: e.binding.used}, nil
}

// request prepares the valid request of an operation.
func (p *Provisioner) request(ctx context.Context, operation string, bindings Bindings) (*Prepared, error) {
	d, err := p.draft(operation, bindings)
	if err != nil {
		return nil, err
	}
	return p.prepare(ctx, d, bindings, false)
}

// draft begins a request that no sentence speaks of. It is the one place that chooses as whom the state is looked at: as whoever made
// what is looked at, where that role may, since what belongs to one caller need not be shown to another.
func (p *Provisioner) draft(operation string, bindings Bindings) (*request.Draft, error) {
	d, err := p.subject.draft(operation)
	if err != nil {
		return nil, err
	}
	if role, ok := p.subject.block.Role(bindings.as.Role); ok && p.subject.block.MayCall(role, operation) {
		err = d.CallAs(role.Name, bindings.as.Another)
	}
	return d, err
}

// mustBeConfigured makes sure that the target's configuration says how requests are made as a caller. What says what for, after the caller.
func (p *Provisioner) mustBeConfigured(as exchange.Principal, what string) error {
	if c := p.callers(as); c.Missing {
		return verdict.Inconclusivef("%s %s, and the target's configuration has nothing for that: it belongs under %s",
			request.CallerInWords(p.subject.block, as.Role, as.Another), what, c.Key)
	}
	return nil
}

// Find returns the current instance of a kind, or the other one. Nothing is made.
func (p *Provisioner) Find(kind string, other bool) (*Instance, error) {
	if other {
		return p.Other(kind)
	}
	return p.Current(kind)
}

// Current returns the current instance of a kind. Nothing is made.
func (p *Provisioner) Current(kind string) (*Instance, error) {
	name, _, err := p.subject.kind(kind)
	if err != nil {
		return nil, err
	}
	if inst := p.names.Of(name).Current; inst != nil {
		return inst, nil
	}
	if err := p.registrar.whyMissing(name); err != nil {
		return nil, err
	}
	return nil, verdict.SuiteFaultf("there is no %s yet", name)
}

// Other returns the other instance of a kind. Nothing is made.
func (p *Provisioner) Other(kind string) (*Instance, error) {
	name, _, err := p.subject.kind(kind)
	if err != nil {
		return nil, err
	}
	if inst := p.names.Of(name).Other; inst != nil {
		return inst, nil
	}
	if err := p.registrar.whyMissing(name); err != nil {
		return nil, err
	}
	return nil, verdict.SuiteFaultf("there is no other %s: a sentence such as \"another existing %s\" must come first", name, name)
}

// FindState is Find for a sentence about the state: the last answer must not owe anything that no sentence has asked for.
func (p *Provisioner) FindState(kind string, other bool) (*Instance, error) {
	if err := p.it.ResolveUnlessRefused(); err != nil {
		return nil, err
	}
	return p.Find(kind, other)
}

// FindReadable is Find for a sentence that compares with what the read operation of the instance answers.
func (p *Provisioner) FindReadable(kind string, other bool) (*Instance, error) {
	inst, err := p.Find(kind, other)
	if err != nil {
		return nil, err
	}
	return inst, p.subject.readable(inst)
}

// All returns the instances of a kind, by its name in the singular or the plural, that were made for sentences to speak of and are still
// there.
func (p *Provisioner) All(kind string) ([]*Instance, error) {
	name, _, err := p.subject.kind(kind)
	if err != nil {
		return nil, err
	}
	var all []*Instance
	for _, inst := range p.names.Of(name).All {
		if !inst.Removed {
			all = append(all, inst)
		}
	}
	if len(p.names.Of(name).All) == 0 {
		return nil, verdict.SuiteFaultf("the scenario made no %s", kind)
	}
	return all, nil
}

// make makes an instance from the sample request of its create operation.
func (p *Provisioner) make(ctx context.Context, kind string, bindings Bindings) (*Instance, *Answer, error) {
	kind, spec, err := p.subject.kind(kind)
	if err != nil {
		return nil, nil, err
	}
	with := &binding{Bindings: bindings, p: p}
	for _, need := range spec.Needs {
		if _, err := with.instance(ctx, need); err != nil {
			return nil, nil, err
		}
	}
	d, err := p.subject.draft(spec.Create)
	if err != nil {
		return nil, nil, err
	}
	return p.makeFrom(ctx, kind, d, bindings)
}

// makeFrom makes an instance by sending a draft.
func (p *Provisioner) makeFrom(ctx context.Context, kind string, d *request.Draft, bindings Bindings) (*Instance, *Answer, error) {
	spec := p.subject.block.Resources[kind]
	b, err := p.prepare(ctx, d, bindings, false)
	if err != nil {
		return nil, nil, err
	}
	a, err := p.caller.call(ctx, b, exchange.Preparing, WantAccepted)
	if err != nil {
		return nil, nil, err
	}
	id, err := p.registrar.identifier(ctx, spec, b, a)
	if err != nil {
		return nil, nil, err
	}
	if list := p.registrar.failedLookups[spec.List]; id == "" && list != nil {
		return nil, nil, p.caller.judge.mustBeAccepted(list, exchange.Preparing)
	}
	if id == "" {
		return nil, nil, p.caller.record.Blame(exchange.Preparing, a.Exchange.Number, specs.Finding{
			Code: "missing-field", Operation: a.Operation(), Location: spec.ID, Expected: "the identifier of the new " + kind, Actual: "none",
			Message: "the answer does not tell the identifier of the new " + kind,
		})
	}
	return p.registrar.newInstance(kind, id, b, a), a, nil
}
