package sample

import (
	"path/filepath"
	"testing"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/record"
)

// Write records a run and returns the path of its results.
func Write(t testing.TB, dir string, header reports.Results, scenarios []reports.Scenario) string {
	t.Helper()
	w, err := record.Create(dir, header)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Plan(scenarios); err != nil {
		t.Fatal(err)
	}
	for _, s := range scenarios {
		for _, e := range s.Exchanges {
			if err := w.Exchange(s.ID, e); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Scenario(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(header); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, reports.ResultsName)
}

// Open records a run and opens its results.
func Open(t testing.TB, header reports.Results, scenarios []reports.Scenario) *record.File {
	t.Helper()
	f, err := record.Open(Write(t, t.TempDir(), header, scenarios))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}
