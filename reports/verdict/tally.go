// Package verdict draws the conclusions from a result document: counts, verdicts, the operations at fault, and the sentences that say
// it. It is the only place that does, for a run that ended, one that was cut short, and one that is read again: so nothing may be
// concluded here that does not follow from what is recorded.
package verdict

import (
	"slices"

	"github.com/bbconform/bbconform/reports"
)

// Tally is what is counted of the scenarios of a run. Its size is that of the specification, whatever the number of scenarios. It is
// not safe for concurrent use.
type Tally struct {
	run        reports.Counts
	blocks     map[string]*reports.Counts // by name@version
	services   map[part]*reports.Counts   // service APIs
	operations map[part]*operationTally
	deviations map[string]int // scenarios that each waived

	notRun int // scenarios that were never begun
	cutOff int // scenarios that were begun, and came to the end of none of their sentences
}

// part names a service API or an operation of a building block.
type part struct{ block, name string }

// operationTally is what is counted of one operation.
type operationTally struct {
	counts   reports.Counts // of the scenarios that are about it
	calls    int            // exchanges with it
	findings int            // on its answers, in whatever scenario
	atFault  bool           // see blamed
}

// NewTally counts nothing yet.
func NewTally() *Tally {
	return &Tally{
		blocks: map[string]*reports.Counts{}, services: map[part]*reports.Counts{}, operations: map[part]*operationTally{},
		deviations: map[string]int{},
	}
}

// Add counts a scenario, of which so many exchanges are recorded. The exchanges themselves are counted by Call.
func (t *Tally) Add(s *reports.Scenario, exchanges int) {
	t.run.Add(s.Verdict)
	counted(t.blocks, s.BuildingBlock).Add(s.Verdict)
	if s.ServiceAPI != "" {
		counted(t.services, part{s.BuildingBlock, s.ServiceAPI}).Add(s.Verdict)
	}
	if s.Operation != "" {
		t.operation(s.BuildingBlock, s.Operation).counts.Add(s.Verdict)
	}
	for i := range s.Findings {
		if id := s.Findings[i].Operation; id != "" {
			t.operation(s.BuildingBlock, id).findings++
		}
	}
	for id := range blamed(s) {
		t.operation(s.BuildingBlock, id).atFault = true
	}
	if s.Verdict == reports.Waived && s.Deviation != "" {
		t.deviations[s.Deviation]++
	}
	if s.Verdict == reports.Inconclusive && !reached(s) {
		if exchanges == 0 {
			t.notRun++
		} else {
			t.cutOff++
		}
	}
}

// Call counts exchanges with an operation.
func (t *Tally) Call(block, operation string, times int) {
	if operation != "" {
		t.operation(block, operation).calls += times
	}
}

func (t *Tally) operation(block, id string) *operationTally {
	return counted(t.operations, part{block, id})
}

// reached reports whether a scenario came to the end of any of its sentences.
func reached(s *reports.Scenario) bool {
	return slices.ContainsFunc(s.Steps, func(t reports.Step) bool { return t.Verdict != "" })
}

// Unfinished is how many scenarios were not carried out, or not to the end of any sentence: with any, a run is not complete.
func (t *Tally) Unfinished() int { return t.notRun + t.cutOff }

// counted returns what is counted under a key, which may be nothing yet.
func counted[K comparable, V any](m map[K]*V, key K) *V {
	v := m[key]
	if v == nil {
		v = new(V)
		m[key] = v
	}
	return v
}
