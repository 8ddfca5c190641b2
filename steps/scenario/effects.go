package scenario

import (
	"context"
	"maps"
	"net/http"
	"slices"
)

// noteEffects takes note of what an accepted call made, changed or removed, and of what was sent. Later sentences may ask about it.
func (p *Provisioner) noteEffects(ctx context.Context, b *Prepared, a *Answer) error {
	if b.Faulty {
		return nil
	}
	if !a.Accepted() {
		for kind, spec := range p.subject.block.Resources {
			if spec.Create == a.Operation() {
				p.unidentified[kind] = a
			}
		}
		return nil
	}
	before := len(p.names.made)
	p.noteRemoved(b)
	for _, inst := range b.used {
		if !inst.Removed && inst.isIn(a) {
			inst.update(a)
		}
	}
	for _, kind := range p.kinds() {
		if err := p.noteCreated(ctx, kind, b, a); err != nil {
			return err
		}
	}
	if b.Draft.IsChanging() && len(p.names.made) == before {
		p.history.prepared = append(p.history.prepared, b)
	}
	p.history.keepSent(b, p.names.made[before:]...)
	return nil
}

// kinds are the kinds of instances of the building block, in an order that is always the same.
func (p *Provisioner) kinds() []string {
	return slices.Sorted(maps.Keys(p.subject.block.Resources))
}

// noteRemoved takes note of what a request removed.
func (p *Provisioner) noteRemoved(b *Prepared) {
	for _, inst := range b.used {
		if b.removes(inst) {
			inst.Removed = true
		}
	}
}

// removes reports whether a request is the one that removes an instance.
func (b *Prepared) removes(inst *Instance) bool {
	return b.Operation().ID == inst.Spec.Delete && b.isAbout(inst)
}

// noteCreated takes note of an instance of a kind that a call made: its create operation did, or, of instances that can be read, another
// POST whose answer tells an identifier that is not known yet, at the location where the create operation tells it.
func (p *Provisioner) noteCreated(ctx context.Context, kind string, b *Prepared, a *Answer) error {
	spec := p.subject.block.Resources[kind]
	creates := spec.Create == a.Operation()
	if !creates && (spec.ID == "" || spec.Read == "" || b.Operation().Method != http.MethodPost) {
		return nil
	}
	id, err := p.identifier(ctx, spec, b, a)
	if err != nil {
		return err
	}
	if id == "" {
		if creates && spec.SentID == "" {
			p.unidentified[kind] = a
		}
		return nil
	}
	delete(p.unidentified, kind)
	inst := p.names.known(kind, id)
	if inst != nil && !creates {
		return nil
	}
	if inst == nil {
		inst = p.newInstance(kind, id, b, a)
	}
	inst.implicit = false
	p.names.bind(inst, b.Draft.IsAboutOther())
	return nil
}
