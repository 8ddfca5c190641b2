package language

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/specs"
)

// Mistake is something wrong with a sentence that is known without any request.
type Mistake struct {
	Step    int // index of the sentence, from 0
	Message string
}

// Lint returns what is wrong with the sentences of a scenario: undefined or ambiguous ones, operations, resources and fields
// that the building block does not have, faults that the contract leaves no room for, names that were never remembered,
// tables that are missing, checks without anything to check, refusals without a control, sentences that say nothing new.
func (v *Vocabulary) Lint(block *specs.Block, sentences []Sentence) []Mistake {
	l := &linter{
		vocabulary: v, block: block, made: map[string]int{}, madeOther: map[string]int{}, remembered: map[string]bool{}, called: map[string]int{},
		lastCall: -1, lastAction: -1, said: map[string]int{},
	}
	checks := false
	for i, sentence := range sentences {
		l.step = i
		checks = checks || sentence.Phase == Outcome
		l.sentence(sentence)
	}
	if len(sentences) > 0 && !checks {
		l.step = len(sentences) - 1
		l.complain("the scenario checks nothing: it has no Then")
	}
	return l.mistakes
}

// linter walks through the sentences of a scenario and knows what each of them leaves behind.
type linter struct {
	vocabulary *Vocabulary
	block      *specs.Block
	step       int
	mistakes   []Mistake

	has        Items          // of what a scenario has
	made       map[string]int // kinds of which there is one, and the sentence that made the current one
	madeOther  map[string]int // kinds of which there is another one, and the sentence that made it
	remembered map[string]bool
	called     map[string]int // how often each operation was called
	lastCall   int            // the last sentence that called something; -1: none did
	lastAction int            // the same among those that act (When)

	request *specs.Operation // that is being prepared
	faulty  bool             // it has a fault
	altered bool             // something about its body was changed or broken
	sent    bool             // it was sent
	last    string           // operation of "it"

	said map[string]int // sentences since the last that called, made or prepared something
}

func (l *linter) complain(format string, values ...any) {
	l.mistakes = append(l.mistakes, Mistake{Step: l.step, Message: fmt.Sprintf(format, values...)})
}

// must complains about an error and reports whether there was none.
func (l *linter) must(err error) bool {
	if err != nil {
		l.complain("%s", strings.TrimPrefix(err.Error(), "fault of the suite: "))
	}
	return err == nil
}

func (l *linter) sentence(sentence Sentence) {
	fitting := l.vocabulary.fitting(sentence)
	if len(fitting) == 0 {
		l.complain("no sentence of the vocabulary fits %q; bbconform steps lists them", sentence.Text)
		return
	}
	if len(fitting) > 1 {
		var all []string
		for _, d := range fitting {
			all = append(all, "`"+d.Sentence+"`")
		}
		l.complain("several sentences of the vocabulary fit %q: %s", sentence.Text, strings.Join(all, ", "))
		return
	}
	d := fitting[0]
	args, _ := d.Parse(sentence)
	switch {
	case d.Table && len(args.Changes()) == 0:
		l.complain("a table must follow %q", sentence.Text)
	case !d.Table && len(sentence.Table) > 0:
		l.complain("no table may follow %q", sentence.Text)
	}
	if block := args.Get("block"); block != "" && block != l.block.Name {
		l.complain("the scenario is about the building block %q, but belongs to %q", block, l.block.Name)
	}
	l.repeated(d, sentence)
	l.placeholders(args)
	l.needs(d, args)
	l.kinds(d, args)
	l.effect(d, args, sentence.Phase)
	l.makes(d, args)
}

// repeated complains about a sentence that says once more what another one has said, although nothing was called, made or prepared in
// between. Calls may be repeated, and so may sentences that make something: they mean another call, and another instance.
func (l *linter) repeated(d *Definition, sentence Sentence) {
	if d.Effect.Calls() || d.Effect == Prepares || d.Makes.Has(AnAnswer) {
		clear(l.said)
		return
	}
	text := sentence.Text + "\n" + fmt.Sprintf("%q", sentence.Table)
	if _, twice := l.said[text]; twice {
		l.complain("%q was said before, and nothing was called or made since then", sentence.Text)
	}
	l.said[text] = l.step
}

// placeholders checks what the placeholders in values and tables stand for.
func (l *linter) placeholders(args Args) {
	texts := []any{}
	for _, value := range args.values {
		texts = append(texts, value)
	}
	for _, row := range args.table {
		for _, cell := range row {
			texts = append(texts, cell)
		}
	}
	found, err := specs.Placeholders(texts)
	if !l.must(err) {
		return
	}
	for _, expr := range found {
		l.placeholder(expr)
	}
}

