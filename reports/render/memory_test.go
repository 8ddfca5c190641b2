package render

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/internal/sample"
	"github.com/bbconform/bbconform/reports/record"
)

// held watches the memory that is held while something runs, and returns by how much the most of it was more than before, in bytes. It is
// what the garbage collector finds in use: waste does not count, and a machine that is slow makes no difference.
func held(run func()) int64 {
	live := func() int64 {
		sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(sample)
		return int64(sample[0].Value.Uint64())
	}
	runtime.GC()
	runtime.GC()
	before := live()
	done, most := make(chan struct{}), make(chan int64)
	go func() {
		peak := before
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		for {
			peak = max(peak, live())
			select {
			case <-done:
				most <- peak - before
				return
			case <-tick.C:
			}
		}
	}()
	run()
	runtime.GC()
	close(done)
	return <-most
}

// longRun records a run of so many small scenarios and makes everything of it, and the given formats one by one. It returns how much each
// of that held, in bytes.
func longRun(t testing.TB, scenarios int, apart ...Format) map[string]int64 {
	t.Helper()
	dir := t.TempDir()
	found := map[string]int64{}
	header := sample.LongHeader(t, scenarios)
	found["record"] = held(func() {
		w, err := record.Create(dir, header)
		if err != nil {
			t.Fatal(err)
		}
		sample.LongRun(t, w, header, scenarios)
	})
	header.Sources = nil
	f, err := record.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if f.Results().Counts.Total != scenarios {
		t.Fatalf("%d scenarios were recorded", f.Results().Counts.Total)
	}
	for _, r := range apart {
		found[r.Name] = held(func() {
			if err := r.Write(io.Discard, f); err != nil {
				t.Error(err)
			}
		})
	}
	found["all reports"] = held(func() {
		if _, err := Write(f, dir); err != nil {
			t.Error(err)
		}
	})
	for name, selector := range map[string]string{"explain": "", "explain one": "Record 9 is"} {
		found[name] = held(func() {
			if err := Explain(io.Discard, f, selector, ExplainOptions{}); err != nil {
				t.Error(err)
			}
		})
	}
	return found
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
	peaks := map[string]int64{"record": held(func() { recordLong(t, dir, scenarios, bodyBytes) })}
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
		peaks[r.Name] = held(func() {
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

// TestMemoryHardlyGrowsWithTheScenarios is not parallel: it measures the memory of the whole process.
func TestMemoryHardlyGrowsWithTheScenarios(t *testing.T) {
	// Some 250 bytes are held a scenario, for all reports at once. The page and the test cases of JUnit fill their share of memory in
	// between, which makes it look like up to 500.
	const few, many, most = 2000, 6000, 800
	defer debug.SetGCPercent(debug.SetGCPercent(20)) // each is seen at its fullest, whatever else the machine does
	before, after := longRun(t, few), longRun(t, many)
	for name := range after {
		each := (after[name] - before[name]) / (many - few)
		t.Logf("%s: %d bytes a scenario", name, each)
		if each > most {
			t.Errorf("%s: %d bytes are held for each further scenario, more than %d", name, each, most)
		}
	}
}

// BenchmarkLongRun records 50,000 small scenarios and makes everything of them. It fails when that holds too much.
func BenchmarkLongRun(b *testing.B) {
	const scenarios, most = 50_000, 24 << 20
	for b.Loop() {
		for name, n := range longRun(b, scenarios, Formats()...) {
			b.ReportMetric(float64(n)/(1<<20), strings.ReplaceAll(name, " ", "-")+"-MiB")
			if n > most {
				b.Errorf("%s: %d MiB are held, more than %d", name, n>>20, most>>20)
			}
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
