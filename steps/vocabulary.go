package steps

import (
	"context"
	"reflect"
	"regexp"
	"slices"
	"sync"

	"github.com/cucumber/godog"

	"github.com/bbconform/bbconform/steps/verdict"
)

// Definition is one sentence of the vocabulary.
type Definition struct {
	Sentence   string // with <values> and [parts that may be left out]
	Example    string // as a feature has it
	About      string // what it does, for the author of a feature
	Group      string
	Table      bool // a table follows
	Expression *regexp.Regexp

	Facts // what the sentence needs, makes and does

	run func(ctx context.Context, s *Scenario, a Args) error
}

// The groups of the vocabulary, in the order of the documentation.
const (
	groupPreparing = "Preparing"
	groupCalling   = "Calling"
	groupAnswer    = "Checking the answer"
	groupState     = "Checking the state"
)

// vocabulary is a set of sentences.
type vocabulary struct {
	definitions []Definition // in the order of the documentation
}

// newVocabulary compiles the expressions of sentences.
func newVocabulary(definitions ...Definition) *vocabulary {
	for i := range definitions {
		definitions[i].Expression = expression(definitions[i].Sentence)
	}
	return &vocabulary{definitions}
}

// ofAll is the vocabulary of features. Its expressions are compiled once in a process; nothing else is shared.
var ofAll = sync.OnceValue(func() *vocabulary {
	return newVocabulary(slices.Concat(
		preparingSentences(), requestSentences(), callingSentences(), answerSentences(), valueSentences(), listSentences(),
		stateSentences(), consentSentences(), digitalRegistriesSentences(),
	)...)
})

// Vocabulary returns all sentences, in the order of the documentation. The slice is shared and must not be changed.
func Vocabulary() []Definition { return ofAll().definitions }

// Parse finds the one definition of a sentence and its values. It reports false where none fits. Where several do, which a
// test rules out for the vocabulary itself, it returns the first; Matches returns them all.
func Parse(text string) (Definition, Args, bool) {
	for _, d := range Vocabulary() {
		if args, ok := d.parse(text); ok {
			return d, args, true
		}
	}
	return Definition{}, Args{}, false
}

// Matches returns every definition that fits a sentence: none means that it is undefined, several that it is ambiguous.
func Matches(text string) []Definition { return ofAll().matches(text) }

func (v *vocabulary) matches(text string) []Definition {
	var fitting []Definition
	for _, d := range v.definitions {
		if d.Expression.MatchString(text) {
			fitting = append(fitting, d)
		}
	}
	return fitting
}

func (d Definition) parse(text string) (Args, bool) {
	groups := d.Expression.FindStringSubmatch(text)
	if groups == nil {
		return Args{}, false
	}
	return Args{names: d.Expression.SubexpNames()[1:], values: groups[1:]}, true
}

// Bind returns the function that godog calls for the sentence in the scenario s.
func (d Definition) Bind(s *Scenario) any {
	groups := d.Expression.NumSubexp()
	return reflect.MakeFunc(handlerType(groups, d.Table), func(in []reflect.Value) []reflect.Value {
		ctx := in[0].Interface().(context.Context)
		args := Args{names: d.Expression.SubexpNames()[1:]}
		for _, value := range in[1 : 1+groups] {
			args.values = append(args.values, value.String())
		}
		if d.Table {
			args.table = rows(in[1+groups].Interface().(*godog.Table))
		}
		err := d.run(ctx, s, args)
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
	d, args, ok := Parse(sentence.Text)
	if !ok {
		return verdict.SuiteFaultf("no sentence of the vocabulary fits %q", sentence.Text)
	}
	args.table = sentence.Table
	return d.run(ctx, s, args)
}
