package record_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/internal/sample"
	"github.com/bbconform/bbconform/reports/record"
)

func BenchmarkExchange(b *testing.B) {
	for _, size := range []int{1 << 10, 64 << 10} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			w, err := record.Create(b.TempDir(), reports.Results{})
			if err != nil {
				b.Fatal(err)
			}
			body := sample.Text(strings.Repeat("x", size))
			e := reports.Exchange{Number: 1, Operation: "op", Request: reports.Message{Method: "POST", URL: "http://h", Body: body}, Answer: &reports.Message{Status: 200, Body: body}}
			b.SetBytes(int64(2 * size))
			b.ReportAllocs()
			for b.Loop() {
				if err := w.Exchange("a", e); err != nil {
					b.Fatal(err)
				}
			}
			b.StopTimer()
			if err := w.Close(reports.Results{}); err != nil {
				b.Fatal(err)
			}
		})
	}
}

// BenchmarkClose puts the document of 200 scenarios with 1,000 exchanges together.
func BenchmarkClose(b *testing.B) {
	scenarios := sample.Many(200, 5, 2<<10)
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		dir := b.TempDir()
		w, err := record.Create(dir, reports.Results{Complete: true})
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
		if err := w.Close(reports.Results{Complete: true}); err != nil {
			b.Fatal(err)
		}
	}
}
