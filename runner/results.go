package runner

import (
	"slices"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/plan"
)

// header is the result document before anything has happened.
func (r *run) header() reports.Results {
	clean := r.wire.Redactor().Words
	h := reports.Results{
		Format: reports.Format,
		Tool:   r.Tool,
		Run: reports.Run{
			ID: r.ID, Started: r.started, Seed: r.Seed, Concurrency: r.Concurrency, Selection: slices.Clone(r.Plan.Selection),
			Platform: platform(), Rerun: clean(r.Rerun),
		},
		Target: reports.Target{
			Product: clean(r.Target.Product), Version: clean(r.Target.Version), Vendor: clean(r.Target.Vendor), Contact: clean(r.Target.Contact),
		},
		Configuration: r.Target.Redacted(r.wire.Redactor()),
		Sources:       r.Plan.Sources,
	}
	for _, a := range r.Arguments {
		h.Run.Arguments = append(h.Run.Arguments, clean(a))
	}
	for _, w := range slices.Concat(r.Target.Warnings(r.started), r.wire.Warnings()) {
		h.Warnings = append(h.Warnings, clean(w))
	}
	for _, b := range r.Plan.Blocks {
		h.BuildingBlocks = append(h.BuildingBlocks, r.blockHeader(b))
		for _, w := range r.waivers[b.Ref] {
			h.Deviations = append(h.Deviations, reports.Deviation{
				ID: w.id, Match: clean(w.words(b.Ref.Name)), Reason: clean(w.Reason), Owner: clean(w.Owner), Expires: w.Expires.String(), Expired: w.expired,
			})
		}
	}
	return h
}

func (r *run) blockHeader(b *plan.Block) reports.BuildingBlock {
	h := reports.BuildingBlock{
		Name: b.Ref.Name, Title: b.Block.Title, Version: b.Ref.Version, Repository: b.Block.Upstream.Repository,
		Commit: b.Block.Upstream.Commit, Licence: b.Block.Upstream.Licence, URLs: map[string]string{},
	}
	for _, c := range b.Block.Contracts {
		h.Contracts = append(h.Contracts, reports.Contract{Name: c.Name, Title: c.Title, Version: c.Version, File: c.File})
		if base := b.Entry.BaseURL(c.Name); base != "" {
			h.URLs[c.Name] = r.wire.Redactor().Text(base)
		}
	}
	for _, e := range b.Block.Errata {
		h.Errata = append(h.Errata, reports.Erratum{
			ID: e.ID, Kind: e.Kind, Place: e.Where, Wrong: e.Wrong, Reading: e.Reading, Suggestion: e.Suggestion,
		})
	}
	return h
}

// results is the header with everything that the run has found.
func (r *run) results(header reports.Results) reports.Results {
	r.mu.Lock()
	defer r.mu.Unlock()
	f := header
	f.Run.Ended = r.env.Now()
	f.Counts = r.tally.run
	f.Complete = r.halted == "" && r.tally.notRun == 0
	f.Interruption = r.wire.Redactor().Words(r.halted)
	if f.Interruption == "" && r.tally.notRun > 0 {
		f.Interruption = "the target stopped answering"
	}
	f.Deviations = slices.Clone(header.Deviations)
	for i := range f.Deviations {
		d := &f.Deviations[i]
		d.Used = r.tally.deviations[d.ID]
		if d.Used == 0 && !d.Expired && f.Complete && len(r.Plan.Selection) == 0 {
			f.Warnings = append(slices.Clone(f.Warnings), "The known deviation "+d.ID+" was not needed: nothing failed that it covers.")
		}
	}
	f.BuildingBlocks = nil
	for i, b := range r.Plan.Blocks {
		f.BuildingBlocks = append(f.BuildingBlocks, r.blockResults(header.BuildingBlocks[i], b, f.Complete))
	}
	for _, b := range r.Plan.Blocks {
		if warning := r.wire.Endpoint(b.Ref).Warning(); warning != "" {
			f.Warnings = append(slices.Clone(f.Warnings), warning)
		}
	}
	f.Verdict = conclusion(r.tally.run, f.Complete)
	for _, b := range f.BuildingBlocks {
		if b.Verdict == reports.Failed {
			f.Verdict = reports.Failed
		}
	}
	f.Sentence = r.sentence(f)
	return f
}

// conclusion is the verdict on counts: what is not complete is never passed.
func conclusion(c reports.Counts, complete bool) reports.Verdict {
	v := c.Conclusion()
	if v == reports.Passed && !complete {
		return reports.Inconclusive
	}
	return v
}

func (r *run) blockResults(h reports.BuildingBlock, b *plan.Block, complete bool) reports.BuildingBlock {
	h.Counts = *countsOf(r.tally.blocks, b.Ref)
	h.Verdict = conclusion(h.Counts, complete)
	if h.Counts.Total > 0 && h.Counts.Applicable() == 0 {
		h.Verdict = reports.NotApplicable
	}
	guilty := r.tally.failed[b.Ref]
	if len(guilty) > 0 {
		h.Verdict = reports.Failed
	}
	for _, api := range b.Block.ServiceAPIs {
		s := reports.ServiceAPI{Name: api.Name, Title: api.Title, Counts: *countsOf(r.tally.services, operationKey{b.Ref, api.Name})}
		s.Verdict = s.Counts.Verdict()
		switch {
		case slices.ContainsFunc(api.Operations, func(op string) bool { return slices.Contains(guilty, op) }):
			if s.Counts.Failed == 0 {
				s.Reason = "An operation answered against its contract, although no scenario about it failed."
			}
			s.Verdict = reports.Failed
		case s.Counts.Total == 0:
			s.Reason = "No scenario was selected."
		case s.Verdict == reports.NotApplicable:
			s.Reason = b.Entry.WhyNotClaimed("", api.Name)
		}
		h.ServiceAPIs = append(h.ServiceAPIs, s)
	}
	h.Operations, h.NotTested = r.operations(b)
	h.NotTested = append(h.NotTested, r.requirements(b)...)
	h.Sentence = r.blockSentence(h, guilty)
	return h
}

// operations lists every operation of a building block, and those that the run says nothing about.
func (r *run) operations(b *plan.Block) ([]reports.Operation, []reports.NotTested) {
	all, err := b.Block.Operations()
	if err != nil {
		r.faults = append(r.faults, err)
		return nil, nil
	}
	var out []reports.Operation
	var untested []reports.NotTested
	for _, op := range all {
		t := r.tally.operation(b.Ref, op.ID)
		o := reports.Operation{
			ID: op.ID, Method: op.Method, Path: op.Path, Contract: op.Contract.Name, ServiceAPI: op.ServiceAPI,
			Verdict: t.counts.Verdict(), Counts: t.counts, Calls: t.calls, Findings: t.findings,
		}
		if t.guilty {
			o.Verdict = reports.Failed
		}
		reason := b.Entry.WhyNotClaimed(op.ID, op.ServiceAPI)
		switch {
		case reason != "":
			if !t.guilty {
				o.Verdict = reports.NotApplicable
			}
		case t.counts.Total > 0:
		case b.Excluded > 0:
			reason = "No scenario about it was selected."
		default:
			reason = "There is no scenario about it."
		}
		if reason != "" {
			untested = append(untested, reports.NotTested{What: "operation " + op.ID, Reason: r.wire.Redactor().Words(reason)})
		}
		out = append(out, o)
	}
	return out, untested
}
