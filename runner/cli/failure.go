package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/bbconform/bbconform/reports"
)

// maxShown is how many findings of one sentence are shown while the run goes on.
const maxShown = 3

// writeFailure shows why a scenario did not pass as a compiler would: the line of the feature, what was expected, what
// was seen, and how to run just this one again.
func writeFailure(w io.Writer, p palette, s reports.Scenario, rerun string) {
	fmt.Fprintf(w, "%s: %s\n", p.verdict(s.Verdict), p.bold(s.Title()))
	step, at := failedStep(s)
	if at >= 0 {
		gutter := strings.Repeat(" ", len(fmt.Sprint(step.Line)))
		fmt.Fprintf(w, "  %s %s:%d\n", p.faint("-->"), s.File, step.Line)
		fmt.Fprintf(w, "  %s %s\n", gutter, p.faint("|"))
		fmt.Fprintf(w, "  %d %s %s %s\n", step.Line, p.faint("|"), step.Keyword, reports.Visible(step.Text))
		fmt.Fprintf(w, "  %s %s %s\n", gutter, p.faint("|"), p.red(strings.Repeat("^", len([]rune(step.Keyword+" "+step.Text)))))
		for _, line := range differences(s, step, at) {
			fmt.Fprintf(w, "  %s %s %s\n", gutter, p.faint("|"), reports.Visible(line))
		}
	} else if s.Reason != "" {
		fmt.Fprintf(w, "  %s\n", reports.Visible(s.Reason))
	}
	fmt.Fprintf(w, "  again: %s\n\n", reports.Run{Rerun: rerun}.RerunCommand(s.ID))
}

// failedStep is the first sentence that did not pass.
func failedStep(s reports.Scenario) (reports.Step, int) {
	for i, step := range s.Steps {
		if step.Verdict != "" && step.Verdict != reports.Passed {
			return step, i
		}
	}
	return reports.Step{}, -1
}

// differences are the lines below the caret: the findings of the sentence, or the checks that did not hold, or the reason.
func differences(s reports.Scenario, step reports.Step, at int) []string {
	var lines []string
	shown, left := 0, 0
	for _, finding := range s.Findings {
		switch {
		case finding.Step != at:
			continue
		case shown == maxShown:
			left++
			continue
		}
		shown++
		where := finding.Operation
		if finding.Place != "" {
			where += ", " + finding.Place
		}
		lines = append(lines, where+": "+finding.Message)
		lines = append(lines, compared(finding.Expected, finding.Actual)...)
	}
	if left > 0 {
		lines = append(lines, fmt.Sprintf("and %d more, which the report and \"bbconform explain\" show", left))
	}
	if len(lines) == 0 {
		for _, check := range step.Checks {
			if !check.Passed {
				lines = append(lines, check.What)
				lines = append(lines, compared(check.Expected, check.Actual)...)
			}
		}
	}
	if len(lines) == 0 && s.Reason != "" {
		lines = append(lines, s.Reason)
	}
	return lines
}

func compared(expected, actual string) []string {
	if expected == "" && actual == "" {
		return nil
	}
	return []string{"  expected: " + expected, "  actual:   " + actual}
}
