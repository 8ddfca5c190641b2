package runner

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/problem"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps"
)

// PlanOptions are what a plan is made from.
type PlanOptions struct {
	Catalogue    *specs.Catalogue
	Features     fs.FS          // one folder a building block
	FeaturesName string         // of that file system in messages and results; empty: "features"
	Target       *target.Target // nil: every building block that has features, for listing
	Selection    Selection
	ListOnly     bool // sentences are not matched, contracts are not read
}

// Plan is what a run will do.
type Plan struct {
	Blocks    []*PlannedBlock
	Scenarios []*PlannedScenario // in the order of the results
	Selection []string           // in words, one a filter; empty: everything
	Excluded  int                // scenarios of these building blocks that the selection leaves out
	Sources   []reports.Source   // of the features that hold a planned scenario
}

// PlannedBlock is a building block of a plan.
type PlannedBlock struct {
	Ref       specs.Ref
	Block     *specs.Block
	Target    *target.BuildingBlock // nil: none was given
	Scenarios []*PlannedScenario    // in the order of the results
	Excluded  int                   // scenarios that the selection leaves out
}

// PlannedScenario is a scenario, or a row of an outline.
type PlannedScenario struct {
	ID         string // FILE:LINE, stable as long as the feature is
	Order      int    // place in the plan, from 0
	Name       string
	Feature    string
	File       string
	Line       int // of the scenario, or of the row of its outline
	Source     string
	Tags       []string // with their @, those of the feature first
	Block      *PlannedBlock
	Operation  string // that it is about, from @operation:
	ServiceAPI string // from @service-api:, or that of the operation
	Alone      bool   // @alone: must not run beside others
	NotClaimed string // why it is not applicable; empty: it is
	Steps      []PlannedStep

	sentences   []steps.Sentence
	definitions []steps.Definition // that the sentences need, each once
}

// PlannedStep is a sentence of a scenario.
type PlannedStep struct {
	Keyword string // as it is written: Given, And, …
	Text    string
	Line    int
	Phase   steps.Phase
	Table   [][]string

	docString bool
}

// The tags that say what a scenario is about.
const (
	tagOperation  = "@operation:"
	tagServiceAPI = "@service-api:"
	tagAlone      = "@alone"
)

// NewPlan reads the features of the selected building blocks, selects scenarios, and matches every sentence of these. An
// error names what was asked for and is not there, or every mistake in the features with file and line.
func NewPlan(o PlanOptions) (*Plan, error) {
	if o.FeaturesName == "" {
		o.FeaturesName = "features"
	}
	blocks, err := o.blocks()
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
	var all []*feature
	for _, b := range blocks {
		if !o.ListOnly && o.Target != nil {
			mistakes = append(mistakes, o.Target.CheckAgainst(b.Block)...)
		}
		features, wrong, err := readFeatures(o.Features, b.Ref.Name, o.FeaturesName)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, problem.Usage("", fmt.Errorf("there are no features for %s in %s", b.Ref.Name, o.FeaturesName))
		} else if err != nil {
			return nil, fmt.Errorf("read the features of %s: %w", b.Ref.Name, err)
		}
		mistakes = append(mistakes, wrong...)
		for _, f := range features {
			for _, s := range f.scenarios {
				mistakes = append(mistakes, s.place(b)...)
			}
		}
		all = append(all, features...)
	}
	if len(mistakes) > 0 {
		return nil, problem.Usage("", problem.Mistakes(mistakes))
	}
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

