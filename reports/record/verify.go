package record

import (
	"fmt"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/verdict"
)

// Verify holds the header against the scenarios: renderings show counts of both, and a document whose counts do not agree with its
// scenarios was changed by hand. Whoever wants to see every scenario in outline before anything is made of it, watches.
func (f *File) Verify(watch ...func(*Outline)) error {
	if len(watch) == 0 && f.verified {
		return nil
	}
	t := verdict.NewTally()
	seen := map[string]bool{}
	for s, err := range f.Outlines() {
		if err != nil {
			return err
		}
		for _, w := range watch {
			w(&s)
		}
		if seen[s.ID] {
			return fmt.Errorf("%s: two scenarios have the id %s: make the report again from a run", f.path, reports.Quoted(s.ID))
		}
		seen[s.ID] = true
		t.Add(s.BuildingBlock, s.ServiceAPI, s.Operation, s.Deviation, s.Verdict)
	}
	if err := f.compare(t); err != nil {
		return err
	}
	f.verified = true
	return nil
}

// compare holds the header against what was counted.
func (f *File) compare(t *verdict.Tally) error {
	r := f.header
	verdict.Conclude(&r, t)
	what := ""
	switch {
	case r.Counts != f.header.Counts:
		what = "counts"
	case r.Verdict != f.header.Verdict:
		what = "verdict"
	}
	for i, b := range r.BuildingBlocks {
		h := f.header.BuildingBlocks[i]
		switch {
		case b.Counts != h.Counts:
			what = "counts of " + b.Ref()
		case b.Verdict != h.Verdict:
			what = "verdict on " + b.Ref()
		}
		for j, a := range b.ServiceAPIs {
			if a.Counts != h.ServiceAPIs[j].Counts {
				what = "counts of service API " + a.Name
			}
		}
		for j, o := range b.Operations {
			if o.Counts != h.Operations[j].Counts {
				what = "counts of operation " + o.ID
			}
		}
	}
	if what != "" {
		return fmt.Errorf("%s: its %s are not those of its scenarios, so it was changed after the run: make the report again from a run", f.path, reports.Visible(what))
	}
	return nil
}
