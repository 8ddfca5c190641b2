package plan

import "github.com/bbconform/bbconform/steps"

// FewestTogether is how many cases are worth a shared preparation at least: the control is sent once more for it, so that two of them
// may save nothing.
const FewestTogether = 3

// MostTogether is how many cases share one preparation at most. What is known of them is kept until the last has ended, and one of them
// cannot end before those in front of it.
const MostTogether = 16

// Together puts scenarios together that can be carried out one after the other in the state that the first of them prepared: cases of a
// refusal in one feature that begin alike, about the same operation. Each scenario is in one group, and alone in it where it is like no
// other. The groups are in the order of their first scenarios, and those in a group in the order in which they came.
func Together(scenarios []*Scenario) [][]*Scenario {
	type likeness struct {
		block     *Block
		file      string
		operation string
		alike     *steps.RefusalCase
	}
	of := func(s *Scenario) likeness { return likeness{s.Block, s.File, s.Operation, s.Refusal} }
	alike := map[likeness]int{}
	for _, s := range scenarios {
		if s.canShare() {
			alike[of(s)]++
		}
	}
	groups := make([][]*Scenario, 0, len(scenarios))
	open := map[likeness]int{} // index of the group that takes the next one
	for _, s := range scenarios {
		like := of(s)
		if alike[like] < FewestTogether {
			groups = append(groups, []*Scenario{s})
			continue
		}
		i, ok := open[like]
		if !ok || len(groups[i]) == evenly(alike[like]) {
			i = len(groups)
			groups = append(groups, nil)
			open[like] = i
		}
		groups[i] = append(groups[i], s)
	}
	return groups
}

// evenly is how many of n are put together, so that no group is much smaller than the others.
func evenly(n int) int {
	groups := (n + MostTogether - 1) / MostTogether
	return (n + groups - 1) / groups
}

// canShare reports whether the scenario can be carried out in the state that another one prepared.
func (s *Scenario) canShare() bool { return s.Refusal != nil && !s.Alone && s.NotClaimed == "" }
