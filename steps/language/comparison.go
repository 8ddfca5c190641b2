package language

// Comparison is a sentence that compares the state with how it was before calls.
type Comparison struct {
	Step  int // index of the sentence, from 0
	With  Baseline
	Kind  string // of the instance, as the sentence has it
	Other bool   // the other instance of that kind
	List  string // kind whose list it is about, as the sentence has it; empty: none
}

// Comparisons returns the sentences of a scenario that compare the state with how it was, in their order.
func (v *Vocabulary) Comparisons(sentences []Sentence) []Comparison {
	var all []Comparison
	for i, sentence := range sentences {
		if d, args, ok := v.Parse(sentence); ok && d.Compares != NoBaseline {
			all = append(all, Comparison{Step: i, With: d.Compares, Kind: args.Get("resource"), Other: args.Has("other"), List: args.Get("resources")})
		}
	}
	return all
}
