package page

import (
	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/phrase"
)

// proof is an operation that counts as failed because its answers broke the contract in scenarios that were not about
// that, and therefore did not fail.
type proof struct {
	Operation string
	About     string
	Places    []proofPlace
}

type proofPlace struct{ Anchor, Name, Message string }

// proofs collects, by building block and operation, what scenarios that did not fail prove.
type proofs map[string][]proofPlace

// add takes up the findings of a scenario that hold whatever became of it. Without an anchor, there is nothing to lead to.
func (p proofs) add(s *reports.Scenario, anchor, name string) {
	seen := map[proofPlace]bool{}
	for i := range s.Findings {
		f := &s.Findings[i]
		if !f.Proven || f.Deviation != "" || f.Operation == "" {
			continue
		}
		key := reports.Visible(s.BuildingBlock) + " " + reports.Visible(f.Operation)
		place := proofPlace{anchor, name, phrase.Capital(reports.VisibleBlock(f.Message))}
		if !seen[place] {
			seen[place] = true
			p[key] = append(p[key], place)
		}
	}
}

// of lists the operations that count as failed by such findings and have no group among the failures.
func (p proofs) of(r *reports.Results, failures []group) []proof {
	shown := map[string]bool{}
	for _, g := range failures {
		shown[g.Cards[0].Block+" "+g.Cards[0].atFault] = true
	}
	var all []proof
	for _, b := range r.BuildingBlocks {
		for _, o := range b.Operations {
			key := reports.Visible(b.Ref()) + " " + reports.Visible(o.ID)
			if o.Verdict == reports.Failed && !shown[key] && len(p[key]) > 0 {
				all = append(all, proof{reports.Visible(o.ID), reports.Visible(o.Method) + " " + reports.Visible(o.Path) + ", " + reports.Visible(b.Ref()), p[key]})
			}
		}
	}
	return all
}
