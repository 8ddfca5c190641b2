package reports

import "strings"

// The page must open on a phone and pass as an attachment: a run of some 200 scenarios stays below htmlLimit, so htmlAim
// leaves room for what is only estimated.
const (
	htmlLimit = 1500 << 10
	htmlAim   = 1300 << 10
)

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
	{2 << 10, 160, false, false},
	{1 << 10, 80, false, false},
	{600, 0, false, false},
}

// What the mark-up around the evidence takes, in bytes, measured on real pages.
const (
	htmlPage     = 60 << 10
	htmlCard     = 750
	htmlProblem  = 1800
	htmlStep     = 60
	htmlExchange = 330
	htmlMain     = 500
	htmlHeader   = 40
	htmlCheck    = 60
)

// estimate adds up what the page would take in each budget.
type estimate [11]int

// add takes one scenario into account.
func (e *estimate) add(s *Scenario) {
	base := htmlCard + len(s.Name) + len(s.Reason) + len(s.ID)
	for _, t := range s.Steps {
		base += htmlStep + len(t.Text)
	}
	var main *Exchange
	if s.Verdict != Passed && s.Verdict != NotApplicable {
		d := diagnose(s)
		main = d.exchange
		base += htmlProblem
		for _, x := range d.details {
			base += 300 + len(x.Message) + len(x.Expected) + len(x.Actual)
		}
	}
	for i, b := range budgets {
		n := base
		if b.checks && s.Verdict == Passed {
			for _, t := range s.Steps {
				for _, c := range t.Checks {
					n += htmlCheck + len(c.What) + len(c.Expected) + len(c.Actual)
				}
			}
		}
		for j := range s.Exchanges {
			x := &s.Exchanges[j]
			n += htmlExchange + len(x.Request.URL)
			limit, headers := b.other, b.headers
			if x == main {
				limit, headers = b.main, true
				n += htmlMain + 2*len(x.Request.URL) + 2*bodySize(x.Request.Body, limit) // once more as a curl line
			}
			n += messageSize(&x.Request, limit, headers)
			if x.Answer != nil {
				n += messageSize(x.Answer, limit, headers)
			}
		}
		e[i] += n
	}
}

// choose returns the most generous budget that fits.
func (e *estimate) choose() budget {
	for i, b := range budgets {
		if htmlPage+e[i] <= htmlAim {
			return b
		}
	}
	return budgets[len(budgets)-1]
}

func messageSize(m *Message, limit int, headers bool) int {
	n := bodySize(m.Body, limit)
	if headers {
		for _, h := range m.Headers {
			n += htmlHeader + len(h.Name) + len(h.Value)
		}
	}
	return n
}

// bodySize estimates what a body takes: indentation and escaping make it longer.
func bodySize(b *Body, limit int) int {
	if b == nil {
		return 0
	}
	n := len(b.Text) + len(b.Text)/3 + 4*strings.Count(b.Text, "<")
	return min(n, limit) + 100
}
