package reports

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// die writes the sample's journal and leaves it as a killed process would.
func die(t *testing.T, change func(string) string) string {
	t.Helper()
	dir := t.TempDir()
	header := sampleHeader(t)
	header.Verdict, header.Sentence = Passed, "Everything is well."
	w, err := Create(dir, header)
	if err != nil {
		t.Fatal(err)
	}
	scenarios := sampleScenarios(t)
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
	path := filepath.Join(dir, JournalName)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(change(string(b))), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

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
		{"torn at the end of a scenario", func(s string) string { return s[:strings.LastIndex(s, `{"scenario"`)+40] }, 3, 11, 6, ""},
		{"damaged line", func(s string) string { return strings.Replace(s, `{"scenario":`, `{"sce\u0000x":`, 1) }, 3, 11, 17, "1 line of the journal"},
		{"foreign lines", func(s string) string { return s + "hello\n\n{\"a\":1}\n[]\nnull\n" }, 4, 11, 17, "5 lines of the journal"},
		{"only the header", func(s string) string { return s[:strings.Index(s, "\n")+1] }, 0, 0, 0, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := die(t, test.change)
			if _, err := Open(dir); !errors.Is(err, ErrUnfinished) || !errors.Is(err, os.ErrNotExist) {
				t.Errorf("error %v, want ErrUnfinished", err)
			}
			if err := Recover(dir); err != nil {
				t.Fatal(err)
			}
			f := openDir(t, dir)
			r := f.Results()
			if r.Complete || r.Verdict != Inconclusive || r.Counts.Total != test.total || r.Counts.Passed != test.passed || r.Counts.Inconclusive != test.total-test.passed {
				t.Errorf("complete %v, verdict %s, counts %+v", r.Complete, r.Verdict, r.Counts)
			}
			if !strings.Contains(r.Sentence, "cut short") || !strings.Contains(strings.Join(r.Warnings, "\n"), test.warned) {
				t.Errorf("sentence %q, warnings %q", r.Sentence, r.Warnings)
			}
			exchanges := 0
			for _, s := range readAll(t, f) {
				exchanges += len(s.Exchanges)
			}
			if exchanges != test.calls {
				t.Errorf("%d exchanges, want %d", exchanges, test.calls)
			}
			if got := countsOfHTML(rendered(t, f, "html")); got != r.Counts {
				t.Errorf("the page has %+v, the document %+v", got, r.Counts)
			}
			if _, err := Render(f, dir); err != nil {
				t.Error(err)
			}
			if err := Recover(dir); err == nil {
				t.Error("recovered twice")
			}
		})
	}
}

func TestRecoverAfterTheResultsWereWritten(t *testing.T) {
	t.Parallel()
	dir := die(t, func(s string) string { return s })
	other := t.TempDir()
	b, err := os.ReadFile(writeSample(t, other, sampleHeader(t), sampleScenarios(t)))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, ResultsName), b, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Recover(dir); err != nil {
		t.Fatal(err)
	}
	if r := openDir(t, dir).Results(); !r.Complete || r.Counts.Failed != 3 {
		t.Errorf("the finished results were replaced by %+v", r.Counts)
	}
	if _, err := os.Stat(filepath.Join(dir, JournalName)); !errors.Is(err, os.ErrNotExist) {
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
			path := filepath.Join(dir, JournalName)
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			err := Recover(dir)
			if err == nil || !strings.Contains(err.Error(), path) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %v", err)
			}
			if got, _ := os.ReadFile(path); string(got) != text {
				t.Error("the journal was changed")
			}
		})
	}
	if err := Recover(t.TempDir()); err == nil {
		t.Error("nothing was recovered and that is no error")
	}
}
