package narrative

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/reports"
)

func TestShared(t *testing.T) {
	t.Parallel()
	many := make([]int, 1022)
	for i := range many {
		many[i] = 1
	}
	step := reports.Step{Shared: []reports.Shared{{Scenario: "a", Exchanges: []int{3}}, {Scenario: "b\x1b", Exchanges: []int{1, 2, 4}}, {Scenario: "c"}, {Scenario: "d", Exchanges: many}}}
	want := []string{
		"sent by a, in its exchange 3",
		`sent by b\x1b, in its exchanges 1, 2 and 4`,
		"sent by d, in its exchanges 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 and 1,002 more",
	}
	if diff := cmp.Diff(want, Shared(&step)); diff != "" {
		t.Error(diff)
	}
}
