package reports

import "strings"

// htmlLimit is the size in bytes below which the page stays: it must open on a phone and pass as an attachment. Only a
// run of far more than 200 scenarios is larger, and then shows no bodies but those of failures.
const htmlLimit = 1_500_000

// longestCurl is by how many bytes the command that repeats a request may be longer than what is shown of its body.
const longestCurl = 1 << 10

// budget says how much evidence the page shows; results.json has all of it.
type budget struct {
	main    int  // bytes of a body of the exchange that shows a failure
	other   int  // bytes of any other body
	headers bool // of other exchanges
	checks  bool // of scenarios that passed
}

// budgets from the most generous to the thriftiest.
var budgets = []budget{
	{64 << 10, 16 << 10, true, true},
	{32 << 10, 4 << 10, true, true},
	{16 << 10, 2 << 10, true, true},
	{8 << 10, 1 << 10, true, true},
	{8 << 10, 1 << 10, false, true},
	{6 << 10, 600, false, true},
	{4 << 10, 400, false, true},
	{3 << 10, 240, false, true},
	{2 << 10, 160, false, true},
	{2 << 10, 160, false, false},
	{1 << 10, 80, false, false},
	{600, 0, false, false},
}

// What the mark-up of the templates takes around the values, in bytes.
const (
	htmlPage     = 24 << 10
	htmlCard     = 300
	htmlProblem  = 1300
	htmlDetail   = 420
	htmlStep     = 130
	htmlChecks   = 30
	htmlCheck    = 30
	htmlExchange = 250
	htmlMain     = 260
	htmlMessage  = 30
	htmlHeader   = 29
	htmlNote     = 60
)

// estimate adds up what the page takes in each budget.
type estimate [12]int

// add takes one scenario into account.
func (e *estimate) add(s *Scenario) {
	base := htmlCard + escaped(s.Name) + 3*len(s.ID) + len(s.Operation)
	checks := 0
	for _, t := range s.Steps {
		base += htmlStep + escaped(t.Text)
		if len(t.Checks) > 0 {
			checks += htmlChecks
		}
		for _, c := range t.Checks {
			checks += htmlCheck + escaped(c.What) + escaped(c.Actual)
			if c.Expected != c.Actual {
				checks += 30 + escaped(c.Expected)
			}
		}
	}
	problem := s.Verdict != Passed && s.Verdict != NotApplicable
	var main *Exchange
	if problem {
		d := diagnose(s)
		main = d.exchange
		base += htmlProblem + escaped(s.Reason)
		for _, x := range d.details {
			base += htmlDetail + escaped(x.Message) + escaped(x.Expected) + escaped(x.Actual)
		}
	}
	for i, b := range budgets {
		n := base
		if b.checks && !problem {
			n += checks
		}
		for j := range s.Exchanges {
			x := &s.Exchanges[j]
			n += htmlExchange + len(x.Request.URL)
			limit, headers := b.other, b.headers
			if x == main {
				limit, headers = b.main, true
				n += htmlMain + len(x.Request.URL)
				if x.Request.Body == nil || len(x.Request.Body.Text) < b.main+longestCurl-500 {
					n += messageSize(&x.Request, b.main+longestCurl, true) // once more as a command
				}
			}
			n += messageSize(&x.Request, limit, headers)
			if x.Answer != nil {
				n += messageSize(x.Answer, limit, headers)
			}
		}
		e[i] += n
	}
}

// fitting returns the index of the most generous budget, of those from the given one on, whose page should fit when
// pages turn out as the given ratio of what is estimated. The last one has to do where none fits.
func (e *estimate) fitting(from int, ratio float64) int {
	for i := from; i < len(budgets); i++ {
		if float64(htmlPage+e[i])*ratio <= htmlLimit {
			return i
		}
	}
	return len(budgets) - 1
}

func messageSize(m *Message, limit int, headers bool) int {
	n := htmlMessage + bodySize(m.Body, limit)
	if headers {
		for _, h := range m.Headers {
			n += htmlHeader + len(h.Name) + len(h.Value)
		}
	}
	return n
}

// bodySize estimates what a body takes: indentation makes it longer.
func bodySize(b *Body, limit int) int {
	if b == nil {
		return 0
	}
	if n := len(b.Text) + len(b.Text)/4; n <= limit {
		return n
	}
	return limit + htmlNote
}

// escaped is the length of a text whose quotation marks are escaped.
func escaped(s string) int { return len(s) + 4*strings.Count(s, `"`) }
