package runner

import (
	"slices"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/specs"
)

// tally holds what a run has found so far, in numbers: the scenarios themselves are on disk.
type tally struct {
	run        reports.Counts
	blocks     map[specs.Ref]*reports.Counts
	services   map[operationKey]*reports.Counts // by the name of the service API
	operations map[operationKey]*operationTally
	failed     map[specs.Ref][]string // operations at fault, in the order in which they were found out
	deviations map[string]int         // scenarios that each has waived
	notRun     int                    // scenarios that were not started
}

// operationTally is what is known of one operation.
type operationTally struct {
	counts   reports.Counts
	calls    int
	findings int  // contract findings and others, on its answers
	guilty   bool // a finding was proven against it, whatever became of the scenario, and none waives it
}

func newTally() *tally {
	return &tally{
		blocks: map[specs.Ref]*reports.Counts{}, services: map[operationKey]*reports.Counts{},
		operations: map[operationKey]*operationTally{}, failed: map[specs.Ref][]string{}, deviations: map[string]int{},
	}
}

// add takes one scenario into account.
func (t *tally) add(s *plan.Scenario, result reports.Scenario, calls map[string]int, proven []reports.Finding, known waivers) {
	ref := s.Block.Ref
	t.run.Add(result.Verdict)
	countsOf(t.blocks, ref).Add(result.Verdict)
	if s.ServiceAPI != "" {
		countsOf(t.services, operationKey{ref, s.ServiceAPI}).Add(result.Verdict)
	}
	if s.Operation != "" {
		t.operation(ref, s.Operation).counts.Add(result.Verdict)
	}
	if result.Verdict == reports.Waived {
		t.deviations[result.Deviation]++
	}
	if result.Verdict == reports.Inconclusive && !slices.ContainsFunc(result.Steps, func(st reports.Step) bool { return st.Verdict != "" }) {
		t.notRun++
	}
	for op, n := range calls {
		t.operation(ref, op).calls += n
	}
	for _, f := range result.Findings {
		if f.Operation != "" {
			t.operation(ref, f.Operation).findings++
		}
	}
	if result.Verdict == reports.Failed && s.Operation != "" && !slices.ContainsFunc(proven, func(f reports.Finding) bool { return f.Operation != "" }) {
		t.blame(ref, s.Operation)
	}
	for _, f := range proven {
		if f.Operation != "" && s.Block.Entry.Claims(s.Block.Block, f.Operation) && known.of(s, f.Operation, f.Code) == nil {
			t.blame(ref, f.Operation)
		}
	}
}

func (t *tally) blame(ref specs.Ref, operation string) {
	t.operation(ref, operation).guilty = true
	if !slices.Contains(t.failed[ref], operation) {
		t.failed[ref] = append(t.failed[ref], operation)
	}
}

func (t *tally) operation(ref specs.Ref, id string) *operationTally {
	key := operationKey{ref, id}
	if t.operations[key] == nil {
		t.operations[key] = &operationTally{}
	}
	return t.operations[key]
}

func countsOf[K comparable](m map[K]*reports.Counts, key K) *reports.Counts {
	if m[key] == nil {
		m[key] = &reports.Counts{}
	}
	return m[key]
}
