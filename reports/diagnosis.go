package reports

import (
	"cmp"
	"slices"
	"strings"
)

// diagnosis is what a report says about a scenario that did not pass, drawn from its steps, findings and exchanges.
// All renderings show the same one.
type diagnosis struct {
	step     *Step     // at which it was decided; nil: none
	faults   []fault   // what was wrong, the decisive one first
	number   int       // of the exchange that shows it; 0: none
	exchange *Exchange // that one, where the scenario's exchanges were read; nil: none
}

// fault is one thing that was wrong, at one place or at several.
type fault struct {
	Code        string // empty: a check that did not hold, and that the runner made no finding of
	Operation   string // that answered wrongly
	Message     string
	Differences []difference
}

// difference is what was expected at one place and what was seen there.
type difference struct {
	Place    string
	Expected string
	Actual   string
	Contract string // place in the contract
}

// says reports whether there is anything to show of it.
func (d difference) says() bool { return d.Expected != "" || d.Actual != "" }

// diagnose looks for the step that decided, what was wrong there, and the exchange that shows it.
func diagnose(s *Scenario) diagnosis {
	var d diagnosis
	decided := s.decidedAt()
	if decided >= 0 {
		d.step = &s.Steps[decided]
	}
	findings := slices.Clone(s.Findings)
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Compare(btoi(a.Step != decided), btoi(b.Step != decided))
	})
	if d.step != nil && (len(findings) == 0 || findings[0].Step != decided) {
		for _, c := range d.step.Checks {
			if !c.Passed {
				d.add(fault{Operation: s.Operation, Message: c.What}, difference{Expected: c.Expected, Actual: c.Actual})
			}
		}
	}
	for _, f := range findings {
		d.add(fault{Code: f.Code, Operation: f.Operation, Message: f.Message}, difference{f.Place, f.Expected, f.Actual, f.Contract})
		if d.number == 0 {
			d.number = f.Exchange
		}
	}
	for i := decided; i >= 0 && d.number == 0; i-- { // else the last one up to the step that decided
		if n := len(s.Steps[i].Exchanges); n > 0 {
			d.number = s.Steps[i].Exchanges[n-1]
		}
	}
	d.exchange = s.exchange(d.number)
	return d
}

// decidedAt is the index of the step that gave the scenario its verdict; -1: none did.
func (s *Scenario) decidedAt() int {
	undecided := -1
	for i := range s.Steps {
		switch v := s.Steps[i].Verdict; {
		case v == Failed, v == Waived:
			return i
		case v == Inconclusive && undecided < 0:
			undecided = i
		}
	}
	return undecided
}

// exchange returns the exchange with a number, or nil.
func (s *Scenario) exchange(number int) *Exchange {
	for i := range s.Exchanges {
		if s.Exchanges[i].Number == number && number > 0 {
			return &s.Exchanges[i]
		}
	}
	return nil
}

// add takes up a fault, together with an equal one at another place.
func (d *diagnosis) add(f fault, at difference) {
	for i := range d.faults {
		if g := &d.faults[i]; g.Code == f.Code && g.Operation == f.Operation && g.Message == f.Message {
			g.Differences = append(g.Differences, at)
			return
		}
	}
	f.Differences = []difference{at}
	d.faults = append(d.faults, f)
}

// atFault is the operation that a scenario that did not pass is counted against.
func (d diagnosis) atFault(s *Scenario) string {
	for _, f := range d.faults {
		if f.Operation != "" {
			return f.Operation
		}
	}
	return s.Operation
}

// message says in one line why a scenario ended as it did.
func (d diagnosis) message(s *Scenario) string {
	if len(d.faults) > 0 && d.faults[0].Code != "" && (s.Verdict == Failed || s.Verdict == Waived) {
		more := -1
		for _, f := range d.faults {
			more += len(f.Differences)
		}
		text := d.faults[0].headline()
		if more > 0 {
			text += ", and " + plural(more, "more finding")
		}
		return text
	}
	if s.Reason != "" {
		return firstLine(capital(s.Reason), 400)
	}
	if len(d.faults) > 0 {
		return d.faults[0].headline()
	}
	if d.step != nil {
		return firstLine(d.step.sentence(), 400)
	}
	return s.Verdict.Label()
}

// headline is the fault in one line, with the place where it is the first time.
func (f *fault) headline() string {
	text := firstLine(capital(f.Message), 400)
	if place := f.Differences[0].Place; place != "" {
		text += " (" + firstLine(place, 200) + ")"
	}
	return text
}

// kind is the code of the decisive finding, or a word for what there is instead.
func (d diagnosis) kind(s *Scenario) string {
	if len(d.faults) > 0 && d.faults[0].Code != "" {
		return Visible(d.faults[0].Code)
	}
	return strings.ReplaceAll(string(s.Verdict), " ", "-")
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// RerunCommand is the command that runs one scenario again.
func (r Run) RerunCommand(scenarioID string) string {
	id := ShellQuote(scenarioID)
	if !strings.Contains(r.Rerun, "{scenario}") {
		return "bbconform run --scenario " + id
	}
	return Visible(strings.ReplaceAll(r.Rerun, "{scenario}", id))
}
