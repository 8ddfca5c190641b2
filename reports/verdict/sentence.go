package verdict

import (
	"fmt"
	"strings"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/phrase"
)

// RunSentence puts the verdict of a run into words that stand on their own. r has its counts and verdicts.
func RunSentence(r *reports.Results) string {
	var labels, failed []string
	for _, b := range r.BuildingBlocks {
		labels = append(labels, b.Label())
		if b.Verdict == reports.Failed || b.Counts.Failed > 0 {
			failed = append(failed, b.Label())
		}
	}
	if len(failed) == 0 {
		failed = labels
	}
	return verdictSentence(r, r.Verdict, r.Counts, phrase.Enumerate(labels), phrase.Enumerate(failed))
}

// blockSentence is the same for one building block.
func blockSentence(r *reports.Results, b *reports.BuildingBlock) string {
	if b.Verdict == reports.NotApplicable {
		return fmt.Sprintf("%s claims none of what was tested of %s.", r.Target.Name(), b.Label())
	}
	return verdictSentence(r, b.Verdict, b.Counts, b.Label(), b.Label())
}

func verdictSentence(r *reports.Results, v reports.Verdict, c reports.Counts, of, failedOf string) string {
	var s strings.Builder
	if !r.Complete {
		s.WriteString("The run was cut short")
		if r.Interruption != "" {
			s.WriteString(" (" + strings.TrimSuffix(r.Interruption, ".") + ")")
		}
		s.WriteString(". ")
	}
	scenarios := func(n int) string {
		return fmt.Sprintf("%s of %s", phrase.Number(n), phrase.Plural(c.Applicable(), "scenario"))
	}
	switch v {
	case reports.Failed:
		fmt.Fprintf(&s, "%s does not conform to %s: ", r.Target.Name(), failedOf)
		if c.Failed > 0 {
			s.WriteString(scenarios(c.Failed) + " failed")
		} else { // answers can break the contract in scenarios that were about something else
			s.WriteString("answers broke the contract, although no scenario failed by that alone")
		}
		if c.Inconclusive > 0 {
			fmt.Fprintf(&s, ", and %s could not be decided", phrase.Number(c.Inconclusive))
		}
		s.WriteString(".")
	case reports.Passed:
		fmt.Fprintf(&s, "%s conforms to everything that was tested of %s: ", r.Target.Name(), of)
		switch c.Waived {
		case 0:
			fmt.Fprintf(&s, "%s passed.", allOf(c.Applicable()))
		case 1:
			fmt.Fprintf(&s, "%s passed; the other one failed and is recorded as a known deviation.", scenarios(c.Passed))
		default:
			fmt.Fprintf(&s, "%s passed; the other %s failed and are recorded as known deviations.", scenarios(c.Passed), phrase.Number(c.Waived))
		}
	default:
		switch {
		case c.Total == 0:
			fmt.Fprintf(&s, "No verdict on %s: no scenario was run.", of)
		case c.Inconclusive > 0:
			fmt.Fprintf(&s, "No verdict on %s: %s could not be decided.", of, scenarios(c.Inconclusive))
		case !r.Complete:
			fmt.Fprintf(&s, "No verdict on %s.", of)
		default:
			fmt.Fprintf(&s, "No verdict on %s: no scenario passed.", of)
		}
	}
	if r.Run.Partial() && v != reports.Failed {
		s.WriteString(" Only part of the scenarios was selected, so this is no statement about the whole.")
	}
	return s.String()
}

// allOf says that nothing was left out: "all 12 scenarios", "the one scenario".
func allOf(n int) string {
	if n == 1 {
		return "the one scenario"
	}
	return "all " + phrase.Plural(n, "scenario")
}
