package plan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tagexpressions "github.com/cucumber/tag-expressions/go/v6"

	"github.com/bbconform/bbconform/runner/problem"
)

// Selection chooses scenarios. Everything that is given must hold.
type Selection struct {
	Blocks       []string // NAME or NAME@VERSION; empty: all that the target names
	Tags         string   // tag expression, for example "@smoke and not @alone"
	Names        []string // parts of scenario names, of which one must be found; upper and lower case are the same
	Addresses    []string // of which one must hold: FILE:LINE or FILE, which may be the end of a path, or an identifier
	Replacements []string // in words, what took the place of the embedded features or contracts
}

// seeList says where addresses and names are found.
const seeList = "`bbconform list` shows every scenario with its identifier and its tags."

// choose takes over what the selection wants of the features, in their order.
func (p *Plan) choose(l library, sel Selection) error {
	tagged, err := tagFilter(sel.Tags)
	if err != nil {
		return err
	}
	addressed, warnings, err := l.addressed(sel.Addresses)
	if err != nil {
		return err
	}
	p.Warnings = append(p.Warnings, warnings...)
	named := make([]bool, len(sel.Names)) // whether a name was found
	for _, f := range l.features {
		used := false
		for _, s := range f.scenarios {
			// Every filter is asked, so that each can tell whether it found anything.
			byName := len(sel.Names) == 0
			for n, name := range sel.Names {
				if strings.Contains(strings.ToLower(s.Name), strings.ToLower(strings.TrimSpace(name))) {
					named[n], byName = true, true
				}
			}
			byAddress := addressed == nil || addressed[s]
			if !byName || !byAddress || !tagged(s.Tags) {
				p.Excluded++
				s.Block.Excluded++
				continue
			}
			s.Order = len(p.Scenarios)
			p.Scenarios = append(p.Scenarios, s)
			s.Block.Scenarios = append(s.Block.Scenarios, s)
			used = true
		}
		if used {
			p.Sources = append(p.Sources, f.source())
		}
	}
	for n, found := range named {
		if !found {
			return problem.Usage(seeList, fmt.Errorf("no scenario of %s has %q in its name", p.blockNames(), sel.Names[n]))
		}
	}
	p.Selection = sel.words()
	if len(p.Scenarios) == 0 {
		if len(p.Selection) == 0 {
			return problem.Usage(seeList, fmt.Errorf("there are no scenarios for %s", p.blockNames()))
		}
		return problem.Usage(seeList, fmt.Errorf("no scenario of %s is selected by %s", p.blockNames(), strings.Join(p.Selection, " and ")))
	}
	// A building block that nothing is selected of is not part of the run.
	p.Blocks = slices.DeleteFunc(p.Blocks, func(b *Block) bool { return len(b.Scenarios) == 0 })
	return nil
}

// blockNames are the building blocks of the plan in words.
func (p *Plan) blockNames() string {
	names := make([]string, len(p.Blocks))
	for i, b := range p.Blocks {
		names[i] = b.Ref.String()
	}
	return strings.Join(names, ", ")
}

// words says what the selection filters by. Building blocks are no filter: each is tested as a whole.
func (sel Selection) words() []string {
	var words []string
	if strings.TrimSpace(sel.Tags) != "" {
		words = append(words, "tags "+sel.Tags)
	}
	if len(sel.Names) > 0 {
		quoted := make([]string, len(sel.Names))
		for i, n := range sel.Names {
			quoted[i] = strconv.Quote(n)
		}
		words = append(words, "name "+strings.Join(quoted, " or "))
	}
	if len(sel.Addresses) > 0 {
		words = append(words, "place "+strings.Join(sel.Addresses, " or "))
	}
	return append(words, sel.Replacements...)
}

// tagFilter parses a tag expression. The parser panics on some mistakes, which are as good as its errors.
func tagFilter(expression string) (_ func(tags []string) bool, err error) {
	if strings.TrimSpace(expression) == "" {
		return func([]string) bool { return true }, nil
	}
	wrong := func(why any) error {
		return problem.Usage(`For example: "@smoke and not @alone".`, fmt.Errorf("the tag expression %q is not understood: %v", expression, why))
	}
	defer func() {
		if r := recover(); r != nil {
			err = wrong("an operand is missing")
		}
	}()
	parsed, err := tagexpressions.Parse(expression)
	if err != nil {
		return nil, wrong(err)
	}
	for _, token := range strings.FieldsFunc(expression, func(r rune) bool { return r == ' ' || r == '(' || r == ')' || r == '\t' }) {
		if token != "and" && token != "or" && token != "not" && !strings.HasPrefix(token, "@") {
			return nil, wrong(fmt.Sprintf("%q is no tag: tags begin with @", token))
		}
	}
	parsed.Evaluate(nil) // what panics later panics now
	return parsed.Evaluate, nil
}
