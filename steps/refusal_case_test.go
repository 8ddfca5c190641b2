package steps

import "testing"

// inPhases are sentences that prepare, act and check.
func inPhases(phases ...[]string) []Sentence {
	var all []Sentence
	for i, phase := range []Phase{Preparation, Action, Outcome} {
		for _, text := range phases[i] {
			all = append(all, Sentence{Text: text, Phase: phase})
		}
	}
	return all
}

// refusalCaseOf is RefusalCaseOf for sentences of which nobody has looked up the definitions.
func refusalCaseOf(sentences []Sentence) (RefusalCase, bool) {
	var definitions []Definition
	for _, sentence := range sentences {
		definitions = append(definitions, Matches(sentence.Text)...)
	}
	return RefusalCaseOf(sentences, definitions)
}

func TestWhatIsACaseOfARefusal(t *testing.T) {
	t.Parallel()
	given := []string{
		`the "consent" building block`, `an existing policy`, `"configPolicyUpdate" has been called`, `a valid "configPolicyUpdate" request`,
		`its body field "policy.name" is set to "Another"`, `its body field "policy.url" is missing`,
	}
	with := func(more ...string) []string { return append(append([]string{}, given...), more...) }
	sent, refused := []string{`it is sent`}, []string{`it is refused`}
	c, ok := refusalCaseOf(inPhases(given, sent, refused))
	if !ok || c.Request != 3 || c.Fault != 5 || c.Send != 6 || c.Common == "" {
		t.Fatalf("got %v: %+v", ok, c)
	}
	for name, sentences := range map[string][]Sentence{
		"nothing is broken":                   inPhases(given[:5], sent, refused),
		"two things are broken":               inPhases(with(`it carries no credentials`), sent, refused),
		"it is only attempted":                inPhases(given, []string{`it is attempted`}, []string{`nothing is found`}),
		"it is sent several times":            inPhases(given, []string{`it is sent 2 times at once`}, refused),
		"it is sent again":                    inPhases(given, []string{`it is sent`, `it is sent again`}, refused),
		"something else is called before":     inPhases(given[:2], append([]string{`"configPolicyRead" is called`}, with()[3:]...), refused),
		"something is made after the request": inPhases(with(`another existing policy`), sent, refused),
		"something else is called after it":   inPhases(given, append(sent, `"configPolicyRead" is called`), refused),
		"it asks for the state":               inPhases(given, sent, append(refused, `the policy is unchanged`)),
		"it asks for a list":                  inPhases(given, sent, append(refused, `the list of policies holds nothing of what was refused`)),
		"it asks for the answer":              inPhases(given, sent, append(refused, `its "errorCode" is present`)),
		"it asks for nothing":                 inPhases(given, sent, nil),
		"it asks for the opposite":            inPhases(given, sent, []string{`it is accepted`}),
	} {
		if c, ok := refusalCaseOf(sentences); ok {
			t.Errorf("%s: it is taken for a case: %+v", name, c)
		}
	}
}

func TestCasesThatBeginAlike(t *testing.T) {
	t.Parallel()
	of := func(given []string, last string) string {
		c, ok := refusalCaseOf(inPhases(given, []string{`it is sent`}, []string{last}))
		if !ok {
			t.Errorf("%q is no case", given)
		}
		return c.Common
	}
	block, policy, request, set := `the "consent" building block`, `an existing policy`, `a valid "configPolicyUpdate" request`, `its body field "policy.name" is set to "A"`
	missing, credentials := `its body field "policy.url" is missing`, `it carries wrong credentials`
	first := of([]string{block, policy, request, missing}, `it is refused`)
	if of([]string{block, policy, request, credentials}, `it is refused`) != first {
		t.Error("two faults of one request do not begin alike")
	}
	for name, other := range map[string]string{
		"nothing is prepared":           of([]string{block, request, missing}, `it is refused`),
		"it is another kind":            of([]string{block, `an existing webhook`, request, missing}, `it is refused`),
		"it is another request":         of([]string{block, policy, `a valid "configPolicyDelete" request`, credentials}, `it is refused`),
		"the request is changed first":  of([]string{block, policy, request, set, missing}, `it is refused`),
		"the request is changed after":  of([]string{block, policy, request, missing, set}, `it is refused`),
		"it asks for a certain refusal": of([]string{block, policy, request, missing}, `it is refused with 400`),
	} {
		if other == first {
			t.Errorf("%s, and it is taken to begin alike", name)
		}
	}
	if of([]string{block, policy, request, set, missing}, `it is refused`) == of([]string{block, policy, request, missing, set}, `it is refused`) {
		t.Error("the fault is at another place, and the sentences are taken to be at the same")
	}
	table := func(cell string) string {
		sentences := inPhases([]string{block, policy, `"configPolicyUpdate" has been called with`, request, missing}, []string{`it is sent`}, []string{`it is refused`})
		sentences[2].Table = [][]string{{"policy.name", cell}}
		c, ok := refusalCaseOf(sentences)
		if !ok {
			t.Error("a preparation with a table is no case")
		}
		return c.Common
	}
	if one, again, other := table("A"), table("A"), table("B"); one != again || one == other {
		t.Error("what is below a sentence does not tell two preparations apart")
	}
}
