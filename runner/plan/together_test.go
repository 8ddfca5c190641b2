package plan

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/steps"
)

// sizes are those of the groups, and the operations that they are about.
func sizes(groups [][]*Scenario) []int {
	var out []int
	for _, g := range groups {
		out = append(out, len(g))
	}
	return out
}

func TestTogether(t *testing.T) {
	t.Parallel()
	block, one, another := &Block{}, &steps.RefusalCase{}, &steps.RefusalCase{}
	cases := func(n int, change func(*Scenario)) []*Scenario {
		var all []*Scenario
		for range n {
			s := &Scenario{Origin: &Origin{source: &source{File: "a.feature"}, Block: block, Operation: "toyCreate"}, Refusal: one}
			if change != nil {
				change(s)
			}
			all = append(all, s)
		}
		return all
	}
	join := func(all ...[]*Scenario) []*Scenario {
		var joined []*Scenario
		for _, some := range all {
			joined = append(joined, some...)
		}
		for i, s := range joined {
			s.Order = i
		}
		return joined
	}
	for name, c := range map[string]struct {
		scenarios []*Scenario
		want      []int
	}{
		"alike":               {cases(5, nil), []int{5}},
		"too few":             {cases(2, nil), []int{1, 1}},
		"as many as can be":   {cases(16, nil), []int{16}},
		"more than can be":    {cases(17, nil), []int{9, 8}},
		"many":                {cases(38, nil), []int{13, 13, 12}},
		"none":                {nil, nil},
		"no refusals":         {cases(3, func(s *Scenario) { s.Refusal = nil }), []int{1, 1, 1}},
		"alone":               {cases(3, func(s *Scenario) { s.Alone = true }), []int{1, 1, 1}},
		"not claimed":         {cases(3, func(s *Scenario) { s.NotClaimed = "no" }), []int{1, 1, 1}},
		"other operations":    {join(cases(3, nil), cases(3, func(s *Scenario) { s.Operation = "toyRead" })), []int{3, 3}},
		"other preparations":  {join(cases(3, nil), cases(3, func(s *Scenario) { s.Refusal = another })), []int{3, 3}},
		"other files":         {join(cases(3, nil), cases(3, func(s *Scenario) { s.File = "b.feature" })), []int{3, 3}},
		"other blocks":        {join(cases(3, nil), cases(3, func(s *Scenario) { s.Block = &Block{} })), []int{3, 1, 1, 1}},
		"others between them": {join(cases(2, nil), cases(1, func(s *Scenario) { s.Refusal = nil }), cases(2, nil)), []int{4, 1}},
	} {
		groups := Together(join(c.scenarios))
		if diff := cmp.Diff(c.want, sizes(groups)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		seen := map[*Scenario]bool{}
		for _, g := range groups {
			for i, s := range g {
				if seen[s] || i > 0 && s.Order < g[i-1].Order {
					t.Errorf("%s: a scenario is there twice, or the order is another one", name)
				}
				seen[s] = true
			}
		}
		if len(seen) != len(c.scenarios) {
			t.Errorf("%s: %d of %d scenarios are left", name, len(seen), len(c.scenarios))
		}
	}
}
