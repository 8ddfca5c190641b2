package steps

import (
	"context"
	"reflect"

	"github.com/cucumber/godog"

	"github.com/bbconform/bbconform/steps/language"
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

// Bind returns the function that godog calls for the sentence in the scenario s. It does nothing where the scenario continues in a state
// in which the sentence holds already.
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
		var err error
		if !s.IsSatisfied() {
			err = d.does(ctx, s, d.Args(values, table))
		}
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
