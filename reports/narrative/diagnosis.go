package narrative

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/phrase"
)

// Diagnosis is what a report says about a scenario that did not pass, drawn from its steps, findings and exchanges.
// All renderings show the same one.
type Diagnosis struct {
	Step     *reports.Step     // at which it was decided; nil: none
	Faults   []Fault           // what was wrong, the decisive one first
	Number   int               // of the exchange that shows it; 0: none
	Exchange *reports.Exchange // that one, where the scenario's exchanges were read; nil: none
}

// Fault is one thing that was wrong, at one place or at several.
type Fault struct {
	Code        string // empty: a check that did not hold, and that the runner made no finding of
	Operation   string // that answered wrongly
	Message     string
	Differences []Difference
}

// Difference is what was expected at one place and what was seen there.
type Difference struct {
	Place    string
	Expected string
	Actual   string
	Contract string // place in the contract
}

// Says reports whether there is anything to show of it.
func (d Difference) Says() bool { return d.Expected != "" || d.Actual != "" }

// Diagnose looks for the step that decided, what was wrong there, and the exchange that shows it.
func Diagnose(s *reports.Scenario) Diagnosis {
	var d Diagnosis
	decided := decidedAt(s)
	if decided >= 0 {
		d.Step = &s.Steps[decided]
	}
	findings := slices.Clone(s.Findings)
	slices.SortStableFunc(findings, func(a, b reports.Finding) int {
		return cmp.Compare(btoi(a.Step != decided), btoi(b.Step != decided))
	})
	if d.Step != nil && (len(findings) == 0 || findings[0].Step != decided) {
		for _, c := range d.Step.Checks {
			if !c.Passed {
				d.add(Fault{Operation: s.Operation, Message: c.What}, Difference{Expected: c.Expected, Actual: c.Actual})
			}
		}
	}
	for _, f := range findings {
		d.add(Fault{Code: f.Code, Operation: f.Operation, Message: f.Message}, Difference{f.Place, f.Expected, f.Actual, f.Contract})
		if d.Number == 0 {
			d.Number = f.Exchange
		}
	}
	for i := decided; i >= 0 && d.Number == 0; i-- { // else the last one up to the step that decided
		if n := len(s.Steps[i].Exchanges); n > 0 {
			d.Number = s.Steps[i].Exchanges[n-1]
		}
	}
	d.Exchange = s.Exchange(d.Number)
	return d
}

// decidedAt is the index of the step that gave the scenario its verdict; -1: none did.
func decidedAt(s *reports.Scenario) int {
	undecided := -1
	for i := range s.Steps {
		switch v := s.Steps[i].Verdict; {
		case v == reports.Failed, v == reports.Waived:
			return i
		case v == reports.Inconclusive && undecided < 0:
			undecided = i
		}
	}
	return undecided
}

// add takes up a fault, together with an equal one at another place.
func (d *Diagnosis) add(f Fault, at Difference) {
	for i := range d.Faults {
		if g := &d.Faults[i]; g.Code == f.Code && g.Operation == f.Operation && g.Message == f.Message {
			g.Differences = append(g.Differences, at)
			return
		}
	}
	f.Differences = []Difference{at}
	d.Faults = append(d.Faults, f)
}

// AtFault is the operation that a scenario that did not pass is counted against.
func (d Diagnosis) AtFault(s *reports.Scenario) string {
	for _, f := range d.Faults {
		if f.Operation != "" {
			return f.Operation
		}
	}
	return s.Operation
}

// Message says in one line why a scenario ended as it did.
func (d Diagnosis) Message(s *reports.Scenario) string {
	if len(d.Faults) > 0 && d.Faults[0].Code != "" && (s.Verdict == reports.Failed || s.Verdict == reports.Waived) {
		more := -1
		for _, f := range d.Faults {
			more += len(f.Differences)
		}
		text := d.Faults[0].Headline()
		if more > 0 {
			text += ", and " + phrase.Plural(more, "more finding")
		}
		return text
	}
	if s.Reason != "" {
		return reports.FirstLine(phrase.Capital(s.Reason), 400)
	}
	if len(d.Faults) > 0 {
		return d.Faults[0].Headline()
	}
	if d.Step != nil {
		return reports.FirstLine(d.Step.Sentence(), 400)
	}
	return s.Verdict.Label()
}

// Headline is the fault in one line, with the place where it is the first time.
func (f *Fault) Headline() string {
	text := reports.FirstLine(phrase.Capital(f.Message), 400)
	if place := f.Differences[0].Place; place != "" {
		text += " (" + reports.FirstLine(place, 200) + ")"
	}
	return text
}

// Kind is the code of the decisive finding, or a word for what there is instead.
func (d Diagnosis) Kind(s *reports.Scenario) string {
	if len(d.Faults) > 0 && d.Faults[0].Code != "" {
		return reports.Visible(d.Faults[0].Code)
	}
	return strings.ReplaceAll(string(s.Verdict), " ", "-")
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// KnownDeviation names the recorded deviation that waived a scenario.
func KnownDeviation(s *reports.Scenario, r *reports.Results) string {
	for _, d := range r.Deviations {
		if d.ID == s.Deviation {
			return fmt.Sprintf(": %s (%s, owner %s, until %s)", reports.FirstLine(d.Reason, 400), reports.Visible(d.ID), reports.Visible(d.Owner), reports.Visible(d.Expires))
		}
	}
	if s.Deviation == "" {
		return ""
	}
	return " (" + reports.Visible(s.Deviation) + ")"
}
