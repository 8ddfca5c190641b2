package render

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/internal/sample"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with a file in testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; write it with go test -update", err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s has changed (-want +got); look at it and write it anew with go test -update:\n%s", name, diff)
	}
}

func TestRenderingsOfTheSample(t *testing.T) {
	t.Parallel()
	f := sample.Open(t, sample.Header(t), sample.Scenarios(t))
	for _, r := range Formats() {
		var b bytes.Buffer
		if err := r.Write(&b, f); err != nil {
			t.Fatalf("%s: %v", r.Name, err)
		}
		golden(t, r.File, b.Bytes())
		var again bytes.Buffer
		if err := r.Write(&again, f); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b.Bytes(), again.Bytes()) {
			t.Errorf("%s differs from one time to the next", r.Name)
		}
	}
	results, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	golden(t, reports.ResultsName, results)
}
