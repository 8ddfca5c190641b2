package page

import (
	"hash/maphash"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/narrative"
	"github.com/bbconform/bbconform/reports/record"
)

// What the mark-up takes around the values, in bytes, measured on real pages.
const (
	htmlPage       = 24 << 10
	htmlName       = 130 // a scenario that is only named
	htmlPass       = 140 // a scenario that passed
	htmlPassStep   = 15
	htmlProblem    = 1750 // one that did not
	htmlStep       = 150
	htmlShared     = 60 // what another scenario sent for a step
	htmlNumber     = 5
	htmlFault      = 250
	htmlDifference = 150
	htmlMain       = 420
	htmlCheck      = 50
	htmlLine       = 45
	htmlExchange   = 85
	htmlMessage    = 25
	htmlNote       = 15
)

// estimate adds up what the page takes in each budget, from the lengths alone.
type estimate struct {
	sizes []int
	seed  maphash.Seed
	alike map[uint64]int // inconclusive scenarios by the digest of their reason
}

func newEstimate() estimate {
	return estimate{sizes: make([]int, len(budgets)), seed: maphash.MakeSeed(), alike: map[uint64]int{}}
}

// add takes one scenario into account.
func (e estimate) add(o *record.Outline) {
	s, exchanges := &o.Scenario, o.Lengths
	problem := s.Verdict != reports.Passed && s.Verdict != reports.NotApplicable
	base := len(s.Name) + len(s.Case) + 2*len(s.ID) + len(s.File) + len(s.Operation)
	checks, steps := 0, htmlPassStep
	if problem {
		steps = htmlStep
	}
	for _, t := range s.Steps {
		base += steps + len(t.Keyword) + len(t.Text)
		for _, shared := range t.Shared {
			base += htmlShared + len(shared.Scenario) + htmlNumber*len(shared.Exchanges)
		}
		for _, c := range t.Checks {
			checks += htmlCheck + len(c.What) + len(c.Expected) + len(c.Actual)
		}
	}
	main := 0
	if problem {
		d := narrative.Diagnose(s)
		main = d.Number
		base += htmlProblem + len(s.Reason) + 4*len(s.ID)
		for i := range d.Faults {
			base += htmlFault + len(d.Faults[i].Message)
			for _, x := range d.Faults[i].Differences {
				base += htmlDifference + len(x.Place) + len(x.Expected) + len(x.Actual)
			}
		}
	} else {
		base += htmlPass
	}
	before := 0
	if s.Verdict == reports.Inconclusive {
		reason := digest(e.seed, s.Reason)
		before = e.alike[reason]
		e.alike[reason]++
	}
	for i, b := range budgets {
		if b.alike > 0 && before >= b.alike || s.Verdict == reports.Inconclusive && !o.Began() {
			e.sizes[i] += htmlName + len(s.Name) + len(s.Case) + 2*len(s.ID)
			continue
		}
		n := base
		if b.checks && !problem {
			n += checks
		}
		for j := range exchanges {
			x := &exchanges[j]
			url := x.Request.URL
			switch {
			case problem && x.Number == main:
				n += htmlMain + 2*url + sizeOf(&x.Request, b.main, true) + sizeOf(&x.Answer, b.main, true)
				if x.Request.Body < b.main+longestCurl-500 {
					n += sizeOf(&x.Request, b.main+longestCurl, true) // once more as a command
				}
			case b.asLine(x.Purpose):
				n += htmlLine + url
			default:
				n += htmlExchange + url + sizeOf(&x.Request, b.other, b.headers) + sizeOf(&x.Answer, b.other, b.headers)
			}
		}
		e.sizes[i] += n
	}
}

// sizeOf estimates what one side of an exchange takes. Indentation makes a body longer.
func sizeOf(m *record.MessageLengths, limit int, headers bool) int {
	n := htmlMessage
	if text := m.Body; text+text/4 <= limit {
		n += text + text/4
	} else {
		n += limit + htmlNote
	}
	if headers {
		n += m.Headers // names, values and their JSON, which is as long as the mark-up
	}
	return n
}

// fitting returns the index of the most generous budget, of those from the given one on, whose page should fit when
// pages turn out as the given ratio of what is estimated. The last one has to do where none fits.
func (e estimate) fitting(from int, ratio float64) int {
	for i := from; i < len(budgets); i++ {
		if float64(htmlPage+e.sizes[i])*ratio <= sizeLimit {
			return i
		}
	}
	return len(budgets) - 1
}
