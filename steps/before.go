package steps

import "context"

// Some sentences compare the state with how it was: what is unchanged, what can no longer be read, what a list no longer holds.
// They would pass with a target whose read operation never works, if it had not been seen to work. So the state is looked at
// before the first of the calls that such a sentence follows.

// lookBefore looks at the state that later sentences compare with. What is unchanged is compared with how it was before the first
// of the calls in a row that the sentence follows; what is gone must have been there before any call.
func (s *Scenario) lookBefore(ctx context.Context) error {
	if s.step < 0 || s.step >= len(s.env.Sentences) {
		return nil
	}
	first, end := s.around()
	for i, sentence := range s.env.Sentences[s.step:] {
		definition, args, ok := Parse(sentence.Text)
		if !ok || definition.look == nil {
			continue
		}
		t, err := s.named(args)
		if err != nil || t.removed {
			continue // it is only going to be made, or it is gone; the sentence itself says so when it should not be
		}
		due := !definition.look.anew && !definition.look.taken(t)
		if definition.look.anew && s.phase == Action && s.step+i < end && t.looked != first+1 {
			due, t.looked = true, first+1
		}
		if due {
			if err := definition.look.take(ctx, s, t, args); err != nil {
				return err
			}
		}
	}
	return nil
}

// look is how a sentence looks at the state before the calls that it follows.
type look struct {
	take  func(ctx context.Context, s *Scenario, t *thing, args Args) error
	taken func(t *thing) bool // there was a look at any time
	anew  bool                // a look from before other calls is too old
}

func lookAtThing(anew bool) *look {
	return &look{take: readBefore, taken: func(t *thing) bool { return t.before != "" }, anew: anew}
}

func lookAtList() *look {
	return &look{take: listBefore, taken: func(t *thing) bool { return t.listed }}
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

// readBefore keeps what the read operation of a thing answers.
func readBefore(ctx context.Context, s *Scenario, t *thing, _ Args) error {
	_, object, err := s.readObject(ctx, t, Preparing)
	if err != nil {
		return err
	}
	t.before = object.Raw
	return nil
}

// listBefore makes sure that the list holds a thing.
func listBefore(ctx context.Context, s *Scenario, t *thing, args Args) error {
	if err := s.inTheList(ctx, t, args, Preparing); err != nil {
		return err
	}
	t.listed = true
	return nil
}
