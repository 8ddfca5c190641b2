package sample

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/record"
)

// Die writes the sample's journal and leaves it as a killed process would.
func Die(t testing.TB, change func(string) string) string {
	t.Helper()
	dir := t.TempDir()
	header := Header(t)
	header.Verdict, header.Sentence = reports.Passed, "Everything is well."
	w, err := record.Create(dir, header)
	if err != nil {
		t.Fatal(err)
	}
	scenarios := Scenarios(t)
	if err := w.Plan(scenarios); err != nil {
		t.Fatal(err)
	}
	for i, s := range scenarios {
		for _, e := range s.Exchanges {
			if err := w.Exchange(s.ID, e); err != nil {
				t.Fatal(err)
			}
		}
		if i < 4 { // the passes come first
			if err := w.Scenario(s); err != nil {
				t.Fatal(err)
			}
		}
	}
	path := filepath.Join(dir, reports.JournalName)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(change(string(b))), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}
