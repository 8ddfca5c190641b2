package steps

import (
	"context"
	"reflect"
	"slices"
	"sync"

	"github.com/cucumber/godog"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/scenario"
	"github.com/bbconform/bbconform/steps/verdict"
)

// Definition is one sentence of the vocabulary, with what it does.
type Definition struct {
	*language.Definition
	does action
}

// action is what a sentence does in a scenario.
type action func(ctx context.Context, s *Scenario, a language.Args) error

// sentence is a Definition before it is part of the vocabulary.
type sentence struct {
	language.Definition
	does action
}

// The groups of the vocabulary, in the order of the documentation.
const (
	groupPreparing = "Preparing"
	groupCalling   = "Calling"
	groupAnswer    = "Checking the answer"
	groupState     = "Checking the state"
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

// Table returns the vocabulary as Markdown: a table for each group, and one for the faults.
func Table() string { return vocabulary().Table() }

// NewScenario begins a scenario.
func NewScenario(env Environment) *Scenario {
	env.Comparisons = vocabulary().Comparisons(env.Sentences)
	return scenario.New(env)
}

// Bind returns the function that godog calls for the sentence in the scenario s.
func (d Definition) Bind(s *Scenario) any {
	groups := d.Expression.NumSubexp()
	return reflect.MakeFunc(handlerType(groups, d.Table), func(in []reflect.Value) []reflect.Value {
		ctx := in[0].Interface().(context.Context)
		var values []string
		for _, value := range in[1 : 1+groups] {
			values = append(values, value.String())
		}
		var table [][]string
		if d.Table {
			table = rows(in[1+groups].Interface().(*godog.Table))
		}
		err := d.does(ctx, s, d.Args(values, table))
		return []reflect.Value{reflect.ValueOf(&err).Elem()}
	}).Interface()
}

// handlerType is func(context.Context, string…, *godog.Table) error with as many strings as the sentence has groups.
func handlerType(groups int, table bool) reflect.Type {
	in := []reflect.Type{reflect.TypeFor[context.Context]()}
	for range groups {
		in = append(in, reflect.TypeFor[string]())
	}
	if table {
		in = append(in, reflect.TypeFor[*godog.Table]())
	}
	return reflect.FuncOf(in, []reflect.Type{reflect.TypeFor[error]()}, false)
}

func rows(table *godog.Table) [][]string {
	var out [][]string
	if table == nil { // something else follows the sentence; Lint says so before the run
		return nil
	}
	for _, row := range table.Rows {
		var cells []string
		for _, cell := range row.Cells {
			cells = append(cells, cell.Value)
		}
		out = append(out, cells)
	}
	return out
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
	return vocabulary().of(d).does(ctx, s, args)
}
