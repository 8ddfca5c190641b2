package reports

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
		"visible":  func(s any) string { return Visible(fmt.Sprint(s)) },
		"number":   Number,
		"plural":   Plural,
		"moment":   Moment,
		"duration": Duration,
		"kind":     verdictKind,
		"outcomeKind": func(v Verdict, c Counts) string {
			if v == Passed && c.Waived > 0 {
				return verdictKind(Waived)
			}
			return verdictKind(v)
		},
		"web": func(s string) bool { return strings.HasPrefix(s, "https://") },
		"elapsed": func(r Run) string {
			return Duration(float64(r.Ended.Sub(r.Started).Microseconds()) / 1000)
		},
	}
	return template.New("report").Funcs(functions).ParseFS(htmlFiles, "html/*.tmpl")
})

// verdictKind is the class of a verdict in the style sheet, and the name of its icon.
func verdictKind(v Verdict) string {
	switch v {
	case Passed, Failed, Inconclusive, Waived:
		return string(v)
	case NotApplicable:
		return "na"
	}
	return "none"
}

// htmlReport is the report for people while it is made: one file, without scripts, that loads nothing.
type htmlReport struct {
	out     io.Writer
	file    *File
	header  Results
	sizes   estimate
	level   int // index into budgets
	builder *pageBuilder
}

func newHTML() rendering { return &htmlReport{sizes: newEstimate()} }

// survey takes note of how much there is of a scenario, before begin.
func (r *htmlReport) survey(o *Outline) { r.sizes.add(o) }

func (r *htmlReport) begin(w io.Writer, f *File) error {
	r.out, r.file, r.header = w, f, f.Results()
	r.level = r.sizes.fitting(0, 1)
	r.builder = newPageBuilder(&r.header, budgets[r.level])
	return nil
}

func (r *htmlReport) add(s *Scenario) error {
	r.builder.add(s)
	return nil
}

func (r *htmlReport) end() error {
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
		if b.Len() <= htmlLimit || r.level == len(budgets)-1 {
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
