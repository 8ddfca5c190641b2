package reports

import (
	"fmt"
	"strings"
)

// Pace is how many scenarios, and requests, were under way at a time.
type Pace struct {
	Adaptive bool   `json:"adaptive"`        // it followed what the target bore; otherwise it was chosen
	Least    int    `json:"least,omitempty"` // at a time; without it the run did not come to its end
	Most     int    `json:"most,omitempty"`
	Last     int    `json:"last,omitempty"` // at the end
	Falls    []Fall `json:"falls,omitempty"`
}

// Fall is how often there were fewer at a time all at once, for one reason.
type Fall struct {
	Why   string `json:"why"` // in words
	Times int    `json:"times"`
}

// AtATime says in words how many scenarios were under way at a time, and why there were not more.
func (r Run) AtATime() string {
	scenarios := func(n int) string {
		if n == 1 {
			return "1 scenario at a time"
		}
		return fmt.Sprintf("%d scenarios at a time", n)
	}
	p := r.Pace
	switch {
	case p == nil || !p.Adaptive:
		return scenarios(r.Concurrency)
	case p.Most == 0:
		return "up to " + scenarios(r.Concurrency)
	}
	words := "as many as the target bore, up to " + scenarios(p.Most)
	if p.Last != p.Most {
		words += fmt.Sprintf(", %d at the end", p.Last)
	}
	if len(p.Falls) == 0 {
		return words
	}
	var falls []string
	for _, f := range p.Falls {
		falls = append(falls, fmt.Sprintf("%s (%d times)", Visible(f.Why), f.Times))
	}
	return strings.ReplaceAll(words+"; fewer after "+strings.Join(falls, " and "), "(1 times)", "(once)")
}
