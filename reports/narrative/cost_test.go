package narrative

import (
	"testing"

	"github.com/bbconform/bbconform/reports"
)

func TestCost(t *testing.T) {
	t.Parallel()
	blocks := []reports.BuildingBlock{{Operations: []reports.Operation{{Calls: 3000}, {Calls: 400}}}, {Operations: []reports.Operation{{Calls: 96}}}}
	for want, r := range map[string]reports.Results{
		"3,496 requests, 3.9 a scenario": {BuildingBlocks: blocks, Counts: reports.Counts{Total: 950, NotApplicable: 50}},
		"1 request, 0.5 a scenario":      {BuildingBlocks: []reports.BuildingBlock{{Operations: []reports.Operation{{Calls: 1}}}}, Counts: reports.Counts{Total: 2}},
		"":                               {Counts: reports.Counts{Total: 2}},
	} {
		if got := Cost(&r); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := Cost(&reports.Results{BuildingBlocks: blocks, Counts: reports.Counts{Total: 2, NotApplicable: 2}}); got != "" {
		t.Errorf("got %q of a run that carried nothing out", got)
	}
}
