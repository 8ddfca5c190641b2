package plan

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/runner/identifier"
)

// mostDoubles is how many scenarios are told of, one by one, that have the identifier of another.
const mostDoubles = 5

// identifyRow gives a row of an outline its identifier: that of the outline, and all its cells. Name is the outline's.
func (s *Scenario) identifyRow(name string) {
	s.ID = identifier.Below(s.Outline, s.cells)
	var untold []string
	for i, c := range s.columns {
		if i < len(s.cells) && !strings.Contains(name, "<"+c+">") {
			untold = append(untold, s.cells[i])
		}
	}
	s.Case = strings.Join(untold, ", ")
}

// number gives scenarios that would have the identifier of an earlier one a number of their own, and says so: in a library it is a
// mistake, and in features of the user's own he should know that the numbers follow the order of the files.
func number(features []*feature) (warnings []string) {
	first := map[string]*Scenario{}
	count := map[string]int{}
	doubles := 0
	outlines := map[string]*Scenario{} // the first row of each: what an outline is called stands for all of its rows
	for _, f := range features {
		for _, s := range f.scenarios {
			if s.Outline != "" && outlines[s.Outline] == nil {
				outlines[s.Outline] = s
			}
		}
	}
	for _, f := range features {
		for _, s := range f.scenarios {
			before := first[s.ID]
			if before == nil {
				before = outlines[s.ID]
			}
			if before == nil {
				first[s.ID] = s
				continue
			}
			id := s.ID
			count[id] = max(1, count[id])
			for taken := true; taken; taken = first[s.ID] != nil || outlines[s.ID] != nil {
				count[id]++
				s.ID = identifier.Numbered(id, count[id])
			}
			first[s.ID] = s
			s.Case = strings.TrimPrefix(fmt.Sprintf("%s, %d", s.Case, count[id]), ", ")
			if doubles++; doubles <= mostDoubles {
				warnings = append(warnings, fmt.Sprintf("%s:%d: the identifier %s is that of the scenario in %s:%d already, so that this one is called %s: give it a name, or a row, of its own.",
					s.File, s.Line, id, before.File, before.Line, s.ID))
			}
		}
	}
	if more := doubles - mostDoubles; more > 0 {
		warnings = append(warnings, fmt.Sprintf("%s more have the identifier of another.", counted(more)))
	}
	return warnings
}

// checkLedger says where the ledger of retired identifiers and the features do not agree: an identifier that was given to another
// scenario, and a replacement that is not there. Of building blocks that are not read it says nothing.
func (p *Plan) checkLedger(l library) (warnings []string) {
	if len(l.ledger.Entries()) == 0 {
		return nil
	}
	known := map[string]bool{} // identifiers, and all that stands above them
	l.each(func(s *Scenario) {
		for id := s.ID; id != "" && !known[id]; id = id[:max(0, strings.LastIndexByte(id, '/'))] {
			known[id] = true
		}
		if e := l.ledger.Entry(s.ID); e != nil {
			warnings = append(warnings, fmt.Sprintf("%s:%d: the identifier %s was retired (%s in %s), and is never given to another scenario: choose another name.",
				s.File, s.Line, s.ID, e.ID, identifier.LedgerFile))
		}
	})
	for _, e := range l.ledger.Entries() {
		for _, id := range l.ledger.Successors(e.Whole()) {
			block, _, _ := strings.Cut(id, "/")
			read := slices.ContainsFunc(p.Blocks, func(b *Block) bool { return b.Ref.Name == block })
			if read && !known[id] {
				warnings = append(warnings, fmt.Sprintf("%s: the entry %s is replaced by %s, and there is no such scenario.", identifier.LedgerFile, e.ID, id))
			}
		}
	}
	return warnings
}
