package reports

import (
	"fmt"
	"strconv"
	"strings"
)

// ink colours a piece of text for the terminal. The zero ink leaves it as it is.
type ink struct{ on bool }

func (i ink) paint(code, s string) string {
	if !i.on || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (i ink) bold(s string) string { return i.paint("1", s) }
func (i ink) dim(s string) string  { return i.paint("2", s) }
func (i ink) seen(s string) string { return i.paint("31", s) } // what was seen and is wrong
func (i ink) want(s string) string { return i.paint("32", s) } // what was expected

// verdict colours a text by verdict; the words carry the meaning, the colour only repeats it.
func (i ink) verdict(v Verdict, s string) string {
	code := map[Verdict]string{Passed: "1;32", Failed: "1;31", Inconclusive: "1;33", Waived: "1;35", NotApplicable: "1;36"}[v]
	return i.paint(code, s)
}

// narrative tells in plain text how a scenario went: for the terminal, for JUnit's failures and for Cucumber messages.
type narrative struct {
	strings.Builder
	ink
	bodies int  // bytes of a body that are shown at most; 0: all
	asSent bool // bodies are not indented
}

func (n *narrative) line(parts ...string) {
	for _, p := range parts {
		n.WriteString(p)
	}
	n.WriteByte('\n')
}

// block writes text of several lines, each with an indent.
func (n *narrative) block(indent, text string) {
	for l := range strings.Lines(strings.TrimRight(text, "\n")) {
		n.line(strings.TrimRight(indent+strings.TrimRight(l, "\n"), " "))
	}
}

// excerpt writes the sentences of the scenario with their line numbers, up to the one that decided, and below that
// what was expected and what was seen.
func (n *narrative) excerpt(s *Scenario, d diagnosis) {
	width := len(strconv.Itoa(s.Line))
	for i := range s.Steps {
		width = max(width, len(strconv.Itoa(s.Steps[i].Line)))
	}
	gutter := n.dim(strings.Repeat(" ", width) + " |")
	n.line(n.dim(strings.Repeat(" ", width)+"--> "), s.place(d.step))
	n.line(gutter)
	for i := range s.Steps {
		t := &s.Steps[i]
		number := n.dim(fmt.Sprintf("%*d |", width, t.Line))
		if t != d.step {
			n.line(number, "   ", t.sentence())
			continue
		}
		n.line(number, " ", n.verdict(s.Verdict, "> "), n.bold(t.sentence()))
		if s.Verdict != Failed && s.Reason != "" {
			n.line(gutter, "     ", firstLine(s.Reason, 400))
		}
		for i := range d.faults {
			n.fault(gutter+"     ", &d.faults[i])
		}
		n.line(gutter)
		if i+1 < len(s.Steps) {
			n.line(gutter, n.dim(fmt.Sprintf("   (%s not reached)", plural(len(s.Steps)-i-1, "further sentence"))))
		}
		return
	}
	if d.step == nil && s.Reason != "" {
		n.line(gutter, "     ", firstLine(s.Reason, 400))
	}
}

// fault writes one thing that was wrong.
func (n *narrative) fault(indent string, f *fault) {
	head := firstLine(capital(f.Message), 400)
	if f.Code != "" {
		head += n.dim(" (" + Visible(f.Code) + ")")
	}
	n.line(indent, head)
	plain := func(s string) string { return s }
	n.field(indent, "operation", f.Operation, plain)
	for _, x := range f.Differences {
		n.field(indent, "at", x.Place, plain)
		n.field(indent, "expected", x.Expected, n.want)
		n.field(indent, "actual", x.Actual, n.seen)
		n.field(indent, "contract", x.Contract, plain)
	}
}

// field writes a name and a value; what is empty is left out.
func (n *narrative) field(indent, name, value string, paint func(string) string) {
	if value != "" {
		n.line(indent, "  ", fmt.Sprintf("%-11s", name+":"), paint(firstLine(value, 400)))
	}
}

// exchange writes a request as a curl command, and the answer.
func (n *narrative) exchange(e *Exchange) {
	title := fmt.Sprintf("Exchange %d", e.Number)
	if e.Purpose != "" {
		title += " (" + Visible(e.Purpose) + ")"
	}
	n.line(n.bold(title), ": ", Visible(e.Operation), ", ", duration(e.Milliseconds), attempts(e.Attempts))
	command, note := e.curl()
	n.block("  ", command)
	if note != "" {
		n.line("  ", n.dim(note))
	}
	n.line()
	n.line(n.bold("Answer"), ": ", e.outcomeLine())
	if e.Answer == nil {
		return
	}
	n.message(e.Answer)
}

// message writes headers and body of an answer.
func (n *narrative) message(m *Message) {
	for _, h := range m.Headers {
		n.line("  ", n.dim(Visible(h.Name)+": "), firstLine(h.Value, 400))
	}
	b := m.Body
	if b == nil {
		n.line("  ", n.dim("(no body)"))
		return
	}
	var text string
	missing := 0
	asForm := !n.asSent || b.Base64
	if asForm {
		text = m.readable()
	} else {
		text = VisibleBlock(b.Text)
	}
	if n.bodies > 0 {
		text, missing = shorten(text, n.bodies)
	}
	n.line()
	n.block("  ", text)
	facts := "(" + b.facts()
	if r := m.remarks(asForm); r != "" {
		facts += "; " + r
	}
	if missing > 0 {
		facts += "; shortened here, " + ResultsName + " has what was kept"
	}
	n.line("  ", n.dim(facts+")"))
}

// attempts says that a connection had to be tried more than once.
func attempts(n int) string {
	if n <= 1 {
		return ""
	}
	return ", " + plural(n, "attempt")
}

// failureText is what CI systems show of a scenario that did not pass: everything that one needs to see, in plain text.
func failureText(s *Scenario, r *Results) string {
	n := narrative{bodies: 4 << 10}
	d := diagnose(s)
	n.excerpt(s, d)
	if d.exchange != nil {
		n.line()
		n.exchange(d.exchange)
	}
	n.line()
	n.line("Run just this one again: ", r.Run.RerunCommand(s.ID))
	return n.String()
}
