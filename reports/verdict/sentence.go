package verdict

import (
	"fmt"
	"strings"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/phrase"
)

// sentence says a verdict in words that stand on their own. It claims conformance only of the whole.
func sentence(v reports.Verdict, c reports.Counts, guilty, selection []string) string {
	rest := ""
	if c.NotApplicable > 0 {
		rest = fmt.Sprintf(" %s not applicable.", scenarios(c.NotApplicable, "are", "is"))
	}
	all := phrase.Plural(c.Applicable(), "scenario")
	switch v {
	case reports.Failed:
		undecided := ""
		if c.Inconclusive > 0 {
			undecided = fmt.Sprintf(" %s could not be decided.", phrase.Plural(c.Inconclusive, "scenario"))
		}
		if c.Failed == 0 {
			return fmt.Sprintf("Not conformant: %s answered against the contract, although no scenario about that failed.%s%s", operations(guilty), undecided, rest)
		}
		at := ""
		if len(guilty) > 0 {
			at = ", at " + operations(guilty)
		}
		return fmt.Sprintf("Not conformant: %s of %s failed%s.%s%s", phrase.Number(c.Failed), all, at, undecided, rest)
	case reports.Passed:
		waived := ""
		if c.Waived > 0 {
			waived = fmt.Sprintf(", %s waived as known deviations", phrase.Number(c.Waived))
		}
		if len(selection) > 0 {
			return fmt.Sprintf("Passed, of the part that was selected (%s): %s of %s%s. This says nothing about the rest.%s",
				strings.Join(selection, "; "), phrase.Number(c.Passed), all, waived, rest)
		}
		if c.Waived > 0 {
			return fmt.Sprintf("Conformant, apart from known deviations: %s of %s passed%s.%s", phrase.Number(c.Passed), all, waived, rest)
		}
		if c.Passed == 1 {
			return "Conformant: the one scenario passed." + rest
		}
		return fmt.Sprintf("Conformant: all %s passed.%s", all, rest)
	}
	switch {
	case c.Inconclusive > 0:
		return fmt.Sprintf("Inconclusive: no failure was proven, and %s of %s could not be decided.%s", phrase.Number(c.Inconclusive), all, rest)
	case c.Passed > 0:
		return fmt.Sprintf("Inconclusive: the run was not completed. Here %s of %s passed.%s", phrase.Number(c.Passed), all, rest)
	case c.Total == 0:
		return "Inconclusive: no scenario was run."
	}
	return fmt.Sprintf("Inconclusive: none of %s passed.%s", phrase.Plural(c.Total, "scenario"), rest)
}

// blockSentence is the same for one building block.
func blockSentence(b *reports.BuildingBlock, guilty, selection []string) string {
	if b.Verdict == reports.NotApplicable {
		return fmt.Sprintf("Not applicable: the target does not claim what the %s are about.", phrase.Plural(b.Counts.Total, "scenario"))
	}
	return sentence(b.Verdict, b.Counts, guilty, selection)
}

// cutShort says of a run that is not complete what is missing, and why. It is empty for one that is.
func cutShort(r *reports.Results, t *Tally) string {
	if r.Complete {
		return ""
	}
	var missing []string
	if t.notRun > 0 {
		missing = append(missing, scenarios(t.notRun, "were", "was")+" not run")
	}
	if t.cutOff > 0 {
		missing = append(missing, phrase.Plural(t.cutOff, "scenario")+" did not end")
	}
	said := " The run was cut short"
	if len(missing) > 0 {
		said += ". " + strings.Join(missing, ", and ")
	}
	if why := strings.TrimSuffix(r.Interruption, "."); why != "" {
		said += ": " + why
	}
	return said + "."
}

// scenarios counts them, with the verb that follows.
func scenarios(n int, plural, singular string) string {
	verb := plural
	if n == 1 {
		verb = singular
	}
	return phrase.Plural(n, "scenario") + " " + verb
}

// operations names a few and counts the rest.
func operations(ids []string) string {
	const named = 5
	switch n := len(ids); {
	case n == 1:
		return "the operation " + ids[0]
	case n <= named:
		return "the operations " + phrase.Enumerate(ids)
	default:
		return fmt.Sprintf("the operations %s and %s more", strings.Join(ids[:named], ", "), phrase.Number(n-named))
	}
}
