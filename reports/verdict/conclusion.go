package verdict

import (
	"cmp"
	"slices"

	"github.com/bbconform/bbconform/reports"
)

// Conclude fills in everything in a document that follows from its scenarios: counts, verdicts and sentences, what each known deviation
// was needed for, and that a run is not complete of which scenarios are missing. Whatever stood there is replaced. What the slices and
// maps of r hold stays as it is.
func Conclude(r *reports.Results, t *Tally) {
	if t.Unfinished() > 0 {
		r.Complete = false
		r.Interruption = cmp.Or(r.Interruption, "not every scenario came to its end")
	}
	r.Counts = t.run
	r.Verdict = conclusion(r.Counts, r.Complete)
	r.BuildingBlocks = slices.Clone(r.BuildingBlocks)
	var guilty []string
	for i := range r.BuildingBlocks {
		b := &r.BuildingBlocks[i]
		found := t.atFault(b)
		concludeBlock(b, r, t, found)
		if b.Verdict == reports.Failed {
			r.Verdict = reports.Failed
		}
		for _, id := range found {
			if len(r.BuildingBlocks) > 1 {
				id = b.Name + " " + id
			}
			guilty = append(guilty, id)
		}
	}
	r.Deviations = slices.Clone(r.Deviations)
	for i := range r.Deviations {
		r.Deviations[i].Used = t.deviations[r.Deviations[i].ID]
	}
	r.Sentence = sentence(r.Verdict, r.Counts, guilty, r.Run.Selection) + cutShort(r, t)
}

func concludeBlock(b *reports.BuildingBlock, r *reports.Results, t *Tally, guilty []string) {
	b.Counts = reports.Counts{}
	if c := t.blocks[b.Ref()]; c != nil {
		b.Counts = *c
	}
	b.Verdict = conclusion(b.Counts, r.Complete)
	if b.Counts.Total > 0 && b.Counts.Applicable() == 0 {
		b.Verdict = reports.NotApplicable
	}
	if len(guilty) > 0 {
		b.Verdict = reports.Failed
	}
	b.Sentence = blockSentence(b, guilty, r.Run.Selection)

	b.Operations = slices.Clone(b.Operations)
	atFault := map[string]bool{} // service APIs
	for i := range b.Operations {
		o := &b.Operations[i]
		found := operationTally{}
		if c := t.operations[part{b.Ref(), o.ID}]; c != nil {
			found = *c
		}
		o.Counts, o.Calls, o.Findings = found.counts, found.calls, found.findings
		o.Verdict = ofGroup(o.Counts)
		switch {
		case slices.Contains(guilty, o.ID):
			o.Verdict = reports.Failed
			atFault[o.ServiceAPI] = true
		case o.NotClaimed != "":
			o.Verdict = reports.NotApplicable
		}
	}
	b.ServiceAPIs = slices.Clone(b.ServiceAPIs)
	for i := range b.ServiceAPIs {
		a := &b.ServiceAPIs[i]
		a.Counts = reports.Counts{}
		if c := t.services[part{b.Ref(), a.Name}]; c != nil {
			a.Counts = *c
		}
		a.Verdict, a.Reason = ofService(a, atFault[a.Name])
	}
}

// ofService is the verdict on a service API, and its reason where the counts do not say it.
func ofService(a *reports.ServiceAPI, atFault bool) (reports.Verdict, string) {
	v := ofGroup(a.Counts)
	switch {
	case atFault && a.Counts.Failed == 0:
		return reports.Failed, "An operation answered against its contract, although no scenario about it failed."
	case a.Counts.Total == 0:
		return v, cmp.Or(a.NotClaimed, "No scenario was selected.")
	case v == reports.NotApplicable:
		return v, a.NotClaimed
	}
	return v, ""
}

// ofGroup is the verdict on a service API or an operation: the gravest that one of its scenarios has. Without scenarios it is
// inconclusive.
func ofGroup(c reports.Counts) reports.Verdict {
	switch {
	case c.Failed > 0:
		return reports.Failed
	case c.Inconclusive > 0:
		return reports.Inconclusive
	case c.Waived > 0:
		return reports.Waived
	case c.Passed > 0:
		return reports.Passed
	case c.NotApplicable > 0:
		return reports.NotApplicable
	}
	return reports.Inconclusive
}

// conclusion is the verdict on a whole building block or run as far as the counts say it: passed, failed or inconclusive. Known deviations
// leave it passed as long as something passed. A run in which nothing did proves nothing, and what is not complete is never passed.
func conclusion(c reports.Counts, complete bool) reports.Verdict {
	switch {
	case c.Failed > 0:
		return reports.Failed
	case c.Inconclusive > 0, c.Passed == 0, !complete:
		return reports.Inconclusive
	}
	return reports.Passed
}
