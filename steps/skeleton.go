package steps

import (
	"context"
	"time"
)

type Scenario struct{}

func NewScenario(env Environment) *Scenario                { return &Scenario{} }
func (s *Scenario) BeginStep(phase Phase)                  {}
func (s *Scenario) EndStep() StepRecord                    { return StepRecord{} }
func (s *Scenario) Cleanup(ctx context.Context) StepRecord { return StepRecord{} }

var _ time.Duration

type skel func(ctx context.Context, s *Scenario, a Args) error

const (
	bodyMissing = iota
	bodyUnreadable
	behalfNobody
	behalfUnknown
	behalfOther
	exactly
	atLeast
	atMost
)

func aValidRequest(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func allAreAccepted(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func anExistingResource(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func anotherExistingResource(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func answersWithin(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func breakField(ctx context.Context, s *Scenario, a Args) error { return suiteFault("not written yet") }
func canBeRead(ctx context.Context, s *Scenario, a Args) error  { return suiteFault("not written yet") }
func canNoLongerBeRead(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func everyEntryHas(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func everyPageIsRead(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func givesTheRecordsField(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func hasBeenCalled(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func headerIs(ctx context.Context, s *Scenario, a Args) error { return suiteFault("not written yet") }
func headerIsPresent(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func isAbsent(ctx context.Context, s *Scenario, a Args) error { return suiteFault("not written yet") }
func isAbsentOrEmpty(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func isAccepted(ctx context.Context, s *Scenario, a Args) error { return suiteFault("not written yet") }
func isAsSent(ctx context.Context, s *Scenario, a Args) error   { return suiteFault("not written yet") }
func isAttempted(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func isCalled(ctx context.Context, s *Scenario, a Args) error { return suiteFault("not written yet") }
func isCalledUntil(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func isDateTime(ctx context.Context, s *Scenario, a Args) error { return suiteFault("not written yet") }
func isEmpty(ctx context.Context, s *Scenario, a Args) error    { return suiteFault("not written yet") }
func isIntactRevision(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func isIntactSignature(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func isNotEmpty(ctx context.Context, s *Scenario, a Args) error { return suiteFault("not written yet") }
func isNotTheRemembered(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func isPresent(ctx context.Context, s *Scenario, a Args) error { return suiteFault("not written yet") }
func isRefused(ctx context.Context, s *Scenario, a Args) error { return suiteFault("not written yet") }
func isRemembered(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func isRevisionAfter(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func isRevisionOf(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func isStatus(ctx context.Context, s *Scenario, a Args) error { return suiteFault("not written yet") }
func isTheIdentifier(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func isTheRemembered(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func isUnchanged(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func itIsAttempted(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func itIsAttemptedAtOnce(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func itIsSent(ctx context.Context, s *Scenario, a Args) error { return suiteFault("not written yet") }
func itIsSentAtOnce(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func leaveOutField(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func listContains(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func listContainsEntry(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func listDoesNotContain(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func listDoesNotContainEntry(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func noTwoEntriesShare(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func nothingIsFound(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func numberIs(ctx context.Context, s *Scenario, a Args) error { return suiteFault("not written yet") }
func oneIsAccepted(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func pagesAreBounded(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func pagesHold(ctx context.Context, s *Scenario, a Args) error { return suiteFault("not written yet") }
func pagesHoldEach(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func readsAsSent(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func setField(ctx context.Context, s *Scenario, a Args) error { return suiteFault("not written yet") }
func setFieldRemembered(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func severalExistingResources(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func theBuildingBlock(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func theListContains(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func theListNoLongerContains(ctx context.Context, s *Scenario, a Args) error {
	return suiteFault("not written yet")
}
func valueIs(ctx context.Context, s *Scenario, a Args) error              { return suiteFault("not written yet") }
func valueIsNot(ctx context.Context, s *Scenario, a Args) error           { return suiteFault("not written yet") }
func booleanIs(any) func(context.Context, *Scenario, Args) error          { return nil }
func breakBody(any) func(context.Context, *Scenario, Args) error          { return nil }
func carriesCredentials(any) func(context.Context, *Scenario, Args) error { return nil }
func hasEntries(any) func(context.Context, *Scenario, Args) error         { return nil }
func madeOnBehalf(any) func(context.Context, *Scenario, Args) error       { return nil }
