// Package page makes the report for people: one HTML file, without scripts, that loads nothing and stays small. Mark-up is in the
// templates, apart from the entries of scenarios that passed, which are most of the page.
package page

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"
	"sync"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/phrase"
	"github.com/bbconform/bbconform/reports/record"
)

//go:embed html/*.tmpl html/report.css
var htmlFiles embed.FS

// htmlTemplates parses the templates, which a program that makes no page need not pay for.
var htmlTemplates = sync.OnceValues(func() (*template.Template, error) {
	css, err := htmlFiles.ReadFile("html/report.css")
	if err != nil {
		return nil, err
	}
	style := "\n" + string(css)
	sum := sha256.Sum256([]byte(style))
	policy := fmt.Sprintf("default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'", base64.StdEncoding.EncodeToString(sum[:]))
	functions := template.FuncMap{
		"style":    func() template.CSS { return template.CSS(style) },
		"policy":   func() string { return policy },
		"visible":  func(s any) string { return reports.Visible(fmt.Sprint(s)) },
		"number":   phrase.Number,
		"plural":   phrase.Plural,
		"moment":   phrase.Moment,
		"duration": phrase.Duration,
		"kind":     verdictKind,
		"outcomeKind": func(v reports.Verdict, c reports.Counts) string {
			if v == reports.Passed && c.Waived > 0 {
				return verdictKind(reports.Waived)
			}
			return verdictKind(v)
		},
		"web": func(s string) bool { return strings.HasPrefix(s, "https://") },
		"elapsed": func(r reports.Run) string {
			return phrase.Duration(float64(r.Ended.Sub(r.Started).Microseconds()) / 1000)
		},
	}
	return template.New("report").Funcs(functions).ParseFS(htmlFiles, "html/*.tmpl")
})

// verdictKind is the class of a verdict in the style sheet, and the name of its icon.
func verdictKind(v reports.Verdict) string {
	switch v {
	case reports.Passed, reports.Failed, reports.Inconclusive, reports.Waived:
		return string(v)
	case reports.NotApplicable:
		return "na"
	}
	return "none"
}

// Report is the report for people while it is made: one file, without scripts, that loads nothing.
type Report struct {
	out     io.Writer
	file    *record.File
	header  reports.Results
	sizes   estimate
	level   int // index into budgets
	builder *pageBuilder
}

// New prepares a page.
func New() *Report { return &Report{sizes: newEstimate()} }

// Survey takes note of how much there is of a scenario, before begin.
func (r *Report) Survey(o *record.Outline) { r.sizes.add(o) }

// Begin takes w to write to and the document.
func (r *Report) Begin(w io.Writer, f *record.File) error {
	r.out, r.file, r.header = w, f, f.Results()
	r.level = r.sizes.fitting(0, 1)
	r.builder = newPageBuilder(&r.header, budgets[r.level])
	return nil
}

// Add takes one scenario.
func (r *Report) Add(s *reports.Scenario) error {
	r.builder.add(s)
	return nil
}

// End writes the report.
func (r *Report) End() error {
	templates, err := htmlTemplates()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	for {
		b.Reset()
		if err := templates.ExecuteTemplate(&b, "report.tmpl", r.builder.done()); err != nil {
			return err
		}
		if b.Len() <= Limit || r.level == len(budgets)-1 {
			_, err := b.WriteTo(r.out)
			return err
		}
		// the estimate was off by so much, and will be for the next budget too
		r.level = r.sizes.fitting(r.level+1, 1.02*float64(b.Len())/float64(htmlPage+r.sizes.sizes[r.level]))
		r.builder = newPageBuilder(&r.header, budgets[r.level])
		for s, err := range r.file.Scenarios() {
			if err != nil {
				return err
			}
			r.builder.add(&s)
		}
	}
}