// blocks resolves the building blocks that were asked for, or all that the target names.
func (o PlanOptions) blocks() ([]*PlannedBlock, error) {
	wanted := o.Selection.Blocks
	if len(wanted) == 0 && o.Target != nil {
		wanted = o.Target.Names()
		if len(wanted) == 0 {
			return nil, problem.Usage("Name one in the configuration under buildingBlocks, or give --url consent=http://….",
				errors.New("the target names no building block"))
		}
	}
	if len(wanted) == 0 {
		entries, err := fs.ReadDir(o.Features, ".")
		if err != nil {
			return nil, fmt.Errorf("list the features: %w", err)
		}
		for _, e := range entries {
			if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
				wanted = append(wanted, e.Name())
			}
		}
		if len(wanted) == 0 {
			return nil, problem.Usage("A folder of features holds one folder a building block.", fmt.Errorf("there are no features in %s", o.FeaturesName))
		}
	}
	var blocks []*PlannedBlock
	for _, name := range wanted {
		bare, version, _ := strings.Cut(name, "@")
		entry := o.Target.Entry(bare)
		if o.Target != nil && entry == nil {
			return nil, problem.Usage(fmt.Sprintf("Add it under buildingBlocks, or give --url %s=http://….", bare),
				fmt.Errorf("the target has no building block %q%s", bare, problem.Suggestion(bare, o.Target.Names(), "it has: ")))
		}
		if version == "" && entry != nil && entry.Version != "" {
			name = bare + "@" + entry.Version
		}
		ref, err := o.Catalogue.Resolve(name)
		if err != nil {
			if o.Target != nil && o.Target.Writes("buildingBlocks."+bare) && len(o.Selection.Blocks) == 0 {
				err = problem.Mistakes{o.Target.MistakeAt("buildingBlocks."+bare, "%v", err)}
			}
			return nil, problem.Usage("`bbconform specs list` shows the building blocks and versions.", err)
		}
		if slices.ContainsFunc(blocks, func(b *PlannedBlock) bool { return b.Ref == ref }) {
			continue
		}
		block, err := o.Catalogue.Block(ref)
		if err != nil {
			return nil, problem.Usage("", err)
		}
		blocks = append(blocks, &PlannedBlock{Ref: ref, Block: block, Target: entry})
	}
	return blocks, nil
}

// place finds what a scenario is about: its operation and service API, and whether the target claims them.
func (s *PlannedScenario) place(b *PlannedBlock) []problem.Mistake {
	s.Block = b
	var mistakes []problem.Mistake
	fail := func(format string, args ...any) {
		mistakes = append(mistakes, problem.Mistake{File: s.File, Line: s.Line, Message: fmt.Sprintf(format, args...)})
	}
	for _, tag := range s.Tags {
		if name, ok := strings.CutPrefix(tag, tagOperation); ok {
			if s.Operation != "" && s.Operation != name {
				fail("the scenario %q has two tags %s; it must be about one operation", s.Name, tagOperation)
			}
			s.Operation = name
		}
		if name, ok := strings.CutPrefix(tag, tagServiceAPI); ok {
			s.ServiceAPI = name
		}
		s.Alone = s.Alone || tag == tagAlone
	}
	if s.Operation != "" {
		api, ok := b.Block.ServiceAPIOf(s.Operation)
		switch {
		case !ok:
			fail("unknown operation in the tag %s%s%s", tagOperation, s.Operation, problem.Suggestion(s.Operation, slices.Clone(b.Block.OperationIDs()), b.Ref.String()+" has: "))
		case s.ServiceAPI == "":
			s.ServiceAPI = api.Name
		case s.ServiceAPI != api.Name:
			fail("the operation %s belongs to the service API %s, not to %s", s.Operation, api.Name, s.ServiceAPI)
		}
	} else if s.ServiceAPI != "" {
		names := make([]string, len(b.Block.ServiceAPIs))
		for i, a := range b.Block.ServiceAPIs {
			names[i] = a.Name
		}
		if !slices.Contains(names, s.ServiceAPI) {
			fail("unknown service API in the tag %s%s%s", tagServiceAPI, s.ServiceAPI, problem.Suggestion(s.ServiceAPI, names, b.Ref.String()+" has: "))
		}
	}
	s.NotClaimed = b.Target.WhyNotClaimed(s.Operation, s.ServiceAPI)
	return mistakes
}

// Addresses lists where the scenarios of the plan need answers, each once, in the order in which they need them. What the target does
// not claim is left out.
func (p *Plan) Addresses() []target.Address {
	var addresses []target.Address
	for _, s := range p.Scenarios {
		a := target.Address{Block: s.Block.Ref, BaseURL: s.baseURL()}
		if s.NotClaimed == "" && a.BaseURL != "" && !slices.Contains(addresses, a) {
			addresses = append(addresses, a)
		}
	}
	return addresses
}

// baseURL is where the scenario's own operation is; that of the building block when it names none.
func (s *PlannedScenario) baseURL() string {
	if s.Operation != "" {
		if op, err := s.Block.Block.Operation(s.Operation); err == nil {
			return s.Block.Target.BaseURL(op.Contract.Name)
		}
	}
	return s.Block.Target.BaseURL("")
}
