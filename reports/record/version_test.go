package record_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/reports/internal/sample"
	"github.com/bbconform/bbconform/reports/record"
)

// version1 is a document of a real run of a small building block, written by the release before version 2 of the format.
const version1 = "testdata/results-version-1.json"

// Version 1 does not say which findings were proven: those against the operations that its header says have failed.
func TestFindingsOfVersion1(t *testing.T) {
	t.Parallel()
	f, err := record.Open(version1)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Verify(); err != nil {
		t.Error(err)
	}
	proven := map[string]bool{}
	for _, s := range sample.ReadAll(t, f) {
		for _, found := range s.Findings {
			proven[s.Name+": "+found.Operation] = found.Proven
		}
	}
	want := map[string]bool{"A toy can be read: toyCreate": true, "A toy is listed: toyList": false, "A toy is not there: toyRead": true}
	if diff := cmp.Diff(want, proven); diff != "" {
		t.Error(diff)
	}
	if text, err := f.Source("features/toys/a.feature"); err != nil || !strings.HasPrefix(text, "@service-api:keeping\nFeature: Toys are kept\n") {
		t.Errorf("source %q, error %v", text, err)
	}
}

func TestDocumentsOfVersion1AreVerified(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile(version1)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		old, changed string
		refused      bool
	}{
		"a nicer verdict":  {`"verdict":"failed"`, `"verdict":"passed"`, true},
		"a nicer header":   {"\"verdict\": \"failed\",\n  \"sentence\"", "\"verdict\": \"passed\",\n  \"sentence\"", true},
		"a count":          {`"failed": 1`, `"failed": 0`, true},
		"another sentence": {"Not conformant: 1 of 6", "Not conformant: 2 of 6", false},
		"as it is":         {"", "", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if !strings.Contains(string(b), test.old) {
				t.Fatalf("it has no %s", test.old)
			}
			path := filepath.Join(t.TempDir(), "results.json")
			if err := os.WriteFile(path, []byte(strings.Replace(string(b), test.old, test.changed, 1)), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := readWhole(path); (err != nil) != test.refused || err != nil && !strings.Contains(err.Error(), "changed after the run") {
				t.Errorf("error %v", err)
			}
		})
	}
}

// A journal of another version cannot be recovered: its lines go into the document as they are.
func TestJournalsOfVersion1AreLeftToTheirRelease(t *testing.T) {
	t.Parallel()
	dir := sample.Die(t, func(s string) string { return strings.Replace(s, "bbconform-results/2", "bbconform-results/1", 1) })
	if err := record.Recover(dir); err == nil || !strings.Contains(err.Error(), "use bbconform 0.1.0, which wrote it") {
		t.Errorf("error %v", err)
	}
}
