package runner

import (
	"slices"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/verdict"
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
			Pace: r.paceHeader(), Platform: platform(), Rerun: clean(r.Rerun),
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
	for _, w := range slices.Concat(r.Target.Warnings(r.started), r.wire.Warnings(), r.Plan.Warnings) {
		h.Warnings = append(h.Warnings, clean(w))
	}
	for _, b := range r.Plan.Blocks {
		h.BuildingBlocks = append(h.BuildingBlocks, r.blockHeader(b))
		for _, w := range r.waivers[b.Ref] {
			h.Deviations = append(h.Deviations, reports.Deviation{
				ID: w.id, Match: clean(w.words()), Reason: clean(w.Reason), Owner: clean(w.Owner), Expires: w.Expires.String(), Expired: w.expired,
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
	for _, api := range b.Block.ServiceAPIs {
		h.ServiceAPIs = append(h.ServiceAPIs, reports.ServiceAPI{
			Name: api.Name, Title: api.Title, NotClaimed: r.wire.Redactor().Words(b.Entry.WhyNotClaimed("", api.Name)),
		})
	}
	h.Operations, h.NotTested = r.operations(b)
	h.NotTested = append(h.NotTested, r.requirements(b)...)
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
	f.Run.Pace = r.paceUsed()
	f.Complete = r.halted == "" && r.tally.Unfinished() == 0
	f.Interruption = r.wire.Redactor().Words(r.halted)
	if f.Interruption == "" && !f.Complete {
		f.Interruption = "the target stopped answering"
	}
	verdict.Conclude(&f, r.tally)
	f.Warnings = slices.Clone(header.Warnings)
	for _, d := range f.Deviations {
		if d.Used == 0 && !d.Expired && f.Complete && len(r.Plan.Selection) == 0 {
			f.Warnings = append(f.Warnings, "The known deviation "+d.ID+" was not needed: nothing failed that it covers.")
		}
	}
	for _, b := range r.Plan.Blocks {
		f.Warnings = append(f.Warnings, r.wire.Endpoint(b.Ref).Warnings()...)
	}
	return f
}

// operations lists every operation of a building block, and those that the run says nothing about.
func (r *run) operations(b *plan.Block) ([]reports.Operation, []reports.NotTested) {
	all, err := b.Block.Operations()
	if err != nil {
		r.faults = append(r.faults, err)
		return nil, nil
	}
	about := map[string]bool{}
	for _, s := range b.Scenarios {
		about[s.Operation] = true
	}
	var out []reports.Operation
	var untested []reports.NotTested
	for _, op := range all {
		notClaimed := r.wire.Redactor().Words(b.Entry.WhyNotClaimed(op.ID, op.ServiceAPI))
		reason := notClaimed
		switch {
		case reason != "" || about[op.ID]:
		case b.Excluded > 0:
			reason = "No scenario about it was selected."
		default:
			reason = "There is no scenario about it."
		}
		if reason != "" {
			untested = append(untested, reports.NotTested{What: "operation " + op.ID, Reason: reason})
		}
		out = append(out, reports.Operation{
			ID: op.ID, Method: op.Method, Path: op.Path, Contract: op.Contract.Name, ServiceAPI: op.ServiceAPI, NotClaimed: notClaimed,
		})
	}
	return out, untested
}
