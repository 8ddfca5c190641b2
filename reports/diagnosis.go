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
	details  []detail  // what was wrong, the decisive one first
	number   int       // of the exchange that shows it; 0: none
	exchange *Exchange // that one, where the scenario's exchanges were read; nil: none
}

// detail is one thing that was not as it should be.
type detail struct {
	Code      string
	Operation string // at fault
	Message   string
	Place     string
	Expected  string
	Actual    string
	Contract  string
}

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
	for _, f := range findings {
		d.details = append(d.details, detail{f.Code, f.Operation, f.Message, f.Place, f.Expected, f.Actual, f.Contract})
		if d.number == 0 {
			d.number = f.Exchange
		}
	}
	if d.step != nil && (len(findings) == 0 || findings[0].Step != decided) {
		var checks []detail
		for _, c := range d.step.Checks {
			if !c.Passed {
				checks = append(checks, detail{Operation: s.Operation, Message: c.What, Expected: c.Expected, Actual: c.Actual})
			}
		}
		d.details = append(checks, d.details...)
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

// atFault is the operation that a scenario that did not pass is counted against.
func (d diagnosis) atFault(s *Scenario) string {
	for _, x := range d.details {
		if x.Operation != "" {
			return x.Operation
		}
	}
	return s.Operation
}

// message says in one line why a scenario ended as it did.
func (d diagnosis) message(s *Scenario) string {
	if s.Reason != "" {
		return firstLine(s.Reason, 400)
	}
	for _, x := range d.details {
		if x.Message != "" {
			return firstLine(x.Message, 400)
		}
	}
	if d.step != nil {
		return firstLine(d.step.sentence(), 400)
	}
	return s.Verdict.Label()
}

// kind is the code of the decisive finding, or a word for what there is instead.
func (d diagnosis) kind(s *Scenario) string {
	if len(d.details) > 0 && d.details[0].Code != "" {
		return visible(d.details[0].Code)
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
	id := shellQuote(scenarioID)
	if !strings.Contains(r.Rerun, "{scenario}") {
		return "bbconform run --scenario " + id
	}
	return visible(strings.ReplaceAll(r.Rerun, "{scenario}", id))
}
