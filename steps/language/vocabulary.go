// Package language is what can be known of sentences without saying them: their notation and values, what their definitions declare of
// them, and with that lint, coverage and the documentation. It knows contracts and requests, and nothing of a running scenario; what a
// sentence does is bound to its definition elsewhere.
package language

import (
	"regexp"
	"strings"
)

// Definition is one sentence of a vocabulary.
type Definition struct {
	Sentence   string // with <values> and [parts that may be left out]
	Example    string // as a feature has it
	About      string // what it does, for the author of a feature
	Group      string // heading in the documentation; nothing else depends on it
	Table      bool   // a table follows
	Expression *regexp.Regexp

	Facts // what the sentence needs, makes and does

	start, within string // what every sentence of this definition begins with, and what it contains
}

// Vocabulary is a set of sentences.
type Vocabulary struct {
	definitions []*Definition // in the order of the documentation
}

// New makes a vocabulary of definitions, and the expressions of these.
func New(definitions ...Definition) *Vocabulary {
	v := &Vocabulary{}
	for _, d := range definitions {
		d.Expression = expression(d.Sentence)
		d.start, d.within = literals(d.Sentence)
		v.definitions = append(v.definitions, &d)
	}
	return v
}

// Definitions returns all sentences, in the order of the documentation. They must not be changed.
func (v *Vocabulary) Definitions() []*Definition { return v.definitions }

// Parse finds the one definition of a sentence and its values. It reports false where none fits. Where several do, it returns the
// first; Matches returns them all.
func (v *Vocabulary) Parse(sentence Sentence) (*Definition, Args, bool) {
	known := v.definitions
	if sentence.Definition != nil {
		known = []*Definition{sentence.Definition}
	}
	for _, d := range known {
		if args, ok := d.Parse(sentence); ok {
			return d, args, true
		}
	}
	return nil, Args{}, false
}

// Matches returns every definition that fits a sentence: none means that it is undefined, several that it is ambiguous.
func (v *Vocabulary) Matches(text string) []*Definition {
	var fitting []*Definition
	for _, d := range v.definitions {
		if d.Fits(text) {
			fitting = append(fitting, d)
		}
	}
	return fitting
}

// fitting returns every definition that fits a sentence.
func (v *Vocabulary) fitting(sentence Sentence) []*Definition {
	if sentence.Definition != nil {
		return []*Definition{sentence.Definition}
	}
	return v.Matches(sentence.Text)
}

// Fits reports whether a text is a sentence of this definition.
func (d *Definition) Fits(text string) bool {
	return d.mayFit(text) && d.Expression.MatchString(text)
}

// mayFit reports whether a text has what every sentence of this definition has.
func (d *Definition) mayFit(text string) bool {
	return strings.HasPrefix(text, d.start) && strings.Contains(text, d.within)
}

// Parse returns the values of a sentence, and false where the definition does not fit it.
func (d *Definition) Parse(sentence Sentence) (Args, bool) {
	if !d.mayFit(sentence.Text) {
		return Args{}, false
	}
	groups := d.Expression.FindStringSubmatch(sentence.Text)
	if groups == nil {
		return Args{}, false
	}
	return d.Args(groups[1:], sentence.Table), true
}

// Args returns the values of a sentence from what the groups of the expression hold.
func (d *Definition) Args(groups []string, table [][]string) Args {
	return Args{names: d.Expression.SubexpNames()[1:], values: groups, table: table}
}
