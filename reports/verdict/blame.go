package verdict

import (
	"iter"
	"slices"

	"github.com/bbconform/bbconform/reports"
)

// blamed are the operations that a scenario shows to be at fault: those that a finding was proven against and no known deviation
// covers, whatever became of the scenario; and the one that the scenario is about, when it failed and no finding names one.
func blamed(s *reports.Scenario) iter.Seq[string] {
	return func(yield func(string) bool) {
		named := false
		for i := range s.Findings {
			f := &s.Findings[i]
			if !f.Proven || f.Operation == "" {
				continue
			}
			named = true
			if f.Deviation == "" && !yield(f.Operation) {
				return
			}
		}
		if s.Verdict == reports.Failed && s.Operation != "" && !named {
			yield(s.Operation)
		}
	}
}

// atFault lists the operations of a building block that are at fault, in the order of the specification, and then those that the document
// does not list. What the target does not claim is none.
func (t *Tally) atFault(b *reports.BuildingBlock) []string {
	var all []string
	listed := map[string]bool{}
	for i := range b.Operations {
		o := &b.Operations[i]
		listed[o.ID] = true
		if found := t.operations[part{b.Ref(), o.ID}]; found != nil && found.atFault && o.NotClaimed == "" {
			all = append(all, o.ID)
		}
	}
	var others []string
	for p, found := range t.operations {
		if p.block == b.Ref() && found.atFault && !listed[p.name] {
			others = append(others, p.name)
		}
	}
	slices.Sort(others)
	return append(all, others...)
}
