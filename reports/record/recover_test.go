package record_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/internal/sample"
	"github.com/bbconform/bbconform/reports/record"
)

func TestRecover(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		change func(string) string
		passed int
		total  int
		calls  int // of exchanges
		warned string
	}{
		{"as it was", func(s string) string { return s }, 4, 11, 17, ""},
		{"torn last line", func(s string) string { return s + `{"scenario":{"id":"features/x` }, 4, 11, 17, ""},
		{"torn at the end of a scenario", func(s string) string { return s[:strings.LastIndex(s, `{"scenario":{`)+40] }, 3, 11, 6, ""},
		{"damaged line", func(s string) string { return strings.Replace(s, `{"scenario":{`, `{"sce\u0000x":{`, 1) }, 3, 11, 17, "1 line of the journal"},
		{"foreign lines", func(s string) string { return s + "hello\n\n{\"a\":1}\n[]\nnull\n" }, 4, 11, 17, "5 lines of the journal"},
		{"only the header", func(s string) string { return s[:strings.Index(s, "\n")+1] }, 0, 0, 0, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := sample.Die(t, test.change)
			if _, err := record.Open(dir); !errors.Is(err, record.ErrUnfinished) || !errors.Is(err, os.ErrNotExist) {
				t.Errorf("error %v, want ErrUnfinished", err)
			}
			if err := record.Recover(dir); err != nil {
				t.Fatal(err)
			}
			f := sample.OpenDir(t, dir)
			r := f.Results()
			if r.Complete || r.Verdict != reports.Inconclusive || r.Counts.Total != test.total || r.Counts.Passed != test.passed || r.Counts.Inconclusive != test.total-test.passed {
				t.Errorf("complete %v, verdict %s, counts %+v", r.Complete, r.Verdict, r.Counts)
			}
			if !strings.Contains(r.Sentence, "cut short") || !strings.Contains(strings.Join(r.Warnings, "\n"), test.warned) {
				t.Errorf("sentence %q, warnings %q", r.Sentence, r.Warnings)
			}
			exchanges := 0
			for _, s := range sample.ReadAll(t, f) {
				exchanges += len(s.Exchanges)
			}
			if exchanges != test.calls {
				t.Errorf("%d exchanges, want %d", exchanges, test.calls)
			}
			if err := record.Recover(dir); err == nil {
				t.Error("recovered twice")
			}
		})
	}
}

func TestRecoverAfterTheResultsWereWritten(t *testing.T) {
	t.Parallel()
	dir := sample.Die(t, func(s string) string { return s })
	other := t.TempDir()
	b, err := os.ReadFile(sample.Write(t, other, sample.Header(t), sample.Scenarios(t)))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, reports.ResultsName), b, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := record.Recover(dir); err != nil {
		t.Fatal(err)
	}
	if r := sample.OpenDir(t, dir).Results(); !r.Complete || r.Counts.Failed != 3 {
		t.Errorf("the finished results were replaced by %+v", r.Counts)
	}
	if _, err := os.Stat(filepath.Join(dir, reports.JournalName)); !errors.Is(err, os.ErrNotExist) {
		t.Error("the journal is still there")
	}
}

func TestRecoverRefusesForeignJournals(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"empty":           "",
		"no header":       `{"scenario":{"id":"a","verdict":"passed"}}` + "\n",
		"another format":  `{"header":{"format":"bbconform-results/9"}}` + "\n",
		"no journal":      "hello\n",
		"one endless one": strings.Repeat("x", 1<<20),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			path := filepath.Join(dir, reports.JournalName)
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			err := record.Recover(dir)
			if err == nil || !strings.Contains(err.Error(), path) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %v", err)
			}
			if got, _ := os.ReadFile(path); string(got) != text {
				t.Error("the journal was changed")
			}
		})
	}
	if err := record.Recover(t.TempDir()); err == nil {
		t.Error("nothing was recovered and that is no error")
	}
}
