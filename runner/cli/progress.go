package cli

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner"
	"github.com/bbconform/bbconform/runner/plan"
)

// progress shows a run while it goes on: bars on a terminal, lines elsewhere, nothing when --quiet.
func (c *command) progress(quiet bool, rerun string) runner.Progress {
	p := c.env.palette(c.env.Stderr)
	switch {
	case quiet:
		return nil
	case c.env.Width > 0:
		return &barProgress{out: c.env.Stderr, width: c.env.Width, palette: p, rerun: rerun}
	default:
		return &lineProgress{out: c.env.Stderr, palette: p, rerun: rerun, told: map[string]int{}}
	}
}

// sameReason is how many scenarios that were not decided, or do not apply, are told one by one when they have the same reason.
const sameReason = 3

// lineProgress writes a line a scenario, for logs. Of many that have one reason it tells some, and at the end how many there were.
type lineProgress struct {
	out     io.Writer
	palette palette
	rerun   string
	told    map[string]int // how many there were, by verdict and reason
	reasons []string       // in the order in which they came
}

func (l *lineProgress) Planned(p *plan.Plan) {
	for _, block := range p.Blocks {
		fmt.Fprintf(l.out, "%s: %d scenarios%s\n", block.Ref, len(block.Scenarios), at(block))
	}
}

// at says where a building block answers.
func at(block *plan.Block) string {
	switch {
	case block.Entry == nil:
		return ""
	case block.Entry.URL != "" && len(block.Entry.URLs) == 0:
		return " at " + reports.Visible(block.Entry.URL)
	}
	var addresses []string
	for _, contract := range slices.Sorted(maps.Keys(block.Entry.URLs)) {
		addresses = append(addresses, fmt.Sprintf("%s at %s", contract, reports.Visible(block.Entry.URLs[contract])))
	}
	if block.Entry.URL != "" {
		addresses = append(addresses, "all else at "+reports.Visible(block.Entry.URL))
	}
	return ", " + strings.Join(addresses, ", ")
}

func (l *lineProgress) ScenarioStarted(*plan.Scenario) {}

func (l *lineProgress) ScenarioEnded(s reports.Scenario) {
	switch s.Verdict {
	case reports.Failed:
		writeFailure(l.out, l.palette, s, l.rerun)
	case reports.Passed:
		fmt.Fprintf(l.out, "%s: %s (%s:%d, %.0f ms)\n", s.Verdict, s.Title(), s.File, s.Line, s.Milliseconds)
	default:
		reason := string(s.Verdict) + ": " + reports.Visible(s.Reason)
		if l.told[reason]++; l.told[reason] == 1 {
			l.reasons = append(l.reasons, reason)
		}
		if l.told[reason] <= sameReason {
			fmt.Fprintf(l.out, "%s: %s (%s:%d): %s\n", s.Verdict, s.Title(), s.File, s.Line, reports.Visible(s.Reason))
		}
	}
}

func (l *lineProgress) Ended(reports.Results) {
	for _, reason := range l.reasons {
		verdict, why, _ := strings.Cut(reason, ": ")
		switch more := l.told[reason] - sameReason; {
		case more == 1:
			fmt.Fprintf(l.out, "%s: 1 more scenario: %s\n", verdict, why)
		case more > 1:
			fmt.Fprintf(l.out, "%s: %d more scenarios: %s\n", verdict, more, why)
		}
	}
}
