package scenario

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/request"
	"github.com/bbconform/bbconform/steps/verdict"
)

// controls send the controls of refusals.
type controls struct {
	provisioner *Provisioner
	registrar   *registrar
	caller      *caller
}

// send sends the request of a draft without its faults, which must be accepted.
//
// A request that changes something would leave its mark: what was deleted cannot be deleted again, and a refusal would be due
// to that rather than to the fault. Such a control is sent about doubles: everything that the request refers to is made once
// more, and the calls of the preparation are repeated on it. Where a request holds a value of an earlier answer, no double
// would fit it; then the control is about the instances themselves, and what it removed is made again. Touched says that it was: the
// instances may no longer be as they were prepared.
func (c *controls) send(ctx context.Context, d *request.Draft) (b *Prepared, touched bool, err error) {
	b, doubled, err := c.prepare(ctx, d)
	if err != nil {
		return nil, false, err
	}
	a, err := c.caller.call(ctx, b, exchange.Control, WantAccepted)
	if err != nil {
		return nil, false, err
	}
	if err := c.noteControlled(ctx, b, a); err != nil || doubled {
		return b, false, err
	}
	return b, d.IsChanging() && len(b.used) > 0, c.replaceRemoved(ctx, b)
}

// prepare prepares the control of a draft, about doubles where it needs them and they can be made.
func (c *controls) prepare(ctx context.Context, d *request.Draft) (b *Prepared, doubled bool, err error) {
	if b, err = c.provisioner.prepare(ctx, d, Bindings{}, false); err != nil {
		return nil, false, err
	}
	if !d.IsChanging() || len(b.used) == 0 || d.Remembers() || c.rememberedIn(b.used) {
		return b, false, nil
	}
	if b, err = c.aboutDoubles(ctx, d, b.used); err != nil {
		return nil, true, asControl(err)
	}
	return b, true, nil
}

// prepareAgain prepares a control once more: about the instances themselves, or as the first one was.
func (c *controls) prepareAgain(ctx context.Context, d *request.Draft, themselves bool) (*Prepared, error) {
	if themselves {
		return c.provisioner.prepare(ctx, d, Bindings{}, false)
	}
	b, _, err := c.prepare(ctx, d)
	return b, err
}

// rememberedIn reports whether something of the preparation of some instances holds a value of an earlier answer.
func (c *controls) rememberedIn(instances []*Instance) bool {
	for _, b := range c.registrar.history.prepared {
		if b.Draft.Remembers() && slices.ContainsFunc(b.used, func(inst *Instance) bool { return slices.Contains(instances, inst) }) {
			return true
		}
	}
	return slices.ContainsFunc(instances, func(inst *Instance) bool { return inst.draft.Remembers() })
}

// aboutDoubles prepares the request of a draft about doubles of the instances that it refers to.
func (c *controls) aboutDoubles(ctx context.Context, d *request.Draft, instances []*Instance) (*Prepared, error) {
	bindings := Bindings{doubles: map[*Instance]*Instance{}, scope: c.provisioner.fresh.token()}
	for _, inst := range instances {
		if _, err := c.provisioner.double(ctx, inst, bindings); err != nil {
			return nil, err
		}
	}
	for _, call := range c.registrar.history.prepared {
		if !slices.ContainsFunc(call.used, func(inst *Instance) bool { return bindings.doubles[inst] != nil }) {
			continue
		}
		b, err := c.provisioner.prepare(ctx, call.Draft, bindings, false)
		if err != nil {
			return nil, err
		}
		a, err := c.caller.call(ctx, b, exchange.Preparing, WantAccepted)
		if err != nil {
			return nil, err
		}
		for _, inst := range b.used {
			if inst.isIn(a) {
				inst.update(a)
			}
		}
	}
	return c.provisioner.prepare(ctx, d, bindings, false)
}

// noteControlled takes note of what a control made or removed. No sentence ever speaks of it.
func (c *controls) noteControlled(ctx context.Context, b *Prepared, a *Answer) error {
	c.registrar.noteRemoved(b)
	for _, kind := range c.registrar.subject.kinds() {
		spec := c.registrar.subject.block.Resources[kind]
		if spec.Create != a.Operation() {
			continue
		}
		id, err := c.registrar.identifier(ctx, spec, b, a)
		if err != nil {
			return err
		}
		if id != "" && c.registrar.names.known(kind, id) == nil {
			c.registrar.newInstance(kind, id, b, a)
		}
	}
	return nil
}

// replaceRemoved makes again what a control about the instances themselves removed.
func (c *controls) replaceRemoved(ctx context.Context, b *Prepared) error {
	for _, inst := range b.used {
		if !b.removes(inst) {
			continue
		}
		fresh, _, err := c.provisioner.makeFrom(ctx, inst.Kind, inst.draft.Plain(), Bindings{chosen: inst.madeWith})
		if err != nil {
			return asControl(err)
		}
		c.registrar.names.replace(inst, fresh)
	}
	return nil
}

// asControl makes an error of the preparation of a control say so.
func asControl(err error) error {
	var in *verdict.Inconclusive
	if errors.As(err, &in) && !strings.HasPrefix(in.Reason, "nothing can be said") {
		return verdict.Inconclusivef("nothing can be said about the refusal, as its control could not be prepared: %s", in.Reason)
	}
	return err
}
