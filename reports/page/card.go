package page

import (
	"fmt"
	"hash/maphash"
	"html/template"
	"slices"
	"strings"
	"unicode"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/narrative"
	"github.com/bbconform/bbconform/reports/phrase"
)

// What the page shows of a scenario. Every string of a view is made visible already; the templates only place them.

// card is one scenario.
type card struct {
	Anchor       string
	ID           string
	Name         string
	Feature      string
	File         string
	Place        string
	Block        string
	Operation    string // that it is about
	Duration     string
	Verdict      reports.Verdict
	Reason       string
	Steps        []stepView
	Faults       []faultView
	Main         *exchangeView // the exchange that shows the failure
	Others       []exchangeView
	Curl         string
	CurlNote     string
	Rerun        string
	Notes        []string
	Requirements []string
	Deviation    string

	atFault string
	began   bool
}

type faultView struct {
	narrative.Fault
	Contracts []string // each once
}

func faultViewOf(f *narrative.Fault) faultView {
	v := faultView{Fault: narrative.Fault{Code: reports.Visible(f.Code), Operation: reports.Visible(f.Operation), Message: phrase.Capital(reports.VisibleBlock(f.Message))}}
	for _, x := range f.Differences {
		x = narrative.Difference{
			Place: reports.Visible(x.Place), Expected: reports.VisibleBlock(x.Expected), Actual: reports.VisibleBlock(x.Actual), Contract: reports.Visible(x.Contract),
		}
		v.Differences = append(v.Differences, x)
		if x.Contract != "" && !slices.Contains(v.Contracts, x.Contract) {
			v.Contracts = append(v.Contracts, x.Contract)
		}
	}
	return v
}

// Only returns the one difference, where there is one.
func (v faultView) Only() *narrative.Difference {
	if len(v.Differences) == 1 {
		return &v.Differences[0]
	}
	return nil
}

type stepView struct {
	Sentence string
	Verdict  reports.Verdict
	Decisive bool
	Shared   []string // what other scenarios sent for it
}

type exchangeView struct {
	Number   int
	Why      string
	Method   string
	URL      string
	Outcome  string
	Duration string
	Attempts string
	Line     bool // it is only named
	Request  messageView
	Answer   *messageView
}

type messageView struct {
	Headers []reports.Header
	Body    *bodyView
}

type bodyView struct {
	Text template.HTML
	Note string
	Cut  bool // there is more of it
}

// cards makes views within a budget.
type cards struct {
	budget  budget
	header  *reports.Results
	seed    maphash.Seed
	anchors map[uint64]bool // that are taken, as digests: they need less room
}

func newCards(b budget, r *reports.Results) *cards {
	return &cards{budget: b, header: r, seed: maphash.MakeSeed(), anchors: map[uint64]bool{}}
}

func (c *cards) card(s *reports.Scenario) card {
	d := narrative.Diagnose(s)
	v := card{
		Anchor: c.anchor(s.ID), ID: reports.Visible(s.ID), Name: s.Title(), Feature: reports.Visible(s.Feature), File: reports.Visible(s.File),
		Place: s.Place(d.Step), Block: reports.Visible(s.BuildingBlock), Operation: reports.Visible(s.Operation), Duration: phrase.Duration(s.Milliseconds),
		Verdict: s.Verdict, Reason: reports.VisibleBlock(s.Reason), atFault: reports.Visible(d.AtFault(s)), began: s.Began(),
	}
	if v.Name == "" {
		v.Name = v.ID
	}
	for _, tag := range s.Tags {
		if requirement, ok := strings.CutPrefix(tag, "@requirement:"); ok {
			v.Requirements = append(v.Requirements, reports.Visible(requirement))
		}
	}
	for _, note := range s.Notes {
		v.Notes = append(v.Notes, reports.Visible(note))
	}
	for i := range s.Steps {
		t := &s.Steps[i]
		v.Steps = append(v.Steps, stepView{t.Sentence(), t.Verdict, t == d.Step, narrative.Shared(t)})
	}
	problem := s.Verdict != reports.Passed && s.Verdict != reports.NotApplicable
	if problem {
		for i := range d.Faults {
			v.Faults = append(v.Faults, faultViewOf(&d.Faults[i]))
		}
		v.Rerun = c.header.Run.RerunCommand(s.ID)
	}
	if s.Verdict == reports.Waived {
		v.Deviation = strings.TrimPrefix(narrative.KnownDeviation(s, c.header), ": ")
	}
	for i := range s.Exchanges {
		e := &s.Exchanges[i]
		if problem && e == d.Exchange {
			main := c.exchange(e, c.budget.main, true)
			v.Main = &main
			v.Curl, v.CurlNote = narrative.Curl(e)
			if len(v.Curl) > c.budget.main+longestCurl {
				v.Curl, v.CurlNote = "", "The request is too long to be shown as a command here; bbconform explain shows it."
			}
			continue
		}
		other := c.exchange(e, c.budget.other, c.budget.headers)
		other.Line = c.budget.asLine(e.Purpose)
		v.Others = append(v.Others, other)
	}
	return v
}

