package page

import (
	"cmp"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/narrative"
	"github.com/bbconform/bbconform/reports/phrase"
)

// passWriter writes the entries of scenarios that passed. They are most of the page, so that their mark-up is written
// by hand: short, and without the cost of a template for each of thousands of exchanges. Every foreign text goes
// through text, and stands between tags only.
type passWriter struct {
	strings.Builder
	budget budget
	bases  []string // base URLs, the longest first
}

func newPassWriter(b budget, r *reports.Results) *passWriter {
	w := &passWriter{budget: b}
	for _, block := range r.BuildingBlocks {
		for _, name := range slices.Sorted(maps.Keys(block.URLs)) {
			if base := strings.TrimSuffix(block.URLs[name], "/"); base != "" {
				w.bases = append(w.bases, base)
			}
		}
	}
	slices.SortStableFunc(w.bases, func(a, b string) int { return len(b) - len(a) })
	return w
}

// text writes foreign text.
func (w *passWriter) text(s string) { _, _ = textEscaper.WriteString(w, reports.Visible(s)) }

// address writes a URL, without the base URL where it has that: the page names it once, and every entry repeats it.
func (w *passWriter) address(url string) {
	for _, base := range w.bases {
		if rest, ok := strings.CutPrefix(url, base); ok && strings.HasPrefix(rest, "/") {
			url = rest
			break
		}
	}
	w.text(url)
}

// entry writes the whole of one scenario to out. An anchor needs no escapes.
func (w *passWriter) entry(out io.Writer, s *reports.Scenario, anchor string) error {
	w.Reset()
	w.WriteString(`<details class="pass" id="` + anchor + `"><summary>`)
	w.text(cmp.Or(s.Title(), s.ID))
	w.WriteString(` <i>` + phrase.Duration(s.Milliseconds) + `</i></summary><p class="quiet">`)
	if s.Operation != "" {
		w.WriteString(`<code>`)
		w.text(s.Operation)
		w.WriteString(`</code>, `)
	}
	w.WriteString(`<code>`)
	w.WriteString(textEscaper.Replace(s.Place(nil)))
	w.WriteString(`</code>`)
	for _, tag := range s.Tags {
		if requirement, ok := strings.CutPrefix(tag, "@requirement:"); ok {
			w.WriteString(`, requirement <code>`)
			w.text(requirement)
			w.WriteString(`</code>`)
		}
	}
	w.WriteString(`</p>`)
	for _, note := range s.Notes {
		w.WriteString(`<p class="quiet">Note: `)
		w.text(note)
		w.WriteString(`</p>`)
	}
	w.steps(s)
	w.exchanges(s)
	w.WriteString("</details>\n")
	_, err := io.WriteString(out, w.String())
	return err
}

func (w *passWriter) steps(s *reports.Scenario) {
	w.WriteString(`<ol class="ok">`)
	for i := range s.Steps {
		t := &s.Steps[i]
		w.WriteString(`<li>`)
		w.WriteString(textEscaper.Replace(t.Sentence()))
		for _, line := range narrative.Shared(t) {
			w.WriteString(` <span class="quiet">(` + textEscaper.Replace(line) + `)</span>`)
		}
		if w.budget.checks && len(t.Checks) > 0 {
			w.WriteString(`<ul class="checks">`)
			for _, c := range t.Checks {
				w.check(c)
			}
			w.WriteString(`</ul>`)
		}
		w.WriteString(`</li>`)
	}
	w.WriteString(`</ol>`)
}

// check says what was expected and what was seen, once where that is the same.
func (w *passWriter) check(c reports.Check) {
	w.WriteString(`<li>`)
	w.text(reports.FirstLine(c.What, 200))
	if c.Expected != c.Actual && c.Expected != "" {
		w.WriteString(`, expected <code>`)
		w.text(reports.FirstLine(c.Expected, 160))
		w.WriteString(`</code>, seen`)
	}
	if c.Actual != "" {
		w.WriteString(` <code>`)
		w.text(reports.FirstLine(c.Actual, 160))
		w.WriteString(`</code>`)
	}
	w.WriteString(`</li>`)
}

// exchanges lists what was sent. What only prepares or cleans up is named and not shown where space is scarce.
func (w *passWriter) exchanges(s *reports.Scenario) {
	inList := false
	for i := range s.Exchanges {
		e := &s.Exchanges[i]
		line := w.budget.asLine(e.Purpose)
		if line != inList {
			if line {
				w.WriteString(`<ul class="xs">`)
			} else {
				w.WriteString(`</ul>`)
			}
			inList = line
		}
		if line {
			w.WriteString(`<li>`)
			w.summary(e)
			w.WriteString(`</li>`)
			continue
		}
		w.WriteString(`<details class="x"><summary>`)
		w.summary(e)
		w.WriteString(`</summary>`)
		w.message(&e.Request)
		if e.Answer != nil {
			w.WriteString(`<p>Answer</p>`)
			w.message(e.Answer)
		}
		w.WriteString(`</details>`)
	}
	if inList {
		w.WriteString(`</ul>`)
	}
}

func (w *passWriter) summary(e *reports.Exchange) {
	w.WriteString(strconv.Itoa(e.Number))
	w.WriteByte(' ')
	w.text(e.Request.Method)
	w.WriteByte(' ')
	w.address(e.Request.URL)
	w.WriteString(` <b>`)
	w.WriteString(textEscaper.Replace(narrative.Outcome(e)))
	w.WriteString(`</b> <i>`)
	if why := e.Why(); why != "" {
		w.text(why)
		w.WriteString(`, `)
	}
	w.WriteString(phrase.Duration(e.Milliseconds) + narrative.Attempts(e.Attempts) + `</i>`)
}

func (w *passWriter) message(m *reports.Message) {
	if w.budget.headers && len(m.Headers) > 0 {
		w.WriteString(`<dl class="headers">`)
		for _, h := range m.Headers {
			w.WriteString(`<div><dt>`)
			w.text(h.Name)
			w.WriteString(`</dt><dd>`)
			w.text(reports.FirstLine(h.Value, 2<<10))
			w.WriteString(`</dd></div>`)
		}
		w.WriteString(`</dl>`)
	}
	if m.Body == nil {
		w.WriteString(`<p>No body.</p>`)
		return
	}
	b := body(m, w.budget.other)
	switch {
	case b.Text != "" && b.Cut && narrative.Remarks(m, true) == "": // thousands of notes that all say the same are too many
		w.WriteString(`<pre>` + string(b.Text) + ` … of ` + phrase.Size(m.Body.Bytes) + `</pre>`)
		return
	case b.Text != "":
		w.WriteString(`<pre>` + string(b.Text) + `</pre>`)
	case b.Note == "":
		b.Note = "Empty body."
	}
	if b.Note != "" {
		w.WriteString(`<p>`)
		w.text(b.Note)
		w.WriteString(`</p>`)
	}
}