func (l *linter) placeholder(expr string) {
	if specs.IsGeneralPlaceholder(expr) {
		return
	}
	if name, ok := strings.CutPrefix(expr, "data."); ok {
		if !slices.ContainsFunc(l.block.Data, func(d specs.Datum) bool { return d.Name == name }) {
			l.complain("building block %s has no datum %q", l.block.Ref(), name)
		}
		return
	}
	if name, ok := strings.CutPrefix(expr, "remembered."); ok {
		name, _, _ = strings.Cut(name, ":")
		l.mustBeRemembered(name)
		return
	}
	name, _, _ := strings.Cut(expr, ":")
	of, other := strings.CutPrefix(name, "other ")
	if singular, _, err := KindOf(l.block, of); l.must(err) {
		if other {
			l.mustHaveOther(singular)
		} else {
			l.make(singular)
		}
	}
}

// needs checks what must have come before a sentence.
func (l *linter) needs(d *Definition, args Args) {
	needs := d.Needs
	for part, more := range d.Parts {
		if args.Has(part) {
			needs |= more
		}
	}
	if needs.Has(AMemory) {
		l.mustBeRemembered(args.Get("name"))
	}
	for _, need := range []struct {
		item    Items
		message string
	}{
		{ARequest, "a sentence such as `a valid \"…\" request` must come first"},
		{ABatch, "no request was sent several times at once before"},
		{Pages, "no pages were read before"},
		{ASlice, "no list was read from its second entry on before"},
		{AnAnswer, "there is no answer yet that %q could be about"},
		{AFault, "no request with a fault was sent before, of which %q could speak"},
		{ASentBody, "no body was sent before, so that %q has nothing to compare with"},
	} {
		switch {
		case !needs.Has(need.item) || l.has.Has(need.item):
			continue
		case need.item == ARequest && d.Effect.Calls():
			l.complain("no request was prepared that could be sent")
		case strings.Contains(need.message, "%q"):
			l.complain(need.message, d.Sentence)
		default:
			l.complain("%s", need.message)
		}
		break // the others follow from it
	}
	if needs.Has(Reading) {
		l.mustHaveOperation(args.Get("resource"), "reads", func(r specs.Resource) string { return r.Read })
	}
	if needs.Has(Listing) {
		l.mustHaveOperation(args.Get("resources"), "lists", func(r specs.Resource) string { return r.List })
	}
	if needs.Has(ACall) {
		l.mustHaveCall(d, args)
	}
	if needs.Has(AControl) && l.last != "" && !l.has.Has(AControl) {
		l.complain("the refusal has no control: %s must be accepted before in the scenario, by a call or by a request with a fault, "+
			"which is sent without it first", l.last)
	}
}

func (l *linter) mustBeRemembered(name string) {
	if !l.remembered[name] {
		l.complain("nothing was remembered as %q before", name)
	}
}

func (l *linter) mustHaveOther(resource string) {
	if _, ok := l.madeOther[resource]; !ok {
		l.complain("there is no other %s: a sentence such as \"another existing %s\" must come first", resource, resource)
	}
}

// mustHaveOperation complains where a building block cannot read, or list, a kind of instances.
func (l *linter) mustHaveOperation(kind, verb string, of func(specs.Resource) string) {
	singular, spec, err := KindOf(l.block, kind)
	switch {
	case err != nil || of(spec) != "": // an unknown kind is complained about elsewhere
	case kind == spec.Plural:
		l.complain("there is no operation that %s %s", verb, spec.Plural)
	default:
		l.complain("there is no operation that %s a %s", verb, singular)
	}
}

// mustHaveCall complains about a sentence that compares with the state before a call where none comes between making what the
// sentence is about and the sentence.
func (l *linter) mustHaveCall(d *Definition, args Args) {
	call := l.lastCall
	if d.Compares == AsItWas {
		call = l.lastAction
	}
	if call < 0 {
		l.complain("%q compares with the state before a call, but no call comes before it", d.Sentence)
		return
	}
	kind, _, err := KindOf(l.block, args.Get("resource"))
	made, ok := l.made[kind]
	if args.Has("other") {
		made, ok = l.madeOther[kind]
	}
	if err == nil && ok && made >= call {
		l.complain("%q compares with the state before a call, but no call comes after the %s was made", d.Sentence, kind)
	}
}
