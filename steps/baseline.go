package steps

import "context"

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
	for i, sentence := range s.env.Sentences[s.step:] {
		definition, args, ok := Parse(sentence.Text)
		if !ok || definition.baseline == nil {
			continue
		}
		inst, err := s.named(args)
		if err != nil || inst.removed {
			continue // it is only going to be made, or it is gone; the sentence itself says so when it should not be
		}
		due := !definition.baseline.fresh && !definition.baseline.taken(inst)
		if definition.baseline.fresh && s.phase == Action && s.step+i < end && inst.baselineStep != first+1 {
			due, inst.baselineStep = true, first+1
		}
		if due {
			if err := definition.baseline.take(ctx, s, inst, args); err != nil {
				return err
			}
		}
	}
	return nil
}

// baselineRule is how a sentence looks at the state before the calls that it follows.
type baselineRule struct {
	take  func(ctx context.Context, s *Scenario, inst *instance, args Args) error
	taken func(inst *instance) bool // there was a look at any time
	fresh bool                      // a look from before other calls is too old
}

func baselineOfReading(anew bool) *baselineRule {
	return &baselineRule{take: takeReading, taken: func(inst *instance) bool { return inst.baseline != "" }, fresh: anew}
}

func baselineOfList() *baselineRule {
	return &baselineRule{take: takeListing, taken: func(inst *instance) bool { return inst.listedAtBaseline }}
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
func takeReading(ctx context.Context, s *Scenario, inst *instance, _ Args) error {
	_, object, err := s.readObject(ctx, inst, Preparing)
	if err != nil {
		return err
	}
	inst.baseline = object.Raw
	return nil
}

// takeListing makes sure that the list holds an instance.
func takeListing(ctx context.Context, s *Scenario, inst *instance, args Args) error {
	if err := s.inTheList(ctx, inst, args, Preparing); err != nil {
		return err
	}
	inst.listedAtBaseline = true
	return nil
}
