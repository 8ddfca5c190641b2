package narrative

import (
	"strconv"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/phrase"
)

// Cost says how many requests a run took: "3,496 requests, 3.9 a scenario". It is empty where nothing was sent.
func Cost(r *reports.Results) string {
	sent := 0
	for _, block := range r.BuildingBlocks {
		for _, op := range block.Operations {
			sent += op.Calls
		}
	}
	carriedOut := r.Counts.Total - r.Counts.NotApplicable
	if sent <= 0 || carriedOut <= 0 {
		return ""
	}
	return phrase.Plural(sent, "request") + ", " + strconv.FormatFloat(float64(sent)/float64(carriedOut), 'f', 1, 64) + " a scenario"
}
