package scenario

import (
	"context"

	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
)

// Some sentences compare the state with how it was: what is unchanged, what can no longer be read, what a list no longer holds.
// They would pass with a target whose read operation never works, if it had not been seen to work. So the state is looked at
// before the first of the calls that such a sentence follows.

// baselines looks at the state that later sentences compare with.
type baselines struct {
	observer    *Observer
	record      *Recorder
	sentences   []language.Sentence
	comparisons []language.Comparison
}

// take looks at the state before a call. What is unchanged is compared with how it was before the first of the calls in a row that the
// sentence follows; what is gone must have been there before any call.
func (b *baselines) take(ctx context.Context) error {
	step := b.record.step
	if step < 0 || step >= len(b.sentences) {
		return nil
	}
	first, end := b.around(step)
	for _, c := range b.comparisons {
		if c.Step < step {
			continue
		}
		inst, err := b.observer.provisioner.Find(c.Kind, c.Other)
		if err != nil || inst.Removed {
			continue // it is only going to be made, or it is gone; the sentence itself says so when it should not be
		}
		switch c.With {
		case language.WasReadable:
			if inst.baseline == "" {
				err = b.takeReading(ctx, inst)
			}
		case language.AsItWas: // a look from before other calls is too old
			if b.record.phase == language.Action && c.Step < end && inst.baselineStep != first+1 {
				inst.baselineStep = first + 1
				err = b.takeReading(ctx, inst)
			}
		case language.WasListed:
			if !inst.listedAtBaseline {
				err = b.observer.mustBeListed(ctx, inst, c.List, false, exchange.Preparing)
				inst.listedAtBaseline = err == nil
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// around returns the index of the first of the calls in a row that a sentence belongs to, and that of the first sentence after the
// checks that follow them.
func (b *baselines) around(step int) (first, end int) {
	first, end = step, step
	for first > 0 && b.sentences[first-1].Phase == language.Action && b.sentences[first].Phase == language.Action {
		first--
	}
	for end < len(b.sentences) && b.sentences[end].Phase == language.Action {
		end++
	}
	for end < len(b.sentences) && b.sentences[end].Phase == language.Outcome {
		end++
	}
	return first, end
}

// takeReading keeps what the read operation of an instance answers.
func (b *baselines) takeReading(ctx context.Context, inst *Instance) error {
	_, object, err := b.observer.read(ctx, inst, exchange.Preparing)
	if err != nil {
		return err
	}
	inst.baseline = object.Raw
	return nil
}
