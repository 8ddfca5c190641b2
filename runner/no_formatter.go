package runner

import (
	"github.com/cucumber/godog"
	messages "github.com/cucumber/messages/go/v34"
)

// silent is the name of noFormatter.
const silent = "bbconform"

// noFormatter is what godog tells of a scenario, told to nobody: what is reported comes from the hooks. Formatters of godog put their
// lines together and color them even where nobody reads them.
type noFormatter struct{}

var _ godog.Formatter = noFormatter{}

// The methods implement godog.Formatter.
func (noFormatter) TestRunStarted()                                             {}
func (noFormatter) Feature(*messages.GherkinDocument, string, []byte)           {}
func (noFormatter) Pickle(*godog.Scenario)                                      {}
func (noFormatter) Defined(*godog.Scenario, *godog.Step, *godog.StepDefinition) {}
func (noFormatter) Passed(*godog.Scenario, *godog.Step, *godog.StepDefinition)  {}
func (noFormatter) Skipped(*godog.Scenario, *godog.Step, *godog.StepDefinition) {}
func (noFormatter) Undefined(*godog.Scenario, *godog.Step, *godog.StepDefinition) {
}
func (noFormatter) Pending(*godog.Scenario, *godog.Step, *godog.StepDefinition) {}
func (noFormatter) Failed(*godog.Scenario, *godog.Step, *godog.StepDefinition, error) {
}
func (noFormatter) Ambiguous(*godog.Scenario, *godog.Step, *godog.StepDefinition, error) {
}
func (noFormatter) Summary() {}
