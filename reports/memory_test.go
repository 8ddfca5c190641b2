package reports

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"
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
	w, err := Create(dir, Results{Complete: true})
	if err != nil {
		t.Fatal(err)
	}
	body := &Body{Text: strings.Repeat("x", bodyBytes/2), Bytes: int64(bodyBytes / 2)}
	for i := range n {
		s := simple(i, Passed)
		s.Steps = []Step{{Keyword: "When", Text: "it is sent", Verdict: Passed, Exchanges: []int{1, 2, 3, 4, 5}}}
		for number := range 5 {
			e := Exchange{Number: number + 1, Operation: "op", Request: Message{Method: "POST", URL: "http://h", Body: body}, Answer: &Message{Status: 200, Body: body}}
			if err := w.Exchange(s.ID, e); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Scenario(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(Results{Complete: true}); err != nil {
		t.Fatal(err)
	}
}

// TestMemoryDoesNotGrowWithTheEvidence is not parallel: it measures the memory of the whole process.
func TestMemoryDoesNotGrowWithTheEvidence(t *testing.T) {
	const scenarios, bodyBytes, most = 80, 64 << 10, 16 << 20
	defer debug.SetGCPercent(debug.SetGCPercent(10)) // what waits to be collected is not in use
	dir := t.TempDir()
	peaks := map[string]uint64{"record": heap(func() { recordLong(t, dir, scenarios, bodyBytes) })}
	info, err := os.Stat(filepath.Join(dir, ResultsName))
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() < 5*scenarios*bodyBytes {
		t.Fatalf("the document has only %d bytes", info.Size())
	}
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, r := range Renderers() {
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

func BenchmarkExchange(b *testing.B) {
	for _, size := range []int{1 << 10, 64 << 10} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			w, err := Create(b.TempDir(), Results{})
			if err != nil {
				b.Fatal(err)
			}
			body := text(strings.Repeat("x", size))
			e := Exchange{Number: 1, Operation: "op", Request: Message{Method: "POST", URL: "http://h", Body: body}, Answer: &Message{Status: 200, Body: body}}
			b.SetBytes(int64(2 * size))
			b.ReportAllocs()
			for b.Loop() {
				if err := w.Exchange("a", e); err != nil {
					b.Fatal(err)
				}
			}
			b.StopTimer()
			if err := w.Close(Results{}); err != nil {
				b.Fatal(err)
			}
		})
	}
}

// BenchmarkClose puts the document of 200 scenarios with 1,000 exchanges together.
func BenchmarkClose(b *testing.B) {
	scenarios := many(200, 5, 2<<10)
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		dir := b.TempDir()
		w, err := Create(dir, Results{Complete: true})
		if err != nil {
			b.Fatal(err)
		}
		for _, s := range scenarios {
			for _, e := range s.Exchanges {
				if err := w.Exchange(s.ID, e); err != nil {
					b.Fatal(err)
				}
			}
			if err := w.Scenario(s); err != nil {
				b.Fatal(err)
			}
		}
		b.StartTimer()
		if err := w.Close(Results{Complete: true}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRender makes each rendering of 200 scenarios with 1,000 exchanges.
func BenchmarkRender(b *testing.B) {
	f := openSample(b, sampleHeader(b), many(200, 5, 2<<10))
	if err := f.Verify(); err != nil {
		b.Fatal(err)
	}
	for _, r := range Renderers() {
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
