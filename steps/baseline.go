package steps

import (
	"context"

	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
)

// Some sentences compare the state with how it was: what is unchanged, what can no longer be read, what a list no longer holds.
// They would pass with a target whose read operation never works, if it had not been seen to work. So the state is looked at
// before the first of the calls that such a sentence follows.

// takeBaselines looks at the state that later sentences compare with. What is unchanged is compared with how it was before the first
// of the calls in a row that the sentence follows; what is gone must have been there before any call.
func (s *Scenario) takeBaselines(ctx context.Context) error {
	if s.step < 0 || s.step >= len(s.env.Sentences) {
		return nil
	}
	first, end := s.around()
	for _, c := range s.env.Comparisons {
		if c.Step < s.step {
			continue
		}
		inst, err := s.instanceOf(c.Kind, c.Other)
		if err != nil || inst.removed {
			continue // it is only going to be made, or it is gone; the sentence itself says so when it should not be
		}
		switch c.With {
		case language.WasReadable:
			if inst.baseline == "" {
				err = s.takeReading(ctx, inst)
			}
		case language.AsItWas: // a look from before other calls is too old
			if s.phase == language.Action && c.Step < end && inst.baselineStep != first+1 {
				inst.baselineStep = first + 1
				err = s.takeReading(ctx, inst)
			}
		case language.WasListed:
			if !inst.listedAtBaseline {
				err = s.inTheList(ctx, inst, c.List, false, exchange.Preparing)
				inst.listedAtBaseline = err == nil
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// around returns the index of the first of the calls in a row that the current sentence belongs to, and that of the first
// sentence after the checks that follow them.
func (s *Scenario) around() (first, end int) {
	first, end = s.step, s.step
	for first > 0 && s.env.Sentences[first-1].Phase == language.Action && s.env.Sentences[first].Phase == language.Action {
		first--
	}
	for end < len(s.env.Sentences) && s.env.Sentences[end].Phase == language.Action {
		end++
	}
	for end < len(s.env.Sentences) && s.env.Sentences[end].Phase == language.Outcome {
		end++
	}
	return first, end
}

// takeReading keeps what the read operation of an instance answers.
func (s *Scenario) takeReading(ctx context.Context, inst *instance) error {
	_, object, err := s.readObject(ctx, inst, exchange.Preparing)
	if err != nil {
		return err
	}
	inst.baseline = object.Raw
	return nil
}
