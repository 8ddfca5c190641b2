package steps

import (
	"context"

	"github.com/bbconform/bbconform/steps/exchange"
)

// Some sentences compare the state with how it was: what is unchanged, what can no longer be read, what a list no longer holds.
// They would pass with a target whose read operation never works, if it had not been seen to work. So the state is looked at
// before the first of the calls that such a sentence follows.

// comparison is a sentence that compares the state with how it was.
type comparison struct {
	step int // index of the sentence
	with Baseline
	args Args
}

// comparisonsIn returns the sentences of a scenario that compare the state with how it was.
func comparisonsIn(sentences []Sentence) []comparison {
	var all []comparison
	for i, sentence := range sentences {
		if d, args, ok := Parse(sentence.Text); ok && d.Compares != NoBaseline {
			all = append(all, comparison{step: i, with: d.Compares, args: args})
		}
	}
	return all
}

// takeBaselines looks at the state that later sentences compare with. What is unchanged is compared with how it was before the first
// of the calls in a row that the sentence follows; what is gone must have been there before any call.
func (s *Scenario) takeBaselines(ctx context.Context) error {
	if s.step < 0 || s.step >= len(s.env.Sentences) {
		return nil
	}
	first, end := s.around()
	for _, c := range s.comparisons {
		if c.step < s.step {
			continue
		}
		inst, err := s.named(c.args)
		if err != nil || inst.removed {
			continue // it is only going to be made, or it is gone; the sentence itself says so when it should not be
		}
		switch c.with {
		case WasReadable:
			if inst.baseline == "" {
				err = s.takeReading(ctx, inst)
			}
		case AsItWas: // a look from before other calls is too old
			if s.phase == Action && c.step < end && inst.baselineStep != first+1 {
				inst.baselineStep = first + 1
				err = s.takeReading(ctx, inst)
			}
		case WasListed:
			if !inst.listedAtBaseline {
				err = s.inTheList(ctx, inst, c.args, exchange.Preparing)
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
	for first > 0 && s.env.Sentences[first-1].Phase == Action && s.env.Sentences[first].Phase == Action {
		first--
	}
	for end < len(s.env.Sentences) && s.env.Sentences[end].Phase == Action {
		end++
	}
	for end < len(s.env.Sentences) && s.env.Sentences[end].Phase == Outcome {
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
