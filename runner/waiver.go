package runner

import (
	"fmt"
	"slices"
	"time"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/runner/target"
)

// waivers are the known deviations of one building block.
type waivers []waiver

type waiver struct {
	target.Deviation
	block   *plan.Block
	index   int // in the block's list
	id      string
	expired bool
}

func newWaivers(b *plan.Block, now time.Time) waivers {
	if b.Entry == nil {
		return nil
	}
	var all waivers
	for i, d := range b.Entry.Deviations {
		all = append(all, waiver{Deviation: d, block: b, index: i, id: d.Identifier(b.Ref.Name, i), expired: d.Expires.Before(now)})
	}
	return all
}

// covers reports whether the deviation is about this failure of the scenario. The operation is the one at fault, and the
// code that of the finding; a failure without a finding has no code.
func (w waiver) covers(s *plan.Scenario, operation, code string) bool {
	return (w.Operation == "" || w.Operation == operation) &&
		(w.Finding == "" || w.Finding == code) &&
		(w.Tag == "" || slices.Contains(s.Tags, w.Tag) || slices.Contains(s.Tags, "@"+w.Tag)) &&
		w.block.IsAbout(w.index, s)
}

// of is the deviation in force that covers a failure; nil when there is none.
func (ws waivers) of(s *plan.Scenario, operation, code string) *waiver {
	for i := range ws {
		if !ws[i].expired && ws[i].covers(s, operation, code) {
			return &ws[i]
		}
	}
	return nil
}

// apply notes which findings known deviations cover, and waives the scenario when they cover all that decided it.
func (ws waivers) apply(s *plan.Scenario, r *reports.Scenario) {
	for i := range r.Findings {
		if w := ws.of(s, r.Findings[i].Operation, r.Findings[i].Code); w != nil {
			r.Findings[i].Deviation = w.id
		}
	}
	ws.waive(s, r)
}

// waive waives the scenario when known deviations cover everything that decided it: what failed, or what kept it from
// being prepared. Anything that no deviation covers leaves the verdict as it is.
func (ws waivers) waive(s *plan.Scenario, r *reports.Scenario) {
	if len(ws) == 0 || r.Verdict != reports.Failed && r.Verdict != reports.Inconclusive {
		return
	}
	deciding := slices.IndexFunc(r.Steps, func(st reports.Step) bool { return st.Verdict == r.Verdict })
	if deciding < 0 {
		return // it did not get so far
	}
	var by *waiver
	found := false
	for _, f := range r.Findings {
		if f.Step != deciding {
			continue
		}
		found = true
		w := ws.of(s, f.Operation, f.Code)
		if w == nil {
			return
		}
		if by == nil {
			by = w
		}
	}
	if !found && r.Verdict == reports.Failed {
		by = ws.of(s, s.Operation, "")
	}
	if by == nil {
		return
	}
	r.Reason = fmt.Sprintf("Waived until %s as the known deviation %s (%s; %s). %s", by.Expires, by.id, by.Reason, by.Owner, r.Reason)
	r.Deviation, r.Verdict = by.id, reports.Waived
	r.Steps[deciding].Verdict = reports.Waived
}

// words says what the deviation covers.
func (w waiver) words() string {
	words := w.block.Ref.Name
	scenario := w.Scenario
	if meant := w.block.DeviationScenarios(w.index); meant != "" && meant != scenario {
		scenario = fmt.Sprintf("%s (written as %s)", meant, w.Scenario)
	}
	for _, condition := range []struct{ what, value string }{
		{"operation", w.Operation}, {"scenario", scenario}, {"tag", w.Tag}, {"finding", w.Finding},
	} {
		if condition.value != "" {
			words += fmt.Sprintf(", %s %s", condition.what, condition.value)
		}
	}
	return words
}
