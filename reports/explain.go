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
		return explainAll(w, f, ink{options.Colour})
	}
	id, err := f.selectScenario(selector)
	if err != nil {
		return err
	}
	for s, err := range f.Scenarios() {
		if err != nil {
			return err
		}
		if s.ID == id {
			n := narrative{ink: ink{options.Colour}, bodies: 64 << 10}
			n.explain(&s, &f.header)
			_, err := io.WriteString(w, n.String())
			return err
		}
	}
	return fmt.Errorf("%s: scenario %s is no longer there", f.path, Visible(id))
}

// explain tells everything about one scenario.
func (n *narrative) explain(s *Scenario, r *Results) {
	n.line(n.verdict(s.Verdict, s.Verdict.Label()), ": ", n.bold(Visible(s.Name)))
	about := Visible(s.Feature) + ", " + Visible(s.BuildingBlock)
	if s.Operation != "" {
		about += ", operation " + Visible(s.Operation)
	}
	n.line(n.dim(about + ", " + duration(s.Milliseconds)))
	n.line()
	d := diagnose(s)
	n.excerpt(s, d)
	if s.Verdict == Waived {
		n.line()
		n.line("This is a known deviation of the target", n.deviation(s, r), ".")
	}
	for _, note := range s.Notes {
		n.line("Note: ", firstLine(note, 400))
	}
	if d.exchange == nil && len(s.Exchanges) > 0 && s.Verdict != NotApplicable {
		d.exchange = &s.Exchanges[len(s.Exchanges)-1]
	}
	if len(s.Exchanges) > 1 {
		n.line()
		n.line(n.bold("What was sent"))
		for i := range s.Exchanges {
			e := &s.Exchanges[i]
			mark := "  "
			if e == d.exchange {
				mark = n.verdict(s.Verdict, "> ")
			}
			n.line(mark, fmt.Sprintf("%d ", e.Number), fmt.Sprintf("%-12s ", Visible(e.Purpose)), Visible(e.Operation), ": ", e.outcomeLine())
		}
	}
	if d.exchange != nil {
		n.line()
		n.exchange(d.exchange)
	}
	n.line()
	n.line(n.bold("Run just this one again"))
	n.line("  ", r.Run.RerunCommand(s.ID))
}

// deviation names the recorded deviation that waived a scenario.
func (n *narrative) deviation(s *Scenario, r *Results) string {
	for _, d := range r.Deviations {
		if d.ID == s.Deviation {
			return fmt.Sprintf(": %s (%s, owner %s, until %s)", firstLine(d.Reason, 400), Visible(d.ID), Visible(d.Owner), Visible(d.Expires))
		}
	}
	if s.Deviation == "" {
		return ""
	}
	return " (" + Visible(s.Deviation) + ")"
}

// explainAll lists what did not pass, a few lines each.
func explainAll(w io.Writer, f *File, i ink) error {
	n := narrative{ink: i}
	n.line(n.verdict(f.header.Verdict, f.header.Verdict.Label()), ": ", Visible(f.header.Sentence))
	shown := 0
	alike := map[string]int{} // inconclusive scenarios by their reason
	var reasons []string
	for s, err := range f.outlines() {
		if err != nil {
			return err
		}
		if s.Verdict != Failed && s.Verdict != Inconclusive && s.Verdict != Waived {
			continue
		}
		shown++
		if s.Verdict == Inconclusive {
			reason := firstLine(capital(s.Reason), 400)
			if alike[reason]++; alike[reason] == 1 {
				reasons = append(reasons, reason)
			}
			if alike[reason] > maxAlike {
				continue
			}
		}
		n.line()
		n.brief(&s)
		if _, err := io.WriteString(w, n.String()); err != nil {
			return err
		}
		n.Reset()
	}
	for _, reason := range reasons {
		if more := alike[reason] - maxAlike; more > 0 {
			n.line()
			n.line(n.verdict(Inconclusive, Inconclusive.Label()), ": ", n.bold(plural(more, "more scenario")), ", for the same reason")
			n.line("  ", reason)
		}
	}
	if shown == 0 {
		n.line("Nothing failed, was waived or was inconclusive.")
	} else {
		n.line()
		n.line("For the request, the answer and everything else of one of them:")
		n.line("  bbconform explain ", ShellQuote(f.path), " FILE:LINE")
	}
	_, err := io.WriteString(w, n.String())
	return err
}

// brief tells the essence of one scenario.
func (n *narrative) brief(s *Scenario) {
	d := diagnose(s)
	n.line(n.verdict(s.Verdict, s.Verdict.Label()), ": ", n.bold(Visible(s.Name)))
	n.line("  ", n.dim(Visible(s.ID)))
	if d.step != nil {
		n.line("  ", n.dim(strconv.Itoa(d.step.Line)+" | "), d.step.sentence())
	}
	if s.Verdict != Failed || len(d.faults) == 0 {
		n.line("  ", d.message(s))
	}
	const most = 3
	shown := 0
	for i := range d.faults {
		f := &d.faults[i]
		for _, x := range f.Differences {
			if shown++; shown > most {
				continue
			}
			one := fault{Message: f.Message, Differences: []difference{x}}
			line := one.headline()
			if f.Operation != "" {
				line = Visible(f.Operation) + ": " + line
			}
			n.line("  ", line)
			if x.says() {
				n.line("    expected ", n.want(firstLine(x.Expected, 200)), ", actual ", n.seen(firstLine(x.Actual, 200)))
			}
		}
	}
	if shown > most {
		n.line("  ", n.dim("and "+plural(shown-most, "more finding")))
	}
}

// selectScenario returns the ID of the one scenario that a selector names.
func (f *File) selectScenario(selector string) (string, error) {
	var all []label
	for s, err := range f.outlines() {
		if err != nil {
			return "", err
		}
		all = append(all, label{s.ID, s.Name, s.Verdict})
	}
	return choose(all, strings.TrimSpace(selector))
}
