package sample

import (
	"fmt"
	"testing"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/record"
)

// ReadAll reads every scenario of a document.
func ReadAll(t *testing.T, f *record.File) []reports.Scenario {
	t.Helper()
	var all []reports.Scenario
	for s, err := range f.Scenarios() {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	return all
}

// OpenDir opens the document in a folder.
func OpenDir(t *testing.T, dir string) *record.File {
	t.Helper()
	f, err := record.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// Simple is a scenario with a verdict and nothing else to tell.
func Simple(order int, v reports.Verdict) reports.Scenario {
	return reports.Scenario{ID: fmt.Sprintf("consent/a/scenario-%d", order), Order: order, Name: fmt.Sprint("scenario ", order), File: "features/a.feature",
		Line: order + 1, BuildingBlock: "consent@1.1.0", Verdict: v, Started: Start, Milliseconds: 1}
}
