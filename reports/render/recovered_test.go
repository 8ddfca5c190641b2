package render

import (
	"strings"
	"testing"

	"github.com/bbconform/bbconform/reports/internal/sample"
	"github.com/bbconform/bbconform/reports/record"
)

func TestRenderingsOfARecoveredRun(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(string) string{
		"as it was":                     func(s string) string { return s },
		"torn last line":                func(s string) string { return s + `{"scenario":{"id":"features/x` },
		"torn at the end of a scenario": func(s string) string { return s[:strings.LastIndex(s, `{"scenario"`)+40] },
		"damaged line":                  func(s string) string { return strings.Replace(s, `{"scenario":`, `{"sce\u0000x":`, 1) },
		"foreign lines":                 func(s string) string { return s + "hello\n\n{\"a\":1}\n[]\nnull\n" },
		"only the header":               func(s string) string { return s[:strings.Index(s, "\n")+1] },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := sample.Die(t, change)
			if err := record.Recover(dir); err != nil {
				t.Fatal(err)
			}
			f := sample.OpenDir(t, dir)
			if got, want := countsOfHTML(rendered(t, f, "html")), f.Results().Counts; got != want {
				t.Errorf("the page has %+v, the document %+v", got, want)
			}
			if _, err := Write(f, dir); err != nil {
				t.Error(err)
			}
		})
	}
}
