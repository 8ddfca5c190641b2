package record

import (
	"crypto/sha256"
	"fmt"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/verdict"
)

// Verify draws the conclusions from the scenarios once more and holds the header against them: a document that says something else was
// changed by hand. Whoever wants to see every scenario in outline before anything is made of it, watches.
func (f *File) Verify(watch ...func(*Outline)) error {
	if len(watch) == 0 && f.verified {
		return nil
	}
	t := verdict.NewTally()
	seen := map[[16]byte]bool{} // digests: of many scenarios, they take less room than the identifiers
	for s, err := range f.Outlines() {
		if err != nil {
			return err
		}
		for _, w := range watch {
			w(&s)
		}
		sum := sha256.Sum256([]byte(s.ID))
		id := [16]byte(sum[:])
		if seen[id] {
			return fmt.Errorf("%s: two scenarios have the id %s: make the report again from a run", f.path, reports.Quoted(s.ID))
		}
		seen[id] = true
		t.Add(&s.Scenario, len(s.Lengths))
		for i := range s.Lengths {
			t.Call(s.BuildingBlock, s.Lengths[i].Operation, 1)
		}
	}
	if what := f.disagreement(t); what != "" {
		return fmt.Errorf("%s: what it states does not follow from its scenarios (%s), so it was changed after the run: make the report again from a run", f.path, reports.Visible(what))
	}
	f.verified = true
	return nil
}
