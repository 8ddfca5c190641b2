package page

import (
	"html/template"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/internal/spool"
	"github.com/bbconform/bbconform/reports/phrase"
)

// proof is an operation that counts as failed because its answers broke the contract in scenarios that were not about
// that, and therefore did not fail.
type proof struct {
	Operation string
	About     string
	Places    spool.Pieces
}

// proofPlace is where such an answer is told of.
type proofPlace struct{ Anchor, Name, Message string }

// Link leads to the anchor, which has nothing in it that a fragment must not have.
func (p proofPlace) Link() template.URL { return template.URL("#" + p.Anchor) }

// proofs collects, by building block and operation, what scenarios that did not fail prove.
type proofs map[[2]string]*spool.Pieces

// prove takes up the findings of a scenario that hold whatever became of it.
func (b *builder) prove(s *reports.Scenario, anchor, name string) error {
	var seen map[proofPlace]bool
	for i := range s.Findings {
		f := &s.Findings[i]
		if !f.Proven || f.Deviation != "" || f.Operation == "" {
			continue
		}
		place := proofPlace{anchor, name, phrase.Capital(reports.VisibleBlock(f.Message))}
		if seen[place] {
			continue
		}
		if seen == nil {
			seen = map[proofPlace]bool{}
		}
		seen[place] = true
		key := [2]string{s.BuildingBlock, f.Operation}
		if b.proofs[key] == nil {
			b.proofs[key] = &spool.Pieces{}
		}
		if err := b.put(b.proofs[key], "proofplace", place); err != nil {
			return err
		}
	}
	return nil
}

// of lists the operations that count as failed by such findings and have no group among the failures.
func (p proofs) of(r *reports.Results, failures []*group) []proof {
	shown := map[string]bool{}
	for _, g := range failures {
		shown[g.block+" "+g.atFault] = true
	}
	var all []proof
	for _, b := range r.BuildingBlocks {
		for _, o := range b.Operations {
			places := p[[2]string{b.Ref(), o.ID}]
			if o.Verdict == reports.Failed && places != nil && !shown[reports.Visible(b.Ref())+" "+reports.Visible(o.ID)] {
				about := reports.Visible(o.Method) + " " + reports.Visible(o.Path) + ", " + reports.Visible(b.Ref())
				all = append(all, proof{reports.Visible(o.ID), about, *places})
			}
		}
	}
	return all
}
