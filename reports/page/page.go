// Package page makes the report for people: one HTML file, without scripts, that loads nothing and stays small. Mark-up is in the
// templates, apart from the entries of scenarios that passed, which are most of the page.
package page

import (
	"bytes"
	"io"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/record"
)

// Report is the report for people while it is made: one file, without scripts, that loads nothing.
type Report struct {
	out     io.Writer
	scratch string // folder for what does not fit into memory
	file    *record.File
	header  reports.Results
	sizes   estimate
	level   int // index into budgets
	builder *builder
}

// New prepares a page. What does not fit into memory while it is made goes to the folder scratch; empty: that of the system.
func New(scratch string) *Report { return &Report{sizes: newEstimate(), scratch: scratch} }

// Survey takes note of how much there is of a scenario, before Begin.
func (r *Report) Survey(o *record.Outline) { r.sizes.add(o) }

// Begin takes w to write to and the document.
func (r *Report) Begin(w io.Writer, f *record.File) error {
	r.out, r.file, r.header = w, f, f.Results()
	return r.start(r.sizes.fitting(0, 1))
}

// start begins the page with a budget.
func (r *Report) start(level int) error {
	if err := r.Close(); err != nil {
		return err
	}
	builder, err := newBuilder(&r.header, budgets[level], r.scratch)
	r.level, r.builder = level, builder
	return err
}

// Add takes one scenario.
func (r *Report) Add(s *reports.Scenario) error { return r.builder.add(s) }

// End writes the report.
func (r *Report) End() error {
	for {
		if r.level == len(budgets)-1 {
			return r.builder.write(r.out)
		}
		b := bounded{limit: sizeLimit}
		if err := r.builder.write(&b); err != nil {
			return err
		}
		if b.length <= sizeLimit {
			_, err := b.kept.WriteTo(r.out)
			return err
		}
		// the estimate was off by so much, and will be for the next budget too
		if err := r.start(r.sizes.fitting(r.level+1, 1.02*float64(b.length)/float64(htmlPage+r.sizes.sizes[r.level]))); err != nil {
			return err
		}
		for s, err := range r.file.Scenarios() {
			if err != nil {
				return err
			}
			if err := r.builder.add(&s); err != nil {
				return err
			}
		}
	}
}

// Close frees what is kept while the page is made.
func (r *Report) Close() error {
	if r.builder == nil {
		return nil
	}
	b := r.builder
	r.builder = nil
	return b.spool.Close()
}

// bounded keeps what is written to it up to a limit in bytes, and measures the rest.
type bounded struct {
	kept   bytes.Buffer
	limit  int
	length int
}

// Write implements io.Writer.
func (b *bounded) Write(p []byte) (int, error) {
	b.kept.Write(p[:min(len(p), max(0, b.limit-b.length))])
	b.length += len(p)
	return len(p), nil
}
