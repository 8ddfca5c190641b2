package steps

import (
	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/request"
	"github.com/bbconform/bbconform/steps/scenario"
	"github.com/bbconform/bbconform/steps/verdict"
)

// What a run needs of the rooms below, under one roof. Whoever sends the requests needs steps/exchange and nothing of this.

type (
	// Scenario is a scenario that is being carried out.
	Scenario = scenario.Scenario
	// Environment is what a scenario is given by the run.
	Environment = scenario.Environment
	// StepRecord is what a sentence left behind.
	StepRecord = scenario.StepRecord
	// Check is one assertion, passed or not.
	Check = scenario.Check
	// Shared is what a sentence took over from another scenario.
	Shared = scenario.Shared
	// Repetition is what came of a control that was repeated.
	Repetition = scenario.Repetition
	// Case is a scenario that continues in the state of another one.
	Case = scenario.Case
	// Bystanders says when it is looked at what a refused request is not about.
	Bystanders = scenario.Bystanders
	// Claims say which scenario made an instance, among all that run side by side.
	Claims = scenario.Claims
	// Finding is a proven difference between an answer and what it should have been.
	Finding = scenario.Finding

	// Sentence is a step of a scenario as the plan knows it.
	Sentence = language.Sentence
	// Phase says what a sentence is for.
	Phase = language.Phase
	// RefusalCase is a scenario that asks for nothing but a refusal.
	RefusalCase = language.RefusalCase
	// Use is one thing that a sentence touches.
	Use = language.Use
	// Mistake is something wrong with a sentence that is known without any request.
	Mistake = language.Mistake

	// Failure is the error of a sentence that proved the target wrong.
	Failure = verdict.Failure
	// Inconclusive is the error of a sentence that could not decide.
	Inconclusive = verdict.Inconclusive
	// NotApplicable is the error of a sentence that has no meaning for this target.
	NotApplicable = verdict.NotApplicable
	// SuiteFault is the error of a sentence that the suite itself got wrong.
	SuiteFault = verdict.SuiteFault
)

// The phases of a scenario, when bystanders are looked at, what sentences touch, and what they may expect of an operation.
const (
	Preparation = language.Preparation
	Action      = language.Action
	Outcome     = language.Outcome

	WatchedAtTheEnd = scenario.WatchedAtTheEnd
	Watched         = scenario.Watched

	UseCall    = language.UseCall
	UseField   = language.UseField
	UseFault   = language.UseFault
	UseOutcome = language.UseOutcome

	OutcomeAccepted = language.OutcomeAccepted
	OutcomeRefused  = language.OutcomeRefused
	OutcomeEither   = language.OutcomeEither
)

// WrittenAs returns an operation with its body written as a sentence says; see request.WrittenAs.
func WrittenAs(block *specs.Block, op *specs.Operation, media string) (*specs.Operation, error) {
	return request.WrittenAs(block, op, media)
}
