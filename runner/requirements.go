package runner

import (
	"fmt"
	"slices"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/specs"
)

// requirementTag is what a scenario's tag begins with that names a requirement which the scenario shows.
const requirementTag = "@requirement:"

// requirements says of how many numbered requirements of the specification the run says nothing, and why: a reader must not
// take the verdict for more than it is.
func (r *run) requirements(b *plan.Block) []reports.NotTested {
	all, err := b.Block.Requirements()
	if err != nil {
		r.faults = append(r.faults, err)
		return nil
	}
	shown := map[string]bool{}
	for _, s := range b.Scenarios {
		for _, tag := range s.Tags {
			shown[tag] = shown[tag] || s.NotClaimed == ""
		}
	}
	left := slices.DeleteFunc(slices.Clone(all), func(q specs.Requirement) bool { return shown[requirementTag+q.ID] })
	declared := slices.DeleteFunc(slices.Clone(left), func(q specs.Requirement) bool { return q.Verification != specs.Declared })

	var untested []reports.NotTested
	add := func(n int, reason string) {
		if n > 0 {
			untested = append(untested, reports.NotTested{
				What: fmt.Sprintf("%d of %d numbered requirements of %s", n, len(all), b.Block.Title), Reason: reason,
			})
		}
	}
	add(len(declared), "No call can show them: ask the vendor for evidence. They are listed by: bbconform requirements "+b.Block.Name+" --verification declared")
	reason := "No scenario names them yet."
	if b.Excluded > 0 {
		reason = "No scenario that names them was selected."
	}
	add(len(left)-len(declared), reason)
	return untested
}
