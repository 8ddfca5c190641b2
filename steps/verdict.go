package steps

import (
	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
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
	Exchanges []int // numbers of the exchanges that it caused
	Findings  []Finding
	Notes     []string // in words, for example what could not be cleaned up
}
