package page

import "github.com/bbconform/bbconform/reports"

// proof is an operation that counts as failed because its answers broke the contract in scenarios that were not about
// that, and therefore did not fail.
type proof struct {
	Operation string
	About     string
	Places    []proofPlace
}

type proofPlace struct{ Anchor, Name, Message string }

// proofs collects, by building block and operation, the findings of scenarios that did not fail.
type proofs map[string][]proofPlace

func (p proofs) add(v *card) {
	for _, f := range v.Faults {
		if f.Operation != "" {
			key := v.Block + " " + f.Operation
			p[key] = append(p[key], proofPlace{v.Anchor, v.Name, f.Message})
		}
	}
}

// of lists the operations that count as failed and have no group among the failures.
func (p proofs) of(r *reports.Results, failures []group) []proof {
	shown := map[string]bool{}
	for _, g := range failures {
		shown[g.Cards[0].Block+" "+g.Cards[0].atFault] = true
	}
	var all []proof
	for _, b := range r.BuildingBlocks {
		for _, o := range b.Operations {
			key := reports.Visible(b.Ref()) + " " + reports.Visible(o.ID)
			if o.Verdict == reports.Failed && !shown[key] {
				all = append(all, proof{reports.Visible(o.ID), reports.Visible(o.Method) + " " + reports.Visible(o.Path) + ", " + reports.Visible(b.Ref()), p[key]})
			}
		}
	}
	return all
}
