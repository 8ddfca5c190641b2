package runnertest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/features"
	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/specs"
)

// Suite is the scenarios of building blocks, ready to be run. It is never changed, so that parallel tests can share it.
type Suite struct {
	catalogue *specs.Catalogue
	blocks    []*plan.Block // of the scenarios
	scenarios []*plan.Scenario
	sources   []reports.Source
	selection []string // in words; empty: everything
}

// Load reads the embedded features of building blocks, "consent" or "consent@1.1.0", and matches every sentence. The error
// names each mistake with file and line.
func Load(catalogue *specs.Catalogue, names ...string) (*Suite, error) {
	planned, err := plan.New(plan.Options{
		Catalogue: catalogue, Features: features.FS, Selection: plan.Selection{Blocks: names},
	})
	if err != nil {
		return nil, fmt.Errorf("plan the scenarios of %s: %w", strings.Join(names, ", "), err)
	}
	return &Suite{catalogue: catalogue, blocks: planned.Blocks, scenarios: planned.Scenarios, sources: planned.Sources}, nil
}

// Len is the number of scenarios.
func (s *Suite) Len() int { return len(s.scenarios) }

// About is the part of the suite whose scenarios are about one operation.
func (s *Suite) About(operation string) *Suite {
	return s.part("operation "+operation, func(p *plan.Scenario) bool { return p.Operation == operation })
}

// Tagged is the part of the suite whose scenarios have a tag, which is written with its @.
func (s *Suite) Tagged(tag string) *Suite {
	return s.part("tags "+tag, func(p *plan.Scenario) bool { return slices.Contains(p.Tags, tag) })
}

func (s *Suite) part(name string, keep func(*plan.Scenario) bool) *Suite {
	part := *s
	part.scenarios = nil
	for _, scenario := range s.scenarios {
		if keep(scenario) {
			part.scenarios = append(part.scenarios, scenario)
		}
	}
	part.selection = append(slices.Clone(s.selection), name)
	return &part
}

// plan is the suite as one run has it. What was read and matched is shared; what names the target is not.
func (s *Suite) plan(to *target.Target) *plan.Plan {
	planned := &plan.Plan{Selection: s.selection, Sources: s.sources}
	own := map[*plan.Block]*plan.Block{}
	for _, shared := range s.blocks {
		block := *shared
		block.Entry, block.Scenarios, block.Excluded = to.Entry(block.Ref.Name), nil, len(shared.Scenarios)
		own[shared] = &block
		planned.Blocks = append(planned.Blocks, &block)
	}
	origins := map[*plan.Origin]*plan.Origin{}
	for i, shared := range s.scenarios {
		scenario, block := *shared, own[shared.Block]
		if origins[shared.Origin] == nil {
			origin := *shared.Origin
			origin.Block = block
			origins[shared.Origin] = &origin
		}
		scenario.Origin, scenario.Order = origins[shared.Origin], i
		block.Scenarios = append(block.Scenarios, &scenario)
		block.Excluded--
		planned.Scenarios = append(planned.Scenarios, &scenario)
	}
	planned.Blocks = slices.DeleteFunc(planned.Blocks, func(b *plan.Block) bool { return len(b.Scenarios) == 0 })
	for _, block := range planned.Blocks {
		planned.Excluded += block.Excluded
	}
	return planned
}
