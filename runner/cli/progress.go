package cli

import (
	"fmt"
	"io"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner"
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
		return &lineProgress{out: c.env.Stderr, palette: p, rerun: rerun}
	}
}

// lineProgress writes a line a scenario, for logs.
type lineProgress struct {
	out     io.Writer
	palette palette
	rerun   string
}

func (l *lineProgress) Planned(p *runner.Plan) {
	for _, block := range p.Blocks {
		fmt.Fprintf(l.out, "%s: %d scenarios\n", block.Ref, len(block.Scenarios))
	}
}

func (l *lineProgress) ScenarioStarted(*runner.PlannedScenario) {}

func (l *lineProgress) ScenarioEnded(s reports.Scenario) {
	switch s.Verdict {
	case reports.Failed:
		writeFailure(l.out, l.palette, s, l.rerun)
	case reports.Passed:
		fmt.Fprintf(l.out, "%s: %s (%s:%d, %.0f ms)\n", s.Verdict, s.Name, s.File, s.Line, s.Milliseconds)
	default:
		fmt.Fprintf(l.out, "%s: %s (%s:%d): %s\n", s.Verdict, s.Name, s.File, s.Line, reports.Visible(s.Reason))
	}
}

func (l *lineProgress) Ended(reports.Results) {}
