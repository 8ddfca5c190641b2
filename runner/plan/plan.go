// Package plan says what a run will do: which scenarios of which building blocks, in which order, with which sentences. Reading features,
// selecting, matching sentences with the vocabulary, what the scenarios cover, and printing all that belong here.
//
// A plan is made before the first request, and what is wrong in a feature is found while it is made. It knows the configuration of a
// target, but not how a target is reached: nothing here sends anything.
package plan

import (
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/identifier"
	"github.com/bbconform/bbconform/runner/problem"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/specs"
)

// Options are what a plan is made from.
type Options struct {
	Catalogue    *specs.Catalogue
	Features     fs.FS          // one folder a building block
	FeaturesName string         // of that file system in messages and results; empty: "features"
	Target       *target.Target // nil: every building block that has features, for listing
	Selection    Selection
	ListOnly     bool // sentences are not matched, contracts are not read
}

// Plan is what a run will do.
type Plan struct {
	Blocks    []*Block
	Scenarios []*Scenario      // in the order of the results
	Selection []string         // in words, one a filter; empty: everything
	Warnings  []string         // what whoever started the command, or reads the report, should know of the features
	Excluded  int              // scenarios of these building blocks that the selection leaves out
	Sources   []reports.Source // of the features that hold a planned scenario
}

// Block is a building block of a plan.
type Block struct {
	Ref       specs.Ref
	Block     *specs.Block
	Entry     *target.BuildingBlock // what the configuration says of it; nil: nothing
	Scenarios []*Scenario           // in the order of the results
	Excluded  int                   // scenarios that the selection leaves out

	scopes []scope // of the known deviations of Entry, in their order
}

// New reads the features of the selected building blocks, selects scenarios, and matches every sentence of these. An
// error names what was asked for and is not there, or every mistake in the features with file and line.
func New(o Options) (*Plan, error) {
	if o.FeaturesName == "" {
		o.FeaturesName = "features"
	}
	ledger, err := identifier.ReadLedger(o.Features)
	if err != nil {
		return nil, problem.Usage("", err)
	}
	blocks, err := o.blocks(ledger)
	if err != nil {
		return nil, err
	}
	p := &Plan{Blocks: blocks}
	if !o.ListOnly {
		var reading sync.WaitGroup // contracts are read beside the features; what is wrong with one is told below
		for _, b := range blocks {
			reading.Go(func() { _, _ = b.Block.Operations() })
		}
		defer reading.Wait()
	}
	var mistakes []problem.Mistake
	all := library{ledger: ledger}
	for _, b := range blocks {
		if !o.ListOnly && o.Target != nil {
			mistakes = append(mistakes, o.Target.CheckAgainst(b.Block)...)
		}
		features, wrong, err := readFeatures(o.Features, b.Ref.Name, o.FeaturesName)
		if errors.Is(err, fs.ErrNotExist) {
			if len(o.Selection.Blocks) == 0 && len(o.Selection.Addresses) > 0 {
				continue // nobody asked for it
			}
			return nil, problem.Usage("", fmt.Errorf("there are no features for %s in %s", b.Ref.Name, o.FeaturesName))
		} else if err != nil {
			return nil, fmt.Errorf("read the features of %s: %w", b.Ref.Name, err)
		}
		mistakes = append(mistakes, wrong...)
		for _, f := range features {
			var done *Origin
			for _, s := range f.scenarios {
				if s.Origin != done { // what holds for a row holds for the others
					mistakes = append(mistakes, s.findSubject(b)...)
				}
				done = s.Origin
			}
		}
		p.Warnings = append(p.Warnings, number(features)...)
		p.Warnings = append(p.Warnings, b.findDeviations(library{features, ledger}, o.Target)...)
		all.features = append(all.features, features...)
	}
	if len(mistakes) > 0 {
		return nil, problem.Usage("", problem.Mistakes(mistakes))
	}
	p.Warnings = append(p.Warnings, p.checkLedger(all)...)
	if err := p.choose(all, o.Selection); err != nil {
		return nil, err
	}
	if o.ListOnly {
		return p, nil
	}
	for _, planned := range p.Blocks {
		if _, err := planned.Block.Operations(); err != nil { // told once, and not for each scenario that needs one
			return nil, problem.Usage("", err)
		}
	}
	if mistakes := p.match(o.Target); len(mistakes) > 0 {
		return nil, problem.Usage("", problem.Mistakes(mistakes))
	}
	return p, nil
}
