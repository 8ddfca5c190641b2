package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/runner/problem"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/steps"
)

// mostKnown bounds how many sentences are remembered with their definitions.
const mostKnown = 2000

// definitions are sets of them, each held once: most scenarios need what others need too.
type definitions map[string][]steps.Definition

// of is the set as it is held.
func (d definitions) of(needed []steps.Definition) []steps.Definition {
	var key strings.Builder
	for _, n := range needed {
		key.WriteString(n.Sentence)
		key.WriteByte('\n')
	}
	held, ok := d[key.String()]
	if !ok {
		held = slices.Clip(needed)
		d[key.String()] = held
	}
	return held
}

// match finds the definition of every sentence, and what is wrong with the scenarios that can be known before the first
// request. godog itself would pass over an undefined sentence, or notice it in the middle of a run.
func (p *Plan) match(configuration *target.Target) []problem.Mistake {
	var mistakes []problem.Mistake
	known := map[string][]steps.Definition{} // sentences of a background come again and again
	shared := definitions{}
	noURL := map[string]bool{}
	cases := map[string]*steps.RefusalCase{} // by what they have in common
	for _, s := range p.Scenarios {
		fail := func(line int, format string, args ...any) {
			mistakes = append(mistakes, problem.Mistake{File: s.File, Line: line, Message: fmt.Sprintf(format, args...)})
		}
		written := s.Steps()
		var needed, all []steps.Definition // each once, and one for each sentence
		whole := true
		for _, step := range written {
			fitting, ok := known[step.Text]
			if !ok {
				if len(known) == mostKnown {
					clear(known)
				}
				fitting = steps.Matches(step.Text)
				known[step.Text] = fitting
			}
			switch {
			case len(fitting) == 0:
				fail(step.Line, "undefined sentence %q (`bbconform steps` lists the vocabulary)", step.Text)
			case len(fitting) > 1:
				fail(step.Line, "ambiguous sentence %q: it reads as %q and as %q", step.Text, fitting[0].Sentence, fitting[1].Sentence)
			case step.docString:
				fail(step.Line, "the sentence %q takes no text below it", step.Text)
			case step.Table != nil && !fitting[0].Table:
				fail(step.Line, "the sentence %q takes no table", step.Text)
			default:
				all = append(all, fitting[0])
				if !slices.ContainsFunc(needed, func(d steps.Definition) bool { return d.Expression == fitting[0].Expression }) {
					needed = append(needed, fitting[0])
				}
				continue
			}
			whole = false
		}
		s.Definitions, s.Refusal = shared.of(needed), nil
		if whole {
			sentences := s.Sentences(written)
			if c, ok := steps.RefusalCaseOf(sentences, all); ok {
				if cases[c.Common] == nil {
					cases[c.Common] = &c
				}
				s.Refusal = cases[c.Common]
			}
			// Of a scenario's mistakes only the first is told: most of the others come from it.
			if mistakes := steps.Lint(s.Block.Block, sentences); len(mistakes) > 0 {
				first, line := mistakes[0], s.Line
				if first.Step >= 0 && first.Step < len(written) {
					line = written[first.Step].Line
				}
				fail(line, "%s", first.Message)
			}
		}
		if configuration != nil && s.NotClaimed == "" {
			if m := s.withoutURL(configuration); m != nil && !noURL[m.Message] {
				noURL[m.Message] = true
				mistakes = append(mistakes, *m)
			}
		}
	}
	return onlyOnce(mistakes)
}

// withoutURL reports that the configuration has no URL for what the scenario is about.
func (s *Scenario) withoutURL(configuration *target.Target) *problem.Mistake {
	if s.Operation == "" {
		return nil
	}
	op, err := s.Block.Block.Operation(s.Operation)
	if err != nil {
		return &problem.Mistake{File: s.File, Line: s.Line, Message: err.Error()}
	}
	if s.Block.Entry.BaseURL(op.Contract.Name) != "" {
		return nil
	}
	m := configuration.MistakeAt("buildingBlocks."+s.Block.Ref.Name,
		"no URL for the contract %s: give urls.%s, or list what it offers under notClaimed", op.Contract.Name, op.Contract.Name)
	return &m
}

// onlyOnce leaves out what an outline says once a row.
func onlyOnce(mistakes []problem.Mistake) []problem.Mistake {
	seen := map[problem.Mistake]bool{}
	return slices.DeleteFunc(mistakes, func(m problem.Mistake) bool {
		if seen[m] {
			return true
		}
		seen[m] = true
		return false
	})
}
