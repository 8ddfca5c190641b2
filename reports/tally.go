package reports

// worse returns the graver of two conclusions; an empty one counts for nothing.
func worse(a, b Verdict) Verdict {
	grave := map[Verdict]int{"": 0, Passed: 1, NotApplicable: 1, Waived: 1, Inconclusive: 2, Failed: 3}
	if grave[a] > grave[b] {
		return a
	}
	return b
}

// groupVerdict is the verdict of a group of scenarios, or the one that was stated of it where that is graver (an answer
// may break the contract although no scenario of the group failed) or where it has no scenarios.
func groupVerdict(stated Verdict, c Counts) Verdict {
	if stated != "" && c.Total == 0 {
		return stated
	}
	return worse(stated, c.Verdict())
}

// part names a part of a run that is counted of its own.
type part struct{ block, serviceAPI, operation string }

// tally holds every count of a run.
type tally struct {
	run        Counts
	blocks     map[string]Counts
	parts      map[part]Counts
	calls      map[part]int
	findings   map[part]int
	deviations map[string]int
}

func newTally() *tally {
	return &tally{blocks: map[string]Counts{}, parts: map[part]Counts{}, calls: map[part]int{}, findings: map[part]int{}, deviations: map[string]int{}}
}

// tallyOf counts the outcomes of a run.
func tallyOf(outcomes []*outcome) *tally {
	t := newTally()
	for _, o := range outcomes {
		t.add(o.block, o.serviceAPI, o.operation, o.deviation, o.verdict)
		for op, n := range o.calls {
			t.calls[part{block: o.block, operation: op}] += n
		}
		for op, n := range o.findings {
			t.findings[part{block: o.block, operation: op}] += n
		}
	}
	return t
}

// add counts one scenario.
func (t *tally) add(block, serviceAPI, operation, deviation string, v Verdict) {
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
	if v == Waived && deviation != "" {
		t.deviations[deviation]++
	}
}

// conclude puts the counts into the header, and verdicts and sentences where it has none or where they claim more than
// the counts allow.
func conclude(r *Results, t *tally) {
	r.Counts = t.run
	blocks := make([]BuildingBlock, len(r.BuildingBlocks)) // the caller's stay as they are
	for i, b := range r.BuildingBlocks {
		blocks[i] = concludeBlock(b, r, t)
	}
	r.BuildingBlocks = blocks
	deviations := make([]Deviation, len(r.Deviations))
	for i, d := range r.Deviations {
		d.Used = t.deviations[d.ID]
		deviations[i] = d
	}
	r.Deviations = deviations

	allowed := r.Counts.Conclusion()
	if !r.Complete {
		allowed = worse(allowed, Inconclusive)
	}
	if v := worse(r.Verdict, allowed); v != r.Verdict {
		r.Verdict, r.Sentence = v, ""
	}
	if r.Sentence == "" {
		r.Sentence = runSentence(r)
	}
}

func concludeBlock(b BuildingBlock, r *Results, t *tally) BuildingBlock {
	b.Counts = t.blocks[b.Ref()]
	allowed := b.Counts.Conclusion()
	if !r.Complete {
		allowed = worse(allowed, Inconclusive)
	}
	if b.Counts.Total > 0 && b.Counts.Applicable() == 0 {
		allowed = NotApplicable
	}
	if v := worse(b.Verdict, allowed); v != b.Verdict {
		b.Verdict, b.Sentence = v, ""
	}
	if b.Sentence == "" {
		b.Sentence = blockSentence(r, &b)
	}
	apis := make([]ServiceAPI, len(b.ServiceAPIs))
	for i, a := range b.ServiceAPIs {
		a.Counts = t.parts[part{block: b.Ref(), serviceAPI: a.Name}]
		a.Verdict = groupVerdict(a.Verdict, a.Counts)
		apis[i] = a
	}
	b.ServiceAPIs = apis
	operations := make([]Operation, len(b.Operations))
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
		b.Contracts = []Contract{}
	}
	return b
}
