package scenario

import (
	"slices"
	"strings"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/verdict"
)

// Check is one assertion: what was expected, and what was seen. Passes are recorded too.
type Check struct {
	What     string
	Expected string
	Actual   string
	Passed   bool
}

// Finding is a proven difference between an answer and what it should have been.
type Finding struct {
	specs.Finding
	Exchange int // number of the exchange, from 1; 0: none in particular
	Phase    language.Phase
	Purpose  exchange.Purpose // of the exchange
}

// StepRecord is what a sentence left behind.
type StepRecord struct {
	Checks    []Check
	Exchanges []int    // numbers of the exchanges that it caused
	Shared    []Shared // exchanges of other scenarios on which it relies
	Findings  []Finding
	Notes     []string // in words, for example what could not be cleaned up
	Unsettled bool     // a list did not stand still while it was read again and again: what it does not show may be due to others
}

// Recorder keeps what the current sentence leaves behind.
type Recorder struct {
	step   int // index of the current sentence, from 0; -1: none yet
	phase  language.Phase
	record StepRecord
}

func newRecorder() *Recorder { return &Recorder{step: -1, phase: language.Preparation} }

// begin begins a sentence.
func (r *Recorder) begin(phase language.Phase) {
	r.step++
	r.phase = phase
	r.record = StepRecord{}
}

// end returns what the sentence left behind.
func (r *Recorder) end() StepRecord {
	record := r.record
	r.record = StepRecord{}
	return record
}

// restart begins another scenario.
func (r *Recorder) restart() { r.step, r.phase, r.record = -1, language.Preparation, StepRecord{} }

// relied records that the sentence relies on exchanges of another scenario.
func (r *Recorder) relied(scenario string, exchanges []int) {
	if len(exchanges) > 0 {
		r.record.Shared = append(r.record.Shared, Shared{Scenario: scenario, Exchanges: slices.Clone(exchanges)})
	}
}

// Note records a check.
func (r *Recorder) Note(c Check) { r.record.Checks = append(r.record.Checks, c) }

// unsettled records that others changed a list as often as it was read.
func (r *Recorder) unsettled() { r.record.Unsettled = true }

// remark records something in words that changes no verdict.
func (r *Recorder) remark(text string) { r.record.Notes = append(r.record.Notes, text) }

// exchanged records that the sentence caused an exchange.
func (r *Recorder) exchanged(number int) { r.record.Exchanges = append(r.record.Exchanges, number) }

// Blame records findings about an exchange and returns the error that they amount to: nothing is held against the target while a
// scenario is being prepared or a control is being sent, although the findings are kept.
func (r *Recorder) Blame(purpose exchange.Purpose, number int, findings ...specs.Finding) error {
	for _, f := range findings {
		r.record.Findings = append(r.record.Findings, Finding{Finding: f, Exchange: number, Phase: r.phase, Purpose: purpose})
	}
	reason := messages(findings)
	switch {
	case purpose == exchange.Control:
		return verdict.Inconclusivef("nothing can be said about the refusal, as the same request without its fault is not answered as it should be: %s", reason)
	case purpose == exchange.Preparing, r.phase == language.Preparation:
		return verdict.Inconclusivef("could not be prepared: %s", reason)
	}
	return &verdict.Failure{Reason: reason}
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
