package runner

import (
	"fmt"
	"strings"

	"github.com/bbconform/bbconform/reports"
)

// sentence says the verdict of a run in words. It claims conformance only of the whole.
func (r *run) sentence(f reports.Results) string {
	var guilty []string
	for _, b := range r.Plan.Blocks {
		for _, op := range r.tally.failed[b.Ref] {
			if len(r.Plan.Blocks) > 1 {
				op = b.Ref.Name + " " + op
			}
			guilty = append(guilty, op)
		}
	}
	s := verdictSentence(f.Verdict, f.Counts, guilty, f.Run.Selection)
	if f.Interruption != "" {
		s += fmt.Sprintf(" %s not run: %s.", scenarios(r.tally.notRun, "were", "was"), f.Interruption)
	}
	return s
}

func (r *run) blockSentence(b reports.BuildingBlock, guilty []string) string {
	if b.Verdict == reports.NotApplicable {
		return fmt.Sprintf("Not applicable: the target does not claim what the %s are about.", scenarios(b.Counts.Total, "", ""))
	}
	return verdictSentence(b.Verdict, b.Counts, guilty, r.Plan.Selection)
}

func verdictSentence(v reports.Verdict, c reports.Counts, guilty, selection []string) string {
	rest := ""
	if c.NotApplicable > 0 {
		rest = fmt.Sprintf(" %s not applicable.", scenarios(c.NotApplicable, "are", "is"))
	}
	of := c.Applicable()
	switch v {
	case reports.Failed:
		at := ""
		if len(guilty) > 0 {
			at = ", at " + operations(guilty)
		}
		if c.Failed == 0 {
			return fmt.Sprintf("Not conformant: %s answered against the contract, although no scenario about that failed.%s%s", operations(guilty), undecided(c), rest)
		}
		return fmt.Sprintf("Not conformant: %d of %s failed%s.%s%s", c.Failed, scenarios(of, "", ""), at, undecided(c), rest)
	case reports.Passed:
		waived := ""
		if c.Waived > 0 {
			waived = fmt.Sprintf(", %d waived as known deviations", c.Waived)
		}
		if len(selection) > 0 {
			return fmt.Sprintf("Passed, of the part that was selected (%s): %d of %s%s. This says nothing about the rest.%s",
				strings.Join(selection, "; "), c.Passed, scenarios(of, "", ""), waived, rest)
		}
		if c.Waived > 0 {
			return fmt.Sprintf("Conformant, apart from known deviations: %d of %s passed%s.%s", c.Passed, scenarios(of, "", ""), waived, rest)
		}
		return fmt.Sprintf("Conformant: all %s passed.%s", scenarios(of, "", ""), rest)
	}
	if c.Inconclusive == 0 && c.Passed > 0 {
		return fmt.Sprintf("Inconclusive: the run was not completed. Here %d of %s passed.%s", c.Passed, scenarios(of, "", ""), rest)
	}
	if c.Inconclusive == 0 {
		return fmt.Sprintf("Inconclusive: none of %s passed.%s", scenarios(c.Total, "", ""), rest)
	}
	return fmt.Sprintf("Inconclusive: no failure was proven, and %d of %s could not be decided.%s", c.Inconclusive, scenarios(of, "", ""), rest)
}

func undecided(c reports.Counts) string {
	if c.Inconclusive == 0 {
		return ""
	}
	return fmt.Sprintf(" %s could not be decided.", scenarios(c.Inconclusive, "", ""))
}

// scenarios counts them, with the verb that follows.
func scenarios(n int, plural, singular string) string {
	words, verb := fmt.Sprintf("%d scenarios", n), plural
	if n == 1 {
		words, verb = "1 scenario", singular
	}
	if verb != "" {
		words += " " + verb
	}
	return words
}

// operations names a few and counts the rest.
func operations(ids []string) string {
	const named = 5
	switch n := len(ids); {
	case n == 1:
		return "the operation " + ids[0]
	case n <= named:
		return "the operations " + strings.Join(ids[:n-1], ", ") + " and " + ids[n-1]
	default:
		return fmt.Sprintf("the operations %s and %d more", strings.Join(ids[:named], ", "), n-named)
	}
}
