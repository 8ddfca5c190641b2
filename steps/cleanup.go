package steps

import (
	"context"
	"slices"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// Cleanup removes what the scenario made, the newest first, where the building block has an operation for it. What cannot be
// removed is a note and changes no verdict.
func (s *Scenario) Cleanup(ctx context.Context) StepRecord {
	s.record = StepRecord{}
	for _, inst := range slices.Backward(s.made) {
		if inst.removed || inst.spec.Delete == "" {
			continue
		}
		if err := s.remove(ctx, inst); err != nil {
			s.record.Notes = append(s.record.Notes, "the "+inst.kind+" "+values.Text(values.Unquoted(inst.id))+" was not removed: "+err.Error())
		}
		if ctx.Err() != nil {
			break
		}
	}
	s.made = nil
	return s.EndStep()
}

func (s *Scenario) remove(ctx context.Context, inst *instance) error {
	op, err := s.operation(inst.spec.Delete)
	if err != nil {
		return err
	}
	d, err := s.newDraft(op)
	if err != nil {
		return err
	}
	c := s.bindingsOf(inst)
	c.onlyExisting = true
	b, err := s.build(ctx, d, c, withoutFaults)
	if err != nil {
		return err
	}
	x, err := s.send(ctx, b, exchange.Cleaning)
	if err == nil {
		s.noteContract(b, x)
	}
	switch {
	case err != nil:
		return err
	case x.Err != nil:
		return x.Err
	case x.Status/100 != 2 && x.Status != 404 && x.Status != 410:
		return verdict.Inconclusivef("%s answered %d", op.ID, x.Status)
	}
	return nil
}

// noteContract holds an answer against the contract that decides nothing. What does not conform is a note.
func (s *Scenario) noteContract(b *preparedRequest, x *exchange.Exchange) {
	if x.Err != nil || x.TooLarge {
		return
	}
	findings := b.operation().CheckAnswer(specs.Answer{Status: x.Status, Header: x.Header, Body: x.Body, Request: httpRequest(x), Refusal: true})
	if len(findings) > 0 {
		s.record.Notes = append(s.record.Notes, "an answer that decides nothing does not conform to the contract: "+messages(findings))
	}
}
