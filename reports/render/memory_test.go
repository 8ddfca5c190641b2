package render

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/internal/sample"
	"github.com/bbconform/bbconform/reports/record"
)

// heap watches the memory in use while something runs and returns the most that it saw, in bytes.
func heap(run func()) uint64 {
	runtime.GC()
	done := make(chan struct{})
	most := make(chan uint64)
	go func() {
		var peak uint64
		tick := time.NewTicker(2 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				most <- peak
				return
			case <-tick.C:
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapInuse)
			}
		}
	}()
	run()
	close(done)
	return <-most
}

// recordLong writes a run of n scenarios with five exchanges each, each with bodies of the given length together.
func recordLong(t testing.TB, dir string, n, bodyBytes int) {
	t.Helper()
	w, err := record.Create(dir, reports.Results{Complete: true})
	if err != nil {
		t.Fatal(err)
	}
	body := &reports.Body{Text: strings.Repeat("x", bodyBytes/2), Bytes: int64(bodyBytes / 2)}
	for i := range n {
		s := sample.Simple(i, reports.Passed)
		s.Steps = []reports.Step{{Keyword: "When", Text: "it is sent", Verdict: reports.Passed, Exchanges: []int{1, 2, 3, 4, 5}}}
		for number := range 5 {
			e := reports.Exchange{Number: number + 1, Operation: "op", Request: reports.Message{Method: "POST", URL: "http://h", Body: body}, Answer: &reports.Message{Status: 200, Body: body}}
			if err := w.Exchange(s.ID, e); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Scenario(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(reports.Results{Complete: true}); err != nil {
		t.Fatal(err)
	}
}

// TestMemoryDoesNotGrowWithTheEvidence is not parallel: it measures the memory of the whole process.
func TestMemoryDoesNotGrowWithTheEvidence(t *testing.T) {
	const scenarios, bodyBytes, most = 80, 64 << 10, 16 << 20
	defer debug.SetGCPercent(debug.SetGCPercent(10)) // what waits to be collected is not in use
	dir := t.TempDir()
	peaks := map[string]uint64{"record": heap(func() { recordLong(t, dir, scenarios, bodyBytes) })}
	info, err := os.Stat(filepath.Join(dir, reports.ResultsName))
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() < 5*scenarios*bodyBytes {
		t.Fatalf("the document has only %d bytes", info.Size())
	}
	f, err := record.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, r := range Formats() {
		peaks[r.Name] = heap(func() {
			if err := r.Write(io.Discard, f); err != nil {
				t.Error(err)
			}
		})
	}
	for name, peak := range peaks {
		t.Logf("%s: %d MiB in use for %d MiB of evidence", name, peak>>20, info.Size()>>20)
		if peak > most {
			t.Errorf("%s: %d MiB in use, more than %d", name, peak>>20, most>>20)
		}
	}
}

// BenchmarkRender makes each rendering of 200 scenarios with 1,000 exchanges.
func BenchmarkRender(b *testing.B) {
	f := sample.Open(b, sample.Header(b), sample.Many(200, 5, 2<<10))
	if err := f.Verify(); err != nil {
		b.Fatal(err)
	}
	for _, r := range Formats() {
		b.Run(r.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := r.Write(io.Discard, f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
