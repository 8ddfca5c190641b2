package record_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/internal/sample"
	"github.com/bbconform/bbconform/reports/record"
)

func sampleBytes(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile(sample.Write(t, t.TempDir(), sample.Header(t), sample.Scenarios(t)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// readWhole opens a document and reads all of it, as far as that goes.
func readWhole(path string) (scenarios int, err error) {
	f, err := record.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	for _, err := range f.Scenarios() {
		if err != nil {
			return scenarios, err
		}
		scenarios++
	}
	return scenarios, f.Verify()
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	b := string(sampleBytes(t))
	replace := func(old, with string) string {
		if !strings.Contains(b, old) {
			t.Fatalf("the sample has no %s", old)
		}
		return strings.Replace(b, old, with, 1)
	}
	tests := map[string]struct{ text, want string }{
		"empty":                {"", "cut off"},
		"no JSON":              {"<html>", "not a result document"},
		"terminal escapes":     {"\x1b[2J", "not a result document"},
		"an array":             {"[]", "not a result document"},
		"another document":     {`{"openapi":"3.0.0","scenarios":[]}`, "does not name its format"},
		"a later format":       {replace(reports.Format, "bbconform-results/3"), `its format is "bbconform-results/3" and this bbconform reads bbconform-results/1 and bbconform-results/2: use bbconform 0.1.0, which wrote it, or a later one`},
		"of nobody":            {`{"format":"bbconform-results/3\u001b","scenarios":[]}`, `its format is "bbconform-results/3\x1b" and this bbconform reads bbconform-results/1 and bbconform-results/2: use the release of bbconform that wrote it, or a later one`},
		"no scenarios":         {`{"format":"bbconform-results/2","complete":true,"tool":{},"run":{},"target":{},"verdict":"passed","sentence":"","counts":{},"buildingBlocks":[]}`, `no "scenarios"`},
		"no verdict":           {replace(`"verdict": "failed",`, ""), `no "verdict"`},
		"a wrong type":         {replace(`"seed": 42`, `"seed": "x"`), "not a result document"},
		"cut in the header":    {b[:400], "cut off"},
		"cut in a scenario":    {b[:len(b)/2], "cut off"},
		"cut at the end":       {strings.TrimSuffix(b, "\n  ]\n}\n"), "cut off"},
		"something behind it":  {b + "{}", "follows the end"},
		"a verdict of nothing": {replace(`"verdict":"waived"`, `"verdict":"fine\u001b"`), `"fine\x1b" is not known`},
		"a scenario of no id":  {replace(`{"id":"consent`, `{"di":"consent`), "no id"},
		"two of one id":        {replace(`policies/what-is-updated-is-changed","order"`, `policies/a-policy-is-created-and-can-be-read","order"`), "two scenarios"},
		"a nicer verdict":      {replace(`"verdict":"failed"`, `"verdict":"passed"`), "changed after the run"},
		"a nicer count":        {replace(`"failed": 3`, `"failed": 0`), "changed after the run"},
		"a nicer header":       {replace(`"verdict": "failed"`, `"verdict": "passed"`), "changed after the run"},
		"a scenario less":      {b[:strings.LastIndex(b, ",\n{")] + "\n  ]\n}\n", "changed after the run"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "foreign.json")
			if err := os.WriteFile(path, []byte(test.text), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := readWhole(path)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("error %v, want one with %q", err, test.want)
			}
			if !strings.HasPrefix(err.Error(), path) || strings.ContainsAny(err.Error(), "\n\x1b") {
				t.Errorf("the error is not one line that names the file: %q", err)
			}
		})
	}
}

func TestOpenOfWhatIsNotThere(t *testing.T) {
	t.Parallel()
	for _, path := range []string{t.TempDir(), filepath.Join(t.TempDir(), "none.json")} {
		if _, err := record.Open(path); err == nil || !strings.Contains(err.Error(), reports.ResultsName) {
			t.Errorf("error %v", err)
		}
	}
}

func TestOpenTakesAnyOrderOfMembers(t *testing.T) {
	t.Parallel()
	var members map[string]any
	if err := json.Unmarshal(sampleBytes(t), &members); err != nil {
		t.Fatal(err)
	}
	members["added"] = "by a later version"
	b, err := json.MarshalIndent(members, "", "\t") // sorted: scenarios before target and verdict
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "sorted.json")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if n, err := readWhole(path); n != 11 || err != nil {
		t.Errorf("%d scenarios, error %v", n, err)
	}
}

func TestScenariosCanBeReadAgainAndInPart(t *testing.T) {
	t.Parallel()
	f := sample.Open(t, sample.Header(t), sample.Scenarios(t))
	for range 2 {
		for s, err := range f.Scenarios() {
			if err != nil || s.Order != 0 {
				t.Fatalf("first scenario %+v, error %v", s.ID, err)
			}
			break
		}
	}
	if n := len(sample.ReadAll(t, f)); n != 11 {
		t.Errorf("%d scenarios", n)
	}
}

func FuzzRecover(f *testing.F) {
	f.Add([]byte(`{"header":{"format":"bbconform-results/2"}}` + "\n" + `{"planned":{"id":"a"}}` + "\n" + `{"of":"a","exchange":{"number":1}}` + "\n" + `{"scenario":{"id":"a","verdict":"passed"}}` + "\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, reports.JournalName), b, 0o600); err != nil {
			t.Fatal(err)
		}
		if record.Recover(dir) != nil {
			return
		}
		if _, err := readWhole(filepath.Join(dir, reports.ResultsName)); err != nil {
			t.Errorf("what was recovered cannot be read: %v", err)
		}
	})
}
