package runner

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/cucumber/godog"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/runner/quickstart"
	"github.com/bbconform/bbconform/runner/wire"
	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/steps"
	"github.com/bbconform/bbconform/steps/exchange"
)

func init() { //nolint:gochecknoinits // godog knows formatters by name alone
	quickstart.Restore() // as soon as godog is initialised
	godog.Format(silent, "prints nothing", func(string, io.Writer) godog.Formatter { return noFormatter{} })
}

// performance is one scenario being performed.
//
// Each scenario is a godog suite of its own. That costs no more than one suite for all, and it gives what one suite
// does not: an order and a parallelism of our own, an end that is known, a stop that loses nothing, only the sentences
// that the scenario needs to match against, and no store that grows with the run.
type performance struct {
	scenario *plan.Scenario
	steps    []plan.Step // of the scenario, written out
	client   *wire.Client
	state    *steps.Scenario
	redactor *wire.Redactor
	result   reports.Scenario

	step      int           // index of the current step
	started   time.Time     // of the current step
	took      time.Duration // all of it so far
	ended     bool          // a step has decided the scenario; those after it are not reached
	observed  bool          // it did so by what was seen of the state alone, and not by the answer to a request of its own
	unsettled bool          // a list did not stand still while it was read
	fault     error         // of the harness
	trace     string        // more about it, for whoever mends it
}

// carryOut says the sentences of the scenario, as far as it comes. What was made is still there then.
func (p *performance) carryOut(ctx context.Context) {
	defer p.timed()()
	defer p.client.Done()
	suite := godog.TestSuite{
		Name: "bbconform",
		ScenarioInitializer: func(sc *godog.ScenarioContext) { //nolint:contextcheck // godog passes it on to the sentences
			sc.StepContext().Before(p.beforeStep)
			sc.StepContext().After(p.afterStep)
			for _, d := range p.scenario.Definitions {
				sc.Step(d.Expression, d.Bind(p.state))
			}
		},
		Options: &godog.Options{
			Format: silent, Output: io.Discard, NoColors: true, Strict: true, Concurrency: 1,
			DefaultContext:  ctx,
			FeatureContents: []godog.Feature{{Name: p.scenario.ID, Contents: gherkinText(p.steps)}},
		},
	}
	suite.Run() // its exit code says less than the hooks have seen
	if !p.ended && p.fault == nil && p.step != len(p.steps) {
		p.fault = fmt.Errorf("only %d of %d sentences were reached", p.step, len(p.steps))
	}
}

// timed measures how long something takes that belongs to the scenario, until what it returns is called.
func (p *performance) timed() (end func()) {
	clock := time.Now()
	return func() { p.took += time.Since(clock) }
}

// mayBeDueToOthers reports whether the scenario ended as it did while a list that it read did not stand still.
func (p *performance) mayBeDueToOthers() bool {
	return p.unsettled && p.fault == nil && (p.result.Verdict == reports.Failed || p.result.Verdict == reports.Inconclusive)
}

// unproven takes back what a scenario found.
func (p *performance) unproven(reason string) {
	undecided(&p.result, reason)
	for i := range p.result.Findings {
		p.result.Findings[i].Proven = p.result.Findings[i].Contract != "" && p.result.Findings[i].Proven // what an answer itself shows stays
	}
}

// passed reports whether every sentence holds, as far as is known.
func (p *performance) passed() bool { return !p.ended && p.fault == nil && p.client.Fault() == nil }

// cleanUp removes what was made in the state of the scenario.
func (p *performance) cleanUp(ctx context.Context) {
	defer p.timed()()
	defer p.client.Done()
	p.guard("cleaning up", func() { p.result.Notes = append(p.result.Notes, p.state.Cleanup(ctx).Notes...) })
}

// conclude returns the result, which is redacted. An error is a fault of the harness.
func (p *performance) conclude() (reports.Scenario, error) {
	p.result.Milliseconds = reports.Milliseconds(p.took)
	if err := p.client.Fault(); err != nil {
		p.fault = err
	}
	if p.fault != nil {
		p.result.Verdict = reports.Inconclusive
		p.result.Reason = "Fault of bbconform: " + p.fault.Error()
	} else if !p.ended {
		p.result.Verdict, p.result.Reason = reports.Passed, ""
	}
	p.result.Notes = append(p.result.Notes, p.client.Notes()...)
	if p.fault != nil && p.trace != "" {
		return p.redacted(), errors.New(p.redactor.Words(p.trace))
	}
	return p.redacted(), p.fault
}

// guard turns a panic into a fault. godog guards steps, but a panic in a hook would end the process.
func (p *performance) guard(doing string, do func()) {
	defer func() {
		if r := recover(); r != nil {
			p.fault = fmt.Errorf("panic while %s: %v", doing, r)
			p.trace = fmt.Sprintf("%v\n%s", p.fault, debug.Stack())
		}
	}()
	do()
}

func (p *performance) beforeStep(ctx context.Context, _ *godog.Step) (context.Context, error) {
	if !p.ended && p.fault == nil { // godog calls hooks for the steps that it skips, too
		p.guard("beginning a sentence", func() { p.state.BeginStep(p.steps[p.step].Phase) })
		p.started = time.Now()
	}
	return ctx, p.fault
}

func (p *performance) afterStep(ctx context.Context, _ *godog.Step, _ godog.StepResultStatus, err error) (context.Context, error) {
	if !p.ended && (p.fault == nil || errors.Is(err, p.fault)) {
		took := time.Since(p.started)
		p.guard("ending a sentence", func() { p.concludeStep(took, err) })
		p.step++
	}
	return ctx, nil // what became of the sentence has been noted; the hook itself did not fail
}

