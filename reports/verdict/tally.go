// Package verdict draws the conclusions from a result document: counts, verdicts, the operations at fault, and the sentences that say
// it. It is the only place that does, for a run that ended, one that was cut short, and one that is read again: so nothing may be
// concluded here that does not follow from what is recorded.
package verdict

import "github.com/bbconform/bbconform/reports"

// worse returns the graver of two conclusions; an empty one counts for nothing.
func worse(a, b reports.Verdict) reports.Verdict {
	grave := map[reports.Verdict]int{"": 0, reports.Passed: 1, reports.NotApplicable: 1, reports.Waived: 1, reports.Inconclusive: 2, reports.Failed: 3}
	if grave[a] > grave[b] {
		return a
	}
	return b
}

// groupVerdict is the verdict of a group of scenarios, or the one that was stated of it where that is graver (an answer
// may break the contract although no scenario of the group failed) or where it has no scenarios.
func groupVerdict(stated reports.Verdict, c reports.Counts) reports.Verdict {
	if stated != "" && c.Total == 0 {
		return stated
	}
	return worse(stated, c.Verdict())
}

// part names a part of a run that is counted of its own.
type part struct{ block, serviceAPI, operation string }

// Tally holds every count of a run.
type Tally struct {
	run        reports.Counts
	blocks     map[string]reports.Counts
	parts      map[part]reports.Counts
	calls      map[part]int
	findings   map[part]int
	deviations map[string]int
}

// NewTally counts nothing yet.
func NewTally() *Tally {
	return &Tally{blocks: map[string]reports.Counts{}, parts: map[part]reports.Counts{}, calls: map[part]int{}, findings: map[part]int{}, deviations: map[string]int{}}
}

// AddAnswers counts calls of an operation, and findings on its answers.
func (t *Tally) AddAnswers(block, operation string, calls, findings int) {
	p := part{block: block, operation: operation}
	t.calls[p] += calls
	t.findings[p] += findings
}

// Add counts one scenario.
func (t *Tally) Add(block, serviceAPI, operation, deviation string, v reports.Verdict) {
	t.run.Add(v)
	c := t.blocks[block]
	c.Add(v)
	t.blocks[block] = c
	for _, p := range []part{{block: block, serviceAPI: serviceAPI}, {block: block, operation: operation}} {
		if p.serviceAPI == "" && p.operation == "" {
			continue
		}
		c := t.parts[p]
		c.Add(v)
		t.parts[p] = c
	}
	if v == reports.Waived && deviation != "" {
		t.deviations[deviation]++
	}
}

// Conclude puts the counts into the header, and verdicts and sentences where it has none or where they claim more than
// the counts allow.
func Conclude(r *reports.Results, t *Tally) {
	r.Counts = t.run
	blocks := make([]reports.BuildingBlock, len(r.BuildingBlocks)) // the caller's stay as they are
	for i, b := range r.BuildingBlocks {
		blocks[i] = concludeBlock(b, r, t)
	}
	r.BuildingBlocks = blocks
	deviations := make([]reports.Deviation, len(r.Deviations))
	for i, d := range r.Deviations {
		d.Used = t.deviations[d.ID]
		deviations[i] = d
	}
	r.Deviations = deviations

	allowed := r.Counts.Conclusion()
	if !r.Complete {
		allowed = worse(allowed, reports.Inconclusive)
	}
	if v := worse(r.Verdict, allowed); v != r.Verdict {
		r.Verdict, r.Sentence = v, ""
	}
	if r.Sentence == "" {
		r.Sentence = RunSentence(r)
	}
}

func concludeBlock(b reports.BuildingBlock, r *reports.Results, t *Tally) reports.BuildingBlock {
	b.Counts = t.blocks[b.Ref()]
	allowed := b.Counts.Conclusion()
	if !r.Complete {
		allowed = worse(allowed, reports.Inconclusive)
	}
	if b.Counts.Total > 0 && b.Counts.Applicable() == 0 {
		allowed = reports.NotApplicable
	}
	if v := worse(b.Verdict, allowed); v != b.Verdict {
		b.Verdict, b.Sentence = v, ""
	}
	if b.Sentence == "" {
		b.Sentence = blockSentence(r, &b)
	}
	apis := make([]reports.ServiceAPI, len(b.ServiceAPIs))
	for i, a := range b.ServiceAPIs {
		a.Counts = t.parts[part{block: b.Ref(), serviceAPI: a.Name}]
		a.Verdict = groupVerdict(a.Verdict, a.Counts)
		apis[i] = a
	}
	b.ServiceAPIs = apis
	operations := make([]reports.Operation, len(b.Operations))
	for i, o := range b.Operations {
		p := part{block: b.Ref(), operation: o.ID}
		o.Counts, o.Calls, o.Findings = t.parts[p], t.calls[p], t.findings[p]
		o.Verdict = groupVerdict(o.Verdict, o.Counts)
		operations[i] = o
	}
	b.Operations = operations
	if b.URLs == nil {
		b.URLs = map[string]string{}
	}
	if b.Contracts == nil {
		b.Contracts = []reports.Contract{}
	}
	return b
}
