package page

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"
	"sync"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/narrative"
	"github.com/bbconform/bbconform/reports/phrase"
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
		"cost":     narrative.Cost,
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
