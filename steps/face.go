package steps

import (
	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/request"
	"github.com/bbconform/bbconform/steps/scenario"
	"github.com/bbconform/bbconform/steps/verdict"
)

// Client and the names after it are what a run needs of the rooms below, under one roof. They are described there.
type (
	Client       = exchange.Client       // sends requests to the target
	Request      = exchange.Request      // one request to an operation
	Exchange     = exchange.Exchange     // a request and what came of it
	NoAnswer     = exchange.NoAnswer     // why there is no answer
	NoAnswerKind = exchange.NoAnswerKind // in a word
	Credentials  = exchange.Credentials  // what a request presents
	Purpose      = exchange.Purpose      // why a request is sent

	Scenario    = scenario.Scenario    // a scenario that is being carried out
	Environment = scenario.Environment // what it is given by the run
	StepRecord  = scenario.StepRecord  // what a sentence left behind
	Check       = scenario.Check       // one assertion
	Finding     = scenario.Finding     // a proven difference

	Sentence = language.Sentence // a step of a scenario
	Phase    = language.Phase    // what it is for
	Use      = language.Use      // one thing that it touches
	UseKind  = language.UseKind  // the kind of that
	Mistake  = language.Mistake  // something that is wrong with it

	Failure       = verdict.Failure       // the target was proved wrong
	Inconclusive  = verdict.Inconclusive  // nothing could be decided
	NotApplicable = verdict.NotApplicable // the sentence has no meaning for this target
	SuiteFault    = verdict.SuiteFault    // the suite itself got something wrong
)

// What a request may present, why it is sent, and why there may be no answer.
const (
	AsConfigured = exchange.AsConfigured
	None         = exchange.None
	Wrong        = exchange.Wrong

	Preparing = exchange.Preparing
	Control   = exchange.Control
	Testing   = exchange.Testing
	Observing = exchange.Observing
	Cleaning  = exchange.Cleaning

	NotConnected = exchange.NotConnected
	Closed       = exchange.Closed
	TooSlow      = exchange.TooSlow
	Interrupted  = exchange.Interrupted
)

// The phases of a scenario, what sentences touch, and what they may expect of an operation.
const (
	Preparation = language.Preparation
	Action      = language.Action
	Outcome     = language.Outcome

	UseBlock    = language.UseBlock
	UseResource = language.UseResource
	UseRequest  = language.UseRequest
	UseCall     = language.UseCall
	UseBody     = language.UseBody
	UseField    = language.UseField
	UseFault    = language.UseFault
	UseOutcome  = language.UseOutcome

	OutcomeAccepted = language.OutcomeAccepted
	OutcomeRefused  = language.OutcomeRefused
	OutcomeEither   = language.OutcomeEither
)

// WrittenAs returns an operation with its body written as a sentence says; see request.WrittenAs.
func WrittenAs(block *specs.Block, op *specs.Operation, media string) (*specs.Operation, error) {
	return request.WrittenAs(block, op, media)
}
