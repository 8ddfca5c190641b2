package steps

import (
	"errors"
	"strings"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/verdict"
)

// note records a check.
func (s *Scenario) note(c Check) { s.record.Checks = append(s.record.Checks, c) }

// blame records findings and returns the error that they amount to: nothing is held against the target while a scenario is
// being prepared or a control is being sent, although the findings are kept.
func (s *Scenario) blame(purpose exchange.Purpose, number int, findings ...specs.Finding) error {
	for _, f := range findings {
		s.record.Findings = append(s.record.Findings, Finding{Finding: f, Exchange: number, Phase: s.phase, Purpose: purpose})
	}
	reason := messages(findings)
	switch {
	case purpose == exchange.Control:
		return verdict.Inconclusivef("nothing can be said about the refusal, as the same request without its fault is not answered as it should be: %s", reason)
	case purpose == exchange.Preparing, s.phase == language.Preparation:
		return verdict.Inconclusivef("could not be prepared: %s", reason)
	}
	return &verdict.Failure{Reason: reason}
}

// expect records a check about the last answer and fails with the finding unless it passed. What, expected and actual of the
// finding come from the check.
func (s *Scenario) expect(a *answer, c Check, f specs.Finding) error {
	s.note(c)
	if c.Passed {
		return nil
	}
	f.Expected, f.Actual = c.Expected, c.Actual
	if f.Operation == "" {
		f.Operation = s.operationAtFault(a)
	}
	if f.Message == "" {
		f.Message = c.What + " is not as expected"
	}
	return s.blame(a.checked(), a.exchange.Number, f)
}

// messages writes findings in one line.
func messages(findings []specs.Finding) string {
	var parts []string
	for i, f := range findings {
		if i == 3 {
			parts = append(parts, "and more")
			break
		}
		text := f.Operation + ": " + f.Message
		if f.Location != "" && !strings.Contains(f.Message, f.Location) {
			text += " (" + f.Location + ")"
		}
		if f.Expected != "" {
			text += ", expected " + f.Expected
		}
		if f.Actual != "" {
			text += ", got " + f.Actual
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "; ")
}

// asControl makes an error of the preparation of a control say so.
func asControl(err error) error {
	var in *verdict.Inconclusive
	if errors.As(err, &in) && !strings.HasPrefix(in.Reason, "nothing can be said") {
		return verdict.Inconclusivef("nothing can be said about the refusal, as its control could not be prepared: %s", in.Reason)
	}
	return err
}
