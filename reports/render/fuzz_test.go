package render

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/internal/sample"
	"github.com/bbconform/bbconform/reports/record"
)

func FuzzOpen(f *testing.F) {
	scenarios := sample.Scenarios(f)
	small := []reports.Scenario{scenarios[0], scenarios[5], scenarios[9]}
	for i := range small {
		small[i].Order = i
	}
	header := sample.Header(f)
	header.Sources, header.Configuration, header.BuildingBlocks = nil, nil, header.BuildingBlocks[:1]
	b, err := os.ReadFile(sample.Write(f, f.TempDir(), header, small))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add(b[:len(b)/3])
	f.Add(bytes.ReplaceAll(b, []byte(`"`), []byte(`'`)))
	f.Add([]byte(`{"format":"bbconform-results/2","complete":true,"tool":{},"run":{},"target":{},"verdict":"inconclusive","sentence":"","counts":{},"buildingBlocks":[],"scenarios":[]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "foreign.json")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := record.Open(path)
		if err != nil {
			return
		}
		defer file.Close()
		for _, r := range Formats() {
			if err := r.Write(io.Discard, file); err != nil && strings.Contains(err.Error(), "\x1b") {
				t.Errorf("%s: the error carries an escape: %q", r.Name, err)
			}
		}
		_ = Explain(io.Discard, file, "", ExplainOptions{})
		_ = Explain(io.Discard, file, "a", ExplainOptions{})
	})
}
