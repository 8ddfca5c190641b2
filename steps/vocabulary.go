package steps

import (
	"context"
	"slices"
	"sync"

	"github.com/cucumber/godog"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/scenario"
	"github.com/bbconform/bbconform/steps/verdict"
)

// vocabulary is the sentences of features. It is made once in a process, with its expressions; nothing else is shared.
var vocabulary = sync.OnceValue(func() *boundVocabulary {
	return bind(slices.Concat(
		preparingSentences(), requestSentences(), callingSentences(), answerSentences(), valueSentences(), listSentences(), pageSentences(),
		stateSentences(), consentSentences(), digitalRegistriesSentences(),
	)...)
})

// boundVocabulary is a vocabulary with what each of its sentences does.
type boundVocabulary struct {
	*language.Vocabulary
	definitions []Definition // in the order of the documentation
}

func bind(sentences ...sentence) *boundVocabulary {
	var definitions []language.Definition
	for _, s := range sentences {
		definitions = append(definitions, s.Definition)
	}
	b := &boundVocabulary{Vocabulary: language.New(definitions...)}
	for i, d := range b.Definitions() {
		b.definitions = append(b.definitions, Definition{Definition: d, does: sentences[i].does})
	}
	return b
}

// of returns a definition with what it does.
func (b *boundVocabulary) of(d *language.Definition) Definition {
	i := slices.IndexFunc(b.definitions, func(known Definition) bool { return known.Definition == d })
	return b.definitions[i]
}

// Vocabulary returns all sentences, in the order of the documentation. The slice is shared and must not be changed.
func Vocabulary() []Definition { return vocabulary().definitions }

// Matches returns every definition that fits a sentence: none means that it is undefined, several that it is ambiguous.
func Matches(text string) []Definition {
	var fitting []Definition
	for _, d := range vocabulary().Matches(text) {
		fitting = append(fitting, vocabulary().of(d))
	}
	return fitting
}

// Lint returns what is wrong with the sentences of a scenario, as far as that is known without any request.
func Lint(block *specs.Block, sentences []Sentence) []Mistake {
	return vocabulary().Lint(block, sentences)
}

// Follow returns what the sentences of a scenario touch, each with the operation that it is about.
func Follow(sentences []Sentence) []Use { return vocabulary().Follow(sentences) }

// RefusalCaseOf returns what a scenario is as a case of a refusal, which can be carried out beside others of its kind, and false where it
// is none. Definitions are those of its sentences, one each.
func RefusalCaseOf(sentences []Sentence, definitions []Definition) (RefusalCase, bool) {
	of := make([]*language.Definition, len(definitions))
	for i, d := range definitions {
		of[i] = d.Definition
	}
	return language.RefusalCaseOf(sentences, of)
}

// Table returns the vocabulary as Markdown: a table for each group, and one for the faults.
func Table() string { return vocabulary().Table() }

// NewScenario begins a scenario.
func NewScenario(env Environment) *Scenario {
	env.Comparisons = vocabulary().Comparisons(env.Sentences)
	return scenario.New(env)
}

// Register makes every sentence known to godog, for Given, When and Then alike.
func Register(sc *godog.ScenarioContext, s *Scenario) {
	for _, d := range Vocabulary() {
		sc.Step(d.Expression, d.Bind(s))
	}
}

// Say does what a sentence says. It is how sentences are said without godog.
func Say(ctx context.Context, s *Scenario, sentence Sentence) error {
	d, args, ok := vocabulary().Parse(sentence)
	if !ok {
		return verdict.SuiteFaultf("no sentence of the vocabulary fits %q", sentence.Text)
	}
	if s.IsSatisfied() {
		return nil
	}
	return vocabulary().of(d).does(ctx, s, args)
}
