// Package narrative says of a scenario, in plain words, what every report says of it: which step decided, what was wrong, which exchange
// shows it, and the command that repeats a request. It reads the document's types and writes strings; whoever shows them escapes them
// for his own format. All foreign text is made visible here.
package narrative

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/phrase"
)

// Text tells in plain text how a scenario went: for the terminal, for JUnit's failures and for Cucumber messages.
type Text struct {
	strings.Builder
	Ink
	Bodies int  // bytes of a body that are shown at most; 0: all
	AsSent bool // bodies are not indented
}

// Line writes a line of parts.
func (n *Text) Line(parts ...string) {
	for _, p := range parts {
		n.WriteString(p)
	}
	n.WriteByte('\n')
}

// block writes text of several lines, each with an indent.
func (n *Text) block(indent, text string) {
	for l := range strings.Lines(strings.TrimRight(text, "\n")) {
		n.Line(strings.TrimRight(indent+strings.TrimRight(l, "\n"), " "))
	}
}

// Excerpt writes the sentences of the scenario with their line numbers, up to the one that decided, and below that
// what was expected and what was seen.
func (n *Text) Excerpt(s *reports.Scenario, d Diagnosis) {
	width := len(strconv.Itoa(s.Line))
	for i := range s.Steps {
		width = max(width, len(strconv.Itoa(s.Steps[i].Line)))
	}
	gutter := n.Dim(strings.Repeat(" ", width) + " |")
	n.Line(n.Dim(strings.Repeat(" ", width)+"--> "), s.Place(d.Step))
	n.Line(gutter)
	for i := range s.Steps {
		t := &s.Steps[i]
		number := n.Dim(fmt.Sprintf("%*d |", width, t.Line))
		if t != d.Step {
			n.Line(number, "   ", t.Sentence())
			n.shared(gutter, t)
			continue
		}
		n.Line(number, " ", n.Verdict(s.Verdict, "> "), n.Bold(t.Sentence()))
		n.shared(gutter, t)
		if s.Verdict != reports.Failed && s.Reason != "" {
			n.Line(gutter, "     ", reports.FirstLine(s.Reason, 400))
		}
		for i := range d.Faults {
			n.fault(gutter+"     ", &d.Faults[i])
		}
		n.Line(gutter)
		if i+1 < len(s.Steps) {
			n.Line(gutter, n.Dim(fmt.Sprintf("   (%s not reached)", phrase.Plural(len(s.Steps)-i-1, "further sentence"))))
		}
		return
	}
	if d.Step == nil && s.Reason != "" {
		n.Line(gutter, "     ", reports.FirstLine(s.Reason, 400))
	}
}

// shared writes what other scenarios sent for a step.
func (n *Text) shared(gutter string, t *reports.Step) {
	for _, line := range Shared(t) {
		n.Line(gutter, "     ", n.Dim("("+line+")"))
	}
}

// fault writes one thing that was wrong.
func (n *Text) fault(indent string, f *Fault) {
	head := reports.FirstLine(phrase.Capital(f.Message), 400)
	if f.Code != "" {
		head += n.Dim(" (" + reports.Visible(f.Code) + ")")
	}
	n.Line(indent, head)
	plain := func(s string) string { return s }
	n.field(indent, "operation", f.Operation, plain)
	for _, x := range f.Differences {
		n.field(indent, "at", x.Place, plain)
		n.field(indent, "expected", x.Expected, n.Want)
		n.field(indent, "actual", x.Actual, n.Seen)
		n.field(indent, "contract", x.Contract, plain)
	}
}

// field writes a name and a value; what is empty is left out.
func (n *Text) field(indent, name, value string, paint func(string) string) {
	if value != "" {
		n.Line(indent, "  ", fmt.Sprintf("%-11s", name+":"), paint(reports.FirstLine(value, 400)))
	}
}

// Exchange writes a request as a curl command, and the answer.
func (n *Text) Exchange(e *reports.Exchange) {
	title := fmt.Sprintf("Exchange %d", e.Number)
	if why := e.Why(); why != "" {
		title += " (" + reports.Visible(why) + ")"
	}
	n.Line(n.Bold(title), ": ", reports.Visible(e.Operation), ", ", phrase.Duration(e.Milliseconds), Attempts(e.Attempts))
	command, note := Curl(e)
	n.block("  ", command)
	if note != "" {
		n.Line("  ", n.Dim(note))
	}
	n.Line()
	n.Line(n.Bold("Answer"), ": ", Outcome(e))
	if e.Answer == nil {
		return
	}
	n.Message(e.Answer)
}

// Message writes headers and body of an answer.
func (n *Text) Message(m *reports.Message) {
	for _, h := range m.Headers {
		n.Line("  ", n.Dim(reports.Visible(h.Name)+": "), reports.FirstLine(h.Value, 400))
	}
	b := m.Body
	if b == nil {
		n.Line("  ", n.Dim("(no body)"))
		return
	}
	var text string
	missing := 0
	asForm := !n.AsSent || b.Base64
	if asForm {
		text = Readable(m)
	} else {
		text = reports.VisibleBlock(b.Text)
	}
	if n.Bodies > 0 {
		text, missing = reports.Shorten(text, n.Bodies)
	}
	n.Line()
	n.block("  ", text)
	facts := "(" + Facts(b)
	if r := Remarks(m, asForm); r != "" {
		facts += "; " + r
	}
	if missing > 0 {
		facts += "; shortened here, " + reports.ResultsName + " has what was kept"
	}
	n.Line("  ", n.Dim(facts+")"))
}

// Attempts says that a connection had to be tried more than once.
func Attempts(n int) string {
	if n <= 1 {
		return ""
	}
	return ", " + phrase.Plural(n, "attempt")
}

// FailureText is what CI systems show of a scenario that did not pass: everything that one needs to see, in plain text.
func FailureText(s *reports.Scenario, r *reports.Results) string {
	n := Text{Bodies: 4 << 10}
	d := Diagnose(s)
	n.Excerpt(s, d)
	if d.Exchange != nil {
		n.Line()
		n.Exchange(d.Exchange)
	}
	n.Line()
	n.Line("Run just this one again: ", r.Run.RerunCommand(s.ID))
	return n.String()
}
