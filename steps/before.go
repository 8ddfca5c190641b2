package steps

import "context"

// Some sentences compare the state with how it was: what is unchanged, what can no longer be read, what a list no longer holds.
// They would pass with a target whose read operation never works, if it had not been seen to work. So the state is looked at
// before the first of the calls that such a sentence follows.

// lookBefore looks at the state that sentences after the coming calls compare with. It does nothing but before the first of
// several calls in a row.
func (s *Scenario) lookBefore(ctx context.Context) error {
	if s.phase == Preparation || s.step < 0 || s.step >= len(s.env.Sentences) {
		return nil
	}
	first := s.step
	for first > 0 && s.env.Sentences[first-1].Phase == Action {
		first--
	}
	if s.looked == first+1 {
		return nil
	}
	s.looked = first + 1
	for _, sentence := range s.following() {
		definition, args, ok := Parse(sentence.Text)
		if !ok || definition.before == nil {
			continue
		}
		t, err := s.named(args)
		if err != nil {
			continue // it is only going to be made; the sentence itself says so when it is not
		}
		if err := definition.before(ctx, s, t, args); err != nil {
			return err
		}
	}
	return nil
}

// following returns the sentences that check what the current calls brought about: those up to the next preparation or call.
func (s *Scenario) following() []Sentence {
	rest := s.env.Sentences[s.step:]
	i := 0
	for i < len(rest) && rest[i].Phase == Action {
		i++
	}
	end := i
	for end < len(rest) && rest[end].Phase == Outcome {
		end++
	}
	return rest[i:end]
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
