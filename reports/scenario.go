package reports

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Scenario is the outcome of one scenario (one row, where it is an outline).
type Scenario struct {
	ID            string     `json:"id"`    // for good, whatever is edited around it; in a document of version 1: file and line
	Order         int        `json:"order"` // place in the plan, from 0
	Name          string     `json:"name"`
	Case          string     `json:"case,omitempty"` // what of a row of an outline its name does not say, in words
	Feature       string     `json:"feature"`
	File          string     `json:"file"`          // for example features/consent/policy.feature
	Line          int        `json:"line"`          // of the scenario, or of the row of its outline
	BuildingBlock string     `json:"buildingBlock"` // name@version
	ServiceAPI    string     `json:"serviceAPI,omitempty"`
	Operation     string     `json:"operation,omitempty"` // that it is about
	Tags          []string   `json:"tags,omitempty"`
	Verdict       Verdict    `json:"verdict"`
	Reason        string     `json:"reason,omitempty"` // in words; always given unless passed
	Deviation     string     `json:"deviation,omitempty"`
	Started       time.Time  `json:"started"`
	Milliseconds  float64    `json:"milliseconds"`
	Steps         []Step     `json:"steps"`
	Findings      []Finding  `json:"findings,omitempty"`
	Exchanges     []Exchange `json:"exchanges,omitempty"`
	Notes         []string   `json:"notes,omitempty"` // for example that a connection was tried again
}

// Step is one sentence of a scenario and what came of it.
type Step struct {
	Keyword      string  `json:"keyword"` // Given, When, Then, And, But
	Text         string  `json:"text"`
	Line         int     `json:"line"`
	Verdict      Verdict `json:"verdict,omitempty"` // empty: not reached
	Milliseconds float64 `json:"milliseconds"`
	Checks       []Check `json:"checks,omitempty"`
	Exchanges    []int   `json:"exchanges,omitempty"` // numbers of the scenario's exchanges that it caused

	// Shared is what other scenarios sent for it: an instance that one of them prepared, the control that serves several, the state as
	// it was seen after the refusal before.
	Shared []Shared `json:"shared,omitempty"`
}

// Shared names exchanges of another scenario.
type Shared struct {
	Scenario  string `json:"scenario"`  // its id
	Exchanges []int  `json:"exchanges"` // their numbers there
}

// Check is one assertion: what was expected, and what was seen. Passes are recorded too.
type Check struct {
	What     string `json:"what"`
	Expected string `json:"expected"`
	Actual   string `json:"actual"`
	Passed   bool   `json:"passed"`
}

// Finding is a difference between an answer and what it should have been.
type Finding struct {
	Code      string `json:"code"`      // stable, kebab-case: undeclared-status, missing-field, not-refused …
	Operation string `json:"operation"` // at fault
	Message   string `json:"message"`   // in words, without values of the answer that could be secret
	Place     string `json:"place,omitempty"`
	Expected  string `json:"expected,omitempty"`
	Actual    string `json:"actual,omitempty"`
	Contract  string `json:"contract,omitempty"` // place in the contract: file:line
	Step      int    `json:"step"`               // index into Steps
	Exchange  int    `json:"exchange,omitempty"` // number of the exchange, from 1; 0: none

	// Proven says that it holds against the operation whatever became of the scenario; without it, the finding has to be seen with the
	// verdict: what kept a scenario from being prepared may be due to test data.
	Proven    bool   `json:"proven,omitempty"`
	Deviation string `json:"deviation,omitempty"` // known deviation in force that covers it
}

// Validate refuses what no rendering could show truthfully.
func (s *Scenario) Validate() error {
	if s.ID == "" {
		return errors.New("it has no id")
	}
	switch s.Verdict {
	case Passed, Failed, Inconclusive, NotApplicable, Waived:
		return nil
	}
	return fmt.Errorf("its verdict %s is not known", Quoted(string(s.Verdict)))
}

// Title is what people call the scenario: its name, and what of its row that does not say.
func (s *Scenario) Title() string {
	if s.Case == "" {
		return Visible(s.Name)
	}
	return strings.TrimSpace(Visible(s.Name) + " [" + Visible(s.Case) + "]")
}

// Began reports whether anything is known of what the scenario did.
func (s *Scenario) Began() bool {
	return len(s.Exchanges) > 0 || len(s.Findings) > 0 || slices.ContainsFunc(s.Steps, func(t Step) bool { return t.Verdict != "" })
}

// Place is where the scenario, or a step of it, stands in its feature file.
func (s *Scenario) Place(step *Step) string {
	line := s.Line
	if step != nil && step.Line > 0 {
		line = step.Line
	}
	return Visible(s.File) + ":" + strconv.Itoa(line)
}

// Sentence is the step as it stands in the feature.
func (t *Step) Sentence() string {
	return Visible(strings.TrimSpace(strings.TrimSpace(t.Keyword) + " " + t.Text))
}

// Exchange returns the exchange with a number, or nil.
func (s *Scenario) Exchange(number int) *Exchange {
	for i := range s.Exchanges {
		if s.Exchanges[i].Number == number && number > 0 {
			return &s.Exchanges[i]
		}
	}
	return nil
}
