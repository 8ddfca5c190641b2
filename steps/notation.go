package steps

import (
	"context"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/specs"
)

// bodyWord is a way to write a body, as sentences name it.
type bodyWord struct {
	word string
	kind specs.BodyKind
}

func bodyWords() []bodyWord {
	return []bodyWord{
		{"JSON", specs.JSONBody}, {"a form in parts", specs.PartForm}, {"a form in one line", specs.LineForm},
		{"XML", specs.XMLBody}, {"plain text", specs.TextBody}, {"a file", specs.FileBody},
	}
}

// wordOf is how sentences call bodies of a kind.
func wordOf(kind specs.BodyKind) string {
	words := bodyWords()
	i := slices.IndexFunc(words, func(w bodyWord) bool { return w.kind == kind })
	return words[i].word
}

func bodyWordNames() []string {
	words := bodyWords()
	names := make([]string, len(words))
	for i, w := range words {
		names[i] = w.word
	}
	return names
}

// WrittenAs returns an operation with its body written as a sentence says: in words ("a form in parts"), or as a media type.
// The error says why such a body cannot be sent: the contract does not take it, or the sample request does not have it.
func WrittenAs(block *specs.Block, op *specs.Operation, notation string) (*specs.Operation, error) {
	sample, err := block.Sample(op.ID)
	if err != nil {
		return nil, suiteFault("%v", err)
	}
	mediaType := notation
	if slices.Contains(bodyWordNames(), notation) {
		if mediaType, err = mediaTypeFor(op, sample, notation); err != nil {
			return nil, err
		}
	}
	view, err := op.As(mediaType)
	if err != nil {
		return nil, suiteFault("%v", err)
	}
	if sample.BodyOf(view) == nil {
		return nil, suiteFault("the sample request of %s has no body of type %s: write one into requests/%s.yaml, below bodies", op.ID, mediaType, op.ID)
	}
	return view, nil
}

// mediaTypeFor finds the one media type of an operation that a sentence means.
func mediaTypeFor(op *specs.Operation, sample *specs.Sample, word string) (string, error) {
	var fitting, all []string
	for _, name := range append(op.MediaTypes(), sample.MediaTypes(op)...) {
		if slices.Contains(all, name) || strings.Contains(name, "*") {
			continue
		}
		all = append(all, name)
		if wordOf(specs.KindOf(name)) == word {
			fitting = append(fitting, name)
		}
	}
	switch {
	case len(fitting) == 1:
		return fitting[0], nil
	case len(fitting) > 1:
		return "", suiteFault("the body of operation %s may be %s in several ways; say which: its body is of the type \"%s\"",
			op.ID, word, strings.Join(fitting, "\" or \""))
	case op.MediaType() == "":
		return "", suiteFault("operation %s takes no body", op.ID)
	}
	for i, name := range all {
		all[i] = wordOf(specs.KindOf(name)) + " (" + name + ")"
	}
	return "", suiteFault("the body of operation %s cannot be %s; it may be: %s", op.ID, word, strings.Join(all, ", "))
}

// notationOf is how a sentence says that a body is written.
func notationOf(a Args) string {
	if notation := a.Get("notation"); notation != "" {
		return notation
	}
	return a.Get("type")
}

func bodyIs(_ context.Context, s *Scenario, a Args) error {
	d, err := s.prepared()
	if err != nil {
		return err
	}
	if d.altered {
		return suiteFault("%s", notationTooLate)
	}
	d.op, err = WrittenAs(s.block, d.op, notationOf(a))
	return err
}

// notationTooLate is said where a field was found in one notation and would be sent in another.
const notationTooLate = "how the body is written must be said before anything about the body is changed or broken"
