package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/narrative"
	"github.com/bbconform/bbconform/reports/phrase"
	"github.com/bbconform/bbconform/reports/record"
)

// maxAlike is how many inconclusive scenarios are explained one by one when they have the same reason.
const maxAlike = 3

// ExplainOptions chooses how an explanation looks.
type ExplainOptions struct {
	Colour bool // with the terminal's colours
}

// Explain says on w why a scenario ended as it did. The selector is a scenario's identifier, its FILE:LINE, the end of one of these, its
// name, or a part of name or identifier that only one has; without one, every scenario that failed, was waived or was
// inconclusive is explained in short. The error of a selector that names no scenario lists near ones.
func Explain(w io.Writer, f *record.File, selector string, options ExplainOptions) error {
	if selector == "" {
		return explainAll(w, f, narrative.Ink{On: options.Colour})
	}
	id, err := selectScenario(f, selector)
	if err != nil {
		return err
	}
	for s, err := range f.Scenarios() {
		if err != nil {
			return err
		}
		if s.ID == id {
			r := f.Results()
			n := explanation{narrative.Text{Ink: narrative.Ink{On: options.Colour}, Bodies: 64 << 10}}
			n.explain(&s, &r)
			_, err := io.WriteString(w, n.String())
			return err
		}
	}
	return fmt.Errorf("%s: scenario %s is no longer there", f.Path(), reports.Visible(id))
}

// explanation is what explain says.
type explanation struct{ narrative.Text }

// explain tells everything about one scenario.
func (n *explanation) explain(s *reports.Scenario, r *reports.Results) {
	n.Line(n.Verdict(s.Verdict, s.Verdict.Label()), ": ", n.Bold(s.Title()))
	about := reports.Visible(s.Feature) + ", " + reports.Visible(s.BuildingBlock)
	if s.Operation != "" {
		about += ", operation " + reports.Visible(s.Operation)
	}
	n.Line(n.Dim(about + ", " + phrase.Duration(s.Milliseconds)))
	n.Line(n.Dim(reports.Visible(s.ID)))
	n.Line()
	d := narrative.Diagnose(s)
	n.Excerpt(s, d)
	if s.Verdict == reports.Waived {
		n.Line()
		n.Line("This is a known deviation of the target", narrative.KnownDeviation(s, r), ".")
	}
	for _, note := range s.Notes {
		n.Line("Note: ", reports.FirstLine(note, 400))
	}
	if d.Exchange == nil && len(s.Exchanges) > 0 && s.Verdict != reports.NotApplicable {
		d.Exchange = &s.Exchanges[len(s.Exchanges)-1]
	}
	if len(s.Exchanges) > 1 {
		n.Line()
		n.Line(n.Bold("What was sent"))
		for i := range s.Exchanges {
			e := &s.Exchanges[i]
			mark := "  "
			if e == d.Exchange {
				mark = n.Verdict(s.Verdict, "> ")
			}
			n.Line(mark, fmt.Sprintf("%d ", e.Number), fmt.Sprintf("%-12s ", reports.Visible(e.Purpose)), reports.Visible(e.Operation), asCaller(e), ": ", narrative.Outcome(e))
		}
	}
	if d.Exchange != nil {
		n.Line()
		n.Exchange(d.Exchange)
	}
	n.Line()
	n.Line(n.Bold("Run just this one again"))
	n.Line("  ", r.Run.RerunCommand(s.ID))
}

// asCaller says as whom a request was made; empty where there are no roles.
func asCaller(e *reports.Exchange) string {
	if caller := e.Caller(); caller != "" {
		return " as " + reports.Visible(caller)
	}
	return ""
}

// explainAll lists what did not pass, a few lines each.
func explainAll(w io.Writer, f *record.File, i narrative.Ink) error {
	r := f.Results()
	n := explanation{narrative.Text{Ink: i}}
	n.Line(n.Verdict(r.Verdict, r.Verdict.Label()), ": ", reports.Visible(r.Sentence))
	shown := 0
	alike := map[string]int{} // inconclusive scenarios by their reason
	var reasons []string
	for s, err := range f.Outlines() {
		if err != nil {
			return err
		}
		if s.Verdict != reports.Failed && s.Verdict != reports.Inconclusive && s.Verdict != reports.Waived {
			continue
		}
		shown++
		if s.Verdict == reports.Inconclusive {
			reason := reports.FirstLine(phrase.Capital(s.Reason), 400)
			if alike[reason]++; alike[reason] == 1 {
				reasons = append(reasons, reason)
			}
			if alike[reason] > maxAlike {
				continue
			}
		}
		n.Line()
		n.brief(&s.Scenario)
		if _, err := io.WriteString(w, n.String()); err != nil {
			return err
		}
		n.Reset()
	}
	for _, reason := range reasons {
		if more := alike[reason] - maxAlike; more > 0 {
			n.Line()
			n.Line(n.Verdict(reports.Inconclusive, reports.Inconclusive.Label()), ": ", n.Bold(phrase.Plural(more, "more scenario")), ", for the same reason")
			n.Line("  ", reason)
		}
	}
	if shown == 0 {
		n.Line("Nothing failed, was waived or was inconclusive.")
	} else {
		n.Line()
		n.Line("For the request, the answer and everything else of one of them:")
		n.Line("  bbconform explain ", reports.ShellQuote(f.Path()), " SCENARIO")
	}
	_, err := io.WriteString(w, n.String())
	return err
}

// brief tells the essence of one scenario.
func (n *explanation) brief(s *reports.Scenario) {
	d := narrative.Diagnose(s)
	n.Line(n.Verdict(s.Verdict, s.Verdict.Label()), ": ", n.Bold(s.Title()))
	n.Line("  ", n.Dim(reports.Visible(s.ID)))
	if d.Step != nil {
		n.Line("  ", n.Dim(s.Place(d.Step)+" | "), d.Step.Sentence())
	}
	if s.Verdict != reports.Failed || len(d.Faults) == 0 {
		n.Line("  ", d.Message(s))
	}
	const most = 3
	shown := 0
	for i := range d.Faults {
		f := &d.Faults[i]
		for _, x := range f.Differences {
			if shown++; shown > most {
				continue
			}
			one := narrative.Fault{Message: f.Message, Differences: []narrative.Difference{x}}
			line := one.Headline()
			if f.Operation != "" {
				line = reports.Visible(f.Operation) + ": " + line
			}
			n.Line("  ", line)
			if x.Says() {
				n.Line("    expected ", n.Want(reports.FirstLine(x.Expected, 200)), ", actual ", n.Seen(reports.FirstLine(x.Actual, 200)))
			}
		}
	}
	if shown > most {
		n.Line("  ", n.Dim("and "+phrase.Plural(shown-most, "more finding")))
	}
}

// selectScenario returns the ID of the one scenario that a selector names.
func selectScenario(f *record.File, selector string) (string, error) {
	return choose(func(yield func(label, error) bool) {
		for s, err := range f.Outlines() {
			if !yield(labelOf(&s.Scenario), err) {
				return
			}
		}
	}, strings.TrimSpace(selector))
}