func (c *cards) exchange(e *reports.Exchange, limit int, headers bool) exchangeView {
	v := exchangeView{
		Number: e.Number, Why: reports.Visible(e.Why()), Method: reports.Visible(e.Request.Method), URL: reports.Visible(e.Request.URL),
		Outcome: narrative.Outcome(e), Duration: phrase.Duration(e.Milliseconds), Request: message(&e.Request, limit, headers),
	}
	if e.Attempts > 1 {
		v.Attempts = phrase.Plural(e.Attempts, "attempt")
	}
	if e.Answer != nil {
		answer := message(e.Answer, limit, headers)
		v.Answer = &answer
	}
	return v
}

func message(m *reports.Message, limit int, headers bool) messageView {
	var v messageView
	if headers {
		for _, h := range m.Headers {
			v.Headers = append(v.Headers, reports.Header{Name: reports.Visible(h.Name), Value: reports.FirstLine(h.Value, 2<<10)})
		}
	}
	if m.Body != nil {
		v.Body = body(m, limit)
	}
	return v
}

// body shows a body up to a limit in bytes and says what is missing.
func body(m *reports.Message, limit int) *bodyView {
	b := m.Body
	text := b.Text
	isForm := narrative.IsForm(m)
	if len(text) <= limit || limit > 0 && isForm {
		text = narrative.Readable(m)
	} else {
		text, _ = reports.Shorten(text, limit)
		text = reports.VisibleBlock(text)
	}
	text, missing := reports.Shorten(text, limit)
	v := &bodyView{Text: escapeText(text)}
	var notes []string
	if r := narrative.Remarks(m, true); r != "" {
		notes = append(notes, r)
	}
	switch {
	case limit == 0 && len(b.Text) > 0:
		notes = append(notes, "not shown here")
	case len(b.Text) > limit && !isForm || missing > 0:
		v.Cut = true
		notes = append(notes, "shortened here")
	}
	if len(notes) > 0 {
		v.Note = narrative.Facts(b) + "; " + strings.Join(notes, "; ")
	}
	return v
}

var textEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// escapeText escapes text for the content of an element, and only for that: unlike html/template it leaves quotation
// marks alone, which JSON is full of.
func escapeText(s string) template.HTML { return template.HTML(textEscaper.Replace(s)) }

// anchor is the fragment that leads to a scenario, the same in every run: its identifier or, where that is none, what can be made of it.
func (c *cards) anchor(id string) string {
	base := id
	if !isIdentifier(id) {
		base = plainAnchor(id)
	}
	for n, a := 2, base; ; n++ {
		if sum := digest(c.seed, a); !c.anchors[sum] {
			c.anchors[sum] = true
			return a
		}
		a = fmt.Sprintf("%s-%d", base, n)
	}
}

// isIdentifier reports whether an ID consists of what identifiers do: letters, digits, slashes, and signs that mean nothing in a fragment. No
// other anchor of the page has a slash.
func isIdentifier(id string) bool {
	return strings.Contains(id, "/") && !strings.ContainsFunc(id, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsNumber(r) && !strings.ContainsRune("-._~/", r)
	})
}

// plainAnchor makes an anchor of any text.
func plainAnchor(text string) string {
	var b strings.Builder
	b.WriteString("s-")
	for _, r := range strings.ToLower(text) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		} else if !strings.HasSuffix(b.String(), "-") {
			b.WriteByte('-')
		}
	}
	return b.String()
}
