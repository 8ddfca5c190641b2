package verdict

import "github.com/bbconform/bbconform/reports"

// Disagreement names what a document says that does not follow from its scenarios, which are counted in t. It is empty where everything
// does. Sentences are not compared: another release may have worded them.
func Disagreement(r *reports.Results, t *Tally) string {
	same := func(stated, follows reports.Verdict) bool { return stated == follows }
	return disagreement(r, t, same, same)
}

// Overstatement is the same for documents of version 1, which do not say which findings were proven and what the target does not claim:
// there the verdict on a building block or the run may be graver than what follows, and those on the parts are not compared.
func Overstatement(r *reports.Results, t *Tally) string {
	notNicer := func(stated, follows reports.Verdict) bool { return gravity(stated) >= gravity(follows) }
	whatever := func(_, _ reports.Verdict) bool { return true }
	return disagreement(r, t, notNicer, whatever)
}

func disagreement(r *reports.Results, t *Tally, agree, agreeOnPart func(stated, follows reports.Verdict) bool) string {
	again := *r
	Conclude(&again, t)
	for i := range again.BuildingBlocks {
		b, stated := &again.BuildingBlocks[i], &r.BuildingBlocks[i]
		switch {
		case b.Counts != stated.Counts:
			return "counts of " + b.Ref()
		case !agree(stated.Verdict, b.Verdict):
			return "verdict on " + b.Ref()
		}
		for j := range b.ServiceAPIs {
			a, stated := &b.ServiceAPIs[j], &stated.ServiceAPIs[j]
			switch {
			case a.Counts != stated.Counts:
				return "counts of service API " + a.Name
			case !agreeOnPart(stated.Verdict, a.Verdict):
				return "verdict on service API " + a.Name
			}
		}
		for j := range b.Operations {
			o, stated := &b.Operations[j], &stated.Operations[j]
			switch {
			case o.Counts != stated.Counts || o.Calls != stated.Calls || o.Findings != stated.Findings:
				return "counts of operation " + o.ID
			case !agreeOnPart(stated.Verdict, o.Verdict):
				return "verdict on operation " + o.ID
			}
		}
	}
	for i := range again.Deviations {
		if again.Deviations[i].Used != r.Deviations[i].Used {
			return "count of what the known deviation " + r.Deviations[i].ID + " waived"
		}
	}
	switch {
	case again.Counts != r.Counts:
		return "counts"
	case !agree(r.Verdict, again.Verdict):
		return "verdict"
	case r.Complete && !again.Complete:
		return "completeness"
	}
	return ""
}

// gravity orders verdicts by how much they say against the target, or leave open.
func gravity(v reports.Verdict) int {
	switch v {
	case reports.Failed:
		return 2
	case reports.Inconclusive:
		return 1
	}
	return 0
}
