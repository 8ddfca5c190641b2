package request

import (
	"slices"
	"strings"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/verdict"
)

// bodyMedium is a way to write a body, as sentences name it.
type bodyMedium struct {
	word string
	kind specs.BodyKind
}

func bodyMedia() []bodyMedium {
	return []bodyMedium{
		{"JSON", specs.JSONBody}, {"a form in parts", specs.PartForm}, {"a form in one line", specs.LineForm},
		{"XML", specs.XMLBody}, {"plain text", specs.TextBody}, {"a file", specs.FileBody},
	}
}

// wordOf is how sentences call bodies of a kind.
func wordOf(kind specs.BodyKind) string {
	words := bodyMedia()
	i := slices.IndexFunc(words, func(w bodyMedium) bool { return w.kind == kind })
	return words[i].word
}

// BodyMedia returns the words for ways to write a body, as sentences say them.
func BodyMedia() []string {
	words := bodyMedia()
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
		return nil, verdict.SuiteFaultf("%v", err)
	}
	mediaType := notation
	if slices.Contains(BodyMedia(), notation) {
		if mediaType, err = mediaTypeFor(op, sample, notation); err != nil {
			return nil, err
		}
	}
	view, err := op.As(mediaType)
	if err != nil {
		return nil, verdict.SuiteFaultf("%v", err)
	}
	if sample.BodyOf(view) == nil {
		return nil, verdict.SuiteFaultf("the sample request of %s has no body of type %s: write one into requests/%s.yaml, below bodies", op.ID, mediaType, op.ID)
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
		return "", verdict.SuiteFaultf("the body of operation %s may be %s in several ways; say which: its body is of the type \"%s\"",
			op.ID, word, strings.Join(fitting, "\" or \""))
	case op.MediaType() == "":
		return "", verdict.SuiteFaultf("operation %s takes no body", op.ID)
	}
	for i, name := range all {
		all[i] = wordOf(specs.KindOf(name)) + " (" + name + ")"
	}
	return "", verdict.SuiteFaultf("the body of operation %s cannot be %s; it may be: %s", op.ID, word, strings.Join(all, ", "))
}