// concludeStep takes over what the sentence left behind, and its verdict.
func (p *performance) concludeStep(took time.Duration, err error) {
	step := &p.result.Steps[p.step]
	step.Milliseconds = reports.Milliseconds(took)
	record := p.state.EndStep()
	step.Exchanges = record.Exchanges
	for _, s := range record.Shared {
		step.Shared = append(step.Shared, reports.Shared{Scenario: s.Scenario, Exchanges: s.Exchanges})
	}
	for _, c := range record.Checks {
		step.Checks = append(step.Checks, reports.Check{What: c.What, Expected: c.Expected, Actual: c.Actual, Passed: c.Passed})
	}
	p.result.Notes = append(p.result.Notes, record.Notes...)
	p.unsettled = p.unsettled || record.Unsettled
	var fault error
	step.Verdict, p.result.Reason, fault = stepVerdict(p.steps[p.step].Phase, err)
	for _, f := range record.Findings {
		kept := reports.Finding{
			Code: f.Code, Operation: f.Operation, Message: f.Message, Place: f.Location, Expected: f.Expected, Actual: f.Actual,
			Contract: f.Contract, Step: p.step, Exchange: f.Exchange,
		}
		kept.Proven = step.Verdict == reports.Failed || f.Contract != "" && !p.refusedWithoutDeclaration(f)
		p.result.Findings = append(p.result.Findings, kept)
	}
	if step.Verdict == reports.Passed {
		return
	}
	p.ended = true
	p.observed = len(record.Findings) > 0 && !slices.ContainsFunc(record.Findings, func(f steps.Finding) bool { return f.Purpose != exchange.Observing })
	p.result.Verdict = step.Verdict
	if fault != nil && p.fault == nil {
		p.fault = fault
		p.trace = fmt.Sprintf("%s:%d: %+v", p.scenario.File, p.steps[p.step].Line, fault) // with the stack of a panic
	}
}

// refusedWithoutDeclaration reports whether a finding says no more than that a request which should have been accepted was
// refused with a status that the contract does not declare. Where that kept a scenario from being prepared it proves
// nothing: the target may want other test data or other credentials, and contracts often declare no refusal at all.
func (p *performance) refusedWithoutDeclaration(f steps.Finding) bool {
	return f.Code == finding.UndeclaredStatus && p.client.Status(f.Exchange)/100 == 4
}

// stepVerdict is what a sentence that ended with err means for its scenario. The last result is not nil when err says
// nothing about the target.
func stepVerdict(phase steps.Phase, err error) (reports.Verdict, string, error) {
	if err == nil {
		return reports.Passed, "", nil
	}
	if e, ok := errors.AsType[*steps.Failure](err); ok {
		if phase == steps.Preparation {
			return reports.Inconclusive, "Could not be prepared: " + e.Reason, nil
		}
		return reports.Failed, e.Reason, nil
	}
	if e, ok := errors.AsType[*steps.Inconclusive](err); ok {
		return reports.Inconclusive, e.Reason, nil
	}
	if e, ok := errors.AsType[*steps.NotApplicable](err); ok {
		return reports.NotApplicable, e.Reason, nil
	}
	return reports.Inconclusive, "", err
}

// redacted is the result without anything that must not be written.
func (p *performance) redacted() reports.Scenario {
	s, r := p.result, p.redactor
	var hidden []string // values of secret fields, which the sentences about them repeat
	hide := func(about string, values ...*string) {
		secret := r.NamesSecret(about)
		for _, v := range values {
			if secret && *v != "" {
				hidden = append(hidden, *v)
				*v = reports.Redacted
			} else {
				*v = r.Words(*v)
			}
		}
	}
	for i := range s.Steps {
		for j := range s.Steps[i].Checks {
			c := &s.Steps[i].Checks[j]
			hide(c.What, &c.Expected, &c.Actual)
			c.What = r.Words(c.What)
		}
	}
	for i := range s.Findings {
		f := &s.Findings[i]
		hide(f.Place, &f.Expected, &f.Actual)
		f.Message, f.Place = r.Words(f.Message), r.Words(f.Place)
	}
	clean := func(text string) string {
		for _, h := range hidden {
			if len(h) >= wire.ShortestSecret {
				text = strings.ReplaceAll(text, h, reports.Redacted)
			}
		}
		return r.Words(text)
	}
	s.Reason = clean(s.Reason)
	for i := range s.Notes {
		s.Notes[i] = clean(s.Notes[i])
	}
	return s
}

// withoutOutcome is the scenario as results name it, with its steps, before it has an outcome.
func withoutOutcome(s *plan.Scenario, written []plan.Step) reports.Scenario {
	r := reports.Scenario{
		ID: s.ID, Order: s.Order, Name: s.Name, Case: s.Case, Feature: s.Feature, File: s.File, Line: s.Line,
		BuildingBlock: s.Block.Ref.String(), ServiceAPI: s.ServiceAPI, Operation: s.Operation, Tags: s.Tags,
		Steps: make([]reports.Step, len(written)),
	}
	for i, step := range written {
		r.Steps[i] = reports.Step{Keyword: step.Keyword, Text: step.Text, Line: step.Line}
	}
	return r
}

// cells escapes what has a meaning in a cell of a table.
var cells = strings.NewReplacer(`\`, `\\`, "|", `\|`, "\n", `\n`)

// gherkinText is a scenario of these steps by itself, as godog wants to read it.
func gherkinText(written []plan.Step) []byte {
	var b strings.Builder
	b.WriteString("Feature: one\nScenario: one\n")
	for _, step := range written {
		b.WriteString("* " + step.Text + "\n")
		for _, row := range step.Table {
			b.WriteByte('|')
			for _, cell := range row {
				b.WriteString(" " + cells.Replace(cell) + " |")
			}
			b.WriteByte('\n')
		}
	}
	return []byte(b.String())
}
