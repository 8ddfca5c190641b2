package steps

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
// tables that are missing, checks without anything to check, refusals without a control.
func Lint(block *specs.Block, sentences []Sentence) []Mistake {
	l := &linter{block: block, remembered: map[string]bool{}, called: map[string]int{}, others: map[string]bool{}}
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

// linter walks through the sentences of a scenario.
type linter struct {
	block    *specs.Block
	step     int
	mistakes []Mistake

	request    *specs.Operation // that is being prepared
	broken     bool             // it has a fault
	altered    bool             // something about its body was changed or broken
	last       string           // operation of "it"; empty: there is no answer yet
	controlled bool             // its refusal would have a control
	remembered map[string]bool
	called     map[string]int  // how often each operation was called
	others     map[string]bool // kinds of which there is another one
	pages      bool
	batch      bool
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
	fitting := Matches(sentence.Text)
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
	args, _ := d.parse(sentence.Text)
	args.table = sentence.Table
	switch {
	case d.Table && len(changeRows(sentence.Table)) == 0:
		l.complain("a table must follow %q", sentence.Text)
	case !d.Table && len(sentence.Table) > 0:
		l.complain("no table may follow %q", sentence.Text)
	}
	if block := args.Get("block"); block != "" && block != l.block.Name {
		l.complain("the scenario is about the building block %q, but belongs to %q", block, l.block.Name)
	}
	l.placeholders(args)
	l.resources(d, args)
	l.needs(d, args)
	l.effect(d, args)
	if name := args.Get("name"); name != "" && strings.Contains(d.Sentence, "remembered as") {
		l.remembered[name] = true
	}
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
	if singular, _, err := resourceOf(l.block, of); l.must(err) && other {
		l.mustHaveOther(singular)
	}
}

func (l *linter) mustBeRemembered(name string) {
	if !l.remembered[name] {
		l.complain("nothing was remembered as %q before", name)
	}
}

func (l *linter) mustHaveOther(resource string) {
	if !l.others[resource] {
		l.complain("there is no other %s: a sentence such as \"another existing %s\" must come first", resource, resource)
	}
}

// resources checks the kinds of instances that a sentence names.
func (l *linter) resources(d Definition, args Args) {
	for _, name := range []string{"resource", "resources", "need", "person"} {
		value := args.Get(name)
		if value == "" {
			continue
		}
		singular, spec, err := resourceOf(l.block, value)
		if !l.must(err) {
			continue
		}
		makes := strings.Contains(d.Sentence, "existing")
		switch {
		case makes && name != "need":
			l.made(singular, spec, strings.HasPrefix(d.Sentence, "another"))
		case name == "need" && strings.Contains(d.Sentence, "own"):
			if owner, of, err := resourceOf(l.block, args.Get("resources")); err == nil && !slices.Contains(of.Needs, singular) {
				l.complain("a %s is not made with a %s", owner, singular)
			}
		case name == "need", name == "person", args.Has("other"), args.Has("for"):
			if name != "resources" {
				l.mustHaveOther(singular)
			}
		}
		reads := strings.Contains(d.Sentence, "read") && d.Group == groupState || args.Has("as")
		if name == "resource" && reads && spec.Read == "" {
			l.complain("there is no operation that reads a %s", singular)
		}
		if name == "resources" && d.Group == groupState && spec.List == "" {
			l.complain("there is no operation that lists %s", spec.Plural)
		}
	}
	if d.baseline != nil && l.last == "" {
		l.complain("%q compares with the state before a call, but no call comes before it", d.Sentence)
	}
}

// made notes that an instance exists, and with it what it needs.
func (l *linter) made(resource string, spec specs.Resource, other bool) {
	if other {
		l.others[resource] = true
	}
	if spec.Create == "" {
		l.complain("there is no operation that makes a %s", resource)
		return
	}
	l.called[spec.Create]++
	for _, need := range spec.Needs {
		if name, of, err := resourceOf(l.block, need); l.must(err) {
			l.made(name, of, false)
		}
	}
	l.last = spec.Create
}

// needs checks what must have come before a sentence.
func (l *linter) needs(d Definition, args Args) {
	if strings.Contains(d.Sentence, `the remembered "`) {
		l.mustBeRemembered(args.Get("name"))
	}
	about := d.Group == groupAnswer || d.Group == groupConsent || d.Group == groupDigitalRegistries
	switch {
	case strings.Contains(d.Sentence, "page"):
		if about && !l.pages {
			l.complain("no pages were read before")
		}
	case strings.Contains(d.Sentence, "all answers"), strings.Contains(d.Sentence, "one answer"):
		if !l.batch {
			l.complain("no request was sent several times at once before")
		}
	case about && l.last == "":
		l.complain("there is no answer yet that %q could be about", d.Sentence)
	}
}
