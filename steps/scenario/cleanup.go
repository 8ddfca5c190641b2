package scenario

import (
	"context"
	"net/http"
	"slices"

	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

// Cleanup removes what the scenario made, the newest first, where the building block has an operation for it. What cannot be
// removed is a note and changes no verdict.
func (s *Scenario) Cleanup(ctx context.Context) StepRecord {
	s.record.end()
	for _, inst := range slices.Backward(s.Instances.names.made) {
		if inst.Removed || inst.Spec.Delete == "" {
			continue
		}
		if err := s.remove(ctx, inst); err != nil {
			s.record.remark("the " + inst.Kind + " " + values.Text(values.Unquoted(inst.ID)) + " was not removed: " + err.Error())
		}
		if ctx.Err() != nil {
			break
		}
	}
	s.Instances.names.made = nil
	return s.record.end()
}

func (s *Scenario) remove(ctx context.Context, inst *Instance) error {
	bindings := about(inst)
	bindings.onlyExisting = true
	b, err := s.Instances.request(ctx, inst.Spec.Delete, bindings)
	if err != nil {
		return err
	}
	x, err := s.Instances.caller.send(ctx, b, exchange.Cleaning)
	switch {
	case err != nil:
		return err
	case x.Err != nil:
		return x.Err
	}
	s.Judge.noteContract(b, x)
	if a := newAnswer(b, x); !a.Accepted() && a.Status() != http.StatusNotFound && a.Status() != http.StatusGone { // HTTP's own word for: it is not there
		return verdict.Inconclusivef("%s answered %s", a.Operation(), a.InWords())
	}
	return nil
}
