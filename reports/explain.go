package reports

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// maxAlike is how many inconclusive scenarios are explained one by one when they have the same reason.
const maxAlike = 3

// ExplainOptions chooses how an explanation looks.
type ExplainOptions struct {
	Colour bool // with the terminal's colours
}

// Explain says on w why a scenario ended as it did. The selector is a scenario's ID (file:line), the end of one, its
// name, or a part of the name that only one has; without one, every scenario that failed, was waived or was
// inconclusive is explained in short. The error of a selector that names no scenario lists near ones.
func Explain(w io.Writer, f *File, selector string, options ExplainOptions) error {
	if selector == "" {
		return explainAll(w, f, Ink{options.Colour})
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
			n := explanation{Text{Ink: Ink{options.Colour}, Bodies: 64 << 10}}
			n.explain(&s, &r)
			_, err := io.WriteString(w, n.String())
			return err
		}
	}
	return fmt.Errorf("%s: scenario %s is no longer there", f.Path(), Visible(id))
}

// explanation is what explain says.
type explanation struct{ Text }

// explain tells everything about one scenario.
func (n *explanation) explain(s *Scenario, r *Results) {
	n.Line(n.Verdict(s.Verdict, s.Verdict.Label()), ": ", n.Bold(Visible(s.Name)))
	about := Visible(s.Feature) + ", " + Visible(s.BuildingBlock)
	if s.Operation != "" {
		about += ", operation " + Visible(s.Operation)
	}
	n.Line(n.Dim(about + ", " + Duration(s.Milliseconds)))
	n.Line()
	d := Diagnose(s)
	n.Excerpt(s, d)
	if s.Verdict == Waived {
		n.Line()
		n.Line("This is a known deviation of the target", KnownDeviation(s, r), ".")
	}
	for _, note := range s.Notes {
		n.Line("Note: ", FirstLine(note, 400))
	}
	if d.Exchange == nil && len(s.Exchanges) > 0 && s.Verdict != NotApplicable {
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
			n.Line(mark, fmt.Sprintf("%d ", e.Number), fmt.Sprintf("%-12s ", Visible(e.Purpose)), Visible(e.Operation), ": ", Outcome(e))
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

// explainAll lists what did not pass, a few lines each.
func explainAll(w io.Writer, f *File, i Ink) error {
	r := f.Results()
	n := explanation{Text{Ink: i}}
	n.Line(n.Verdict(r.Verdict, r.Verdict.Label()), ": ", Visible(r.Sentence))
	shown := 0
	alike := map[string]int{} // inconclusive scenarios by their reason
	var reasons []string
	for s, err := range f.Outlines() {
		if err != nil {
			return err
		}
		if s.Verdict != Failed && s.Verdict != Inconclusive && s.Verdict != Waived {
			continue
		}
		shown++
		if s.Verdict == Inconclusive {
			reason := FirstLine(Capital(s.Reason), 400)
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
			n.Line(n.Verdict(Inconclusive, Inconclusive.Label()), ": ", n.Bold(Plural(more, "more scenario")), ", for the same reason")
			n.Line("  ", reason)
		}
	}
	if shown == 0 {
		n.Line("Nothing failed, was waived or was inconclusive.")
	} else {
		n.Line()
		n.Line("For the request, the answer and everything else of one of them:")
		n.Line("  bbconform explain ", ShellQuote(f.Path()), " FILE:LINE")
	}
	_, err := io.WriteString(w, n.String())
	return err
}

// brief tells the essence of one scenario.
func (n *explanation) brief(s *Scenario) {
	d := Diagnose(s)
	n.Line(n.Verdict(s.Verdict, s.Verdict.Label()), ": ", n.Bold(Visible(s.Name)))
	n.Line("  ", n.Dim(Visible(s.ID)))
	if d.Step != nil {
		n.Line("  ", n.Dim(strconv.Itoa(d.Step.Line)+" | "), d.Step.Sentence())
	}
	if s.Verdict != Failed || len(d.Faults) == 0 {
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
			one := Fault{Message: f.Message, Differences: []Difference{x}}
			line := one.Headline()
			if f.Operation != "" {
				line = Visible(f.Operation) + ": " + line
			}
			n.Line("  ", line)
			if x.Says() {
				n.Line("    expected ", n.Want(FirstLine(x.Expected, 200)), ", actual ", n.Seen(FirstLine(x.Actual, 200)))
			}
		}
	}
	if shown > most {
		n.Line("  ", n.Dim("and "+Plural(shown-most, "more finding")))
	}
}

// selectScenario returns the ID of the one scenario that a selector names.
func selectScenario(f *File, selector string) (string, error) {
	var all []label
	for s, err := range f.Outlines() {
		if err != nil {
			return "", err
		}
		all = append(all, label{s.ID, s.Name, s.Verdict})
	}
	return choose(all, strings.TrimSpace(selector))
}
