package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/maphash"
	"io"
	"strings"
	"time"

	messages "github.com/cucumber/messages/go/v34"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/narrative"
	"github.com/bbconform/bbconform/reports/phrase"
	"github.com/bbconform/bbconform/reports/record"
)

// messagesVersion is the version of the protocol that the messages follow.
const messagesVersion = "34.2.0"

// statusOf maps a verdict to a status of Cucumber, which knows no inconclusive and no waived. An inconclusive step is
// PENDING: Cucumber ranks that above PASSED and SKIPPED and counts such a scenario as unsuccessful, as it is no
// failure of the target and no pass either. What is waived or not applicable is SKIPPED, with the reason as message.
func statusOf(v reports.Verdict) messages.TestStepResultStatus {
	switch v {
	case reports.Passed:
		return messages.TestStepResultStatus_PASSED
	case reports.Failed:
		return messages.TestStepResultStatus_FAILED
	case reports.NotApplicable, reports.Waived, "":
		return messages.TestStepResultStatus_SKIPPED
	}
	return messages.TestStepResultStatus_PENDING
}

// graver is Cucumber's order of statuses: a scenario has the gravest of its steps.
var graver = map[messages.TestStepResultStatus]int{
	messages.TestStepResultStatus_PASSED:  1,
	messages.TestStepResultStatus_SKIPPED: 2,
	messages.TestStepResultStatus_PENDING: 3,
	messages.TestStepResultStatus_FAILED:  4,
}

// messageWriter writes envelopes, one a line.
type messageWriter struct {
	out    io.Writer
	buffer bytes.Buffer
	ids    messages.Incrementing
	run    string // id of testRunStarted
	bodies int    // bytes of a body that are attached to the scenario at hand; 0: all
	step   string // id of the step definition that all steps are matched by
	hook   string // id of the hook that states the verdict
	header reports.Results

	pickles map[string][]pickle // of the sources, in the order of their lines
	uris    map[string]bool
	seed    maphash.Seed // of the digests of sentences
}

func (m *messageWriter) write(e *messages.Envelope) error {
	m.buffer.Reset()
	encoder := json.NewEncoder(&m.buffer) // escapes U+2028 and U+2029, which some readers take for line ends
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(e); err != nil {
		return err
	}
	_, err := m.out.Write(m.buffer.Bytes())
	return err
}

// writeAll writes envelopes in order.
func (m *messageWriter) writeAll(envelopes ...*messages.Envelope) error {
	for _, e := range envelopes {
		if err := m.write(e); err != nil {
			return err
		}
	}
	return nil
}

// newMessages writes the run as Cucumber messages. The exchanges are attached to the steps that caused them.
func newMessages() *messageWriter {
	return &messageWriter{pickles: map[string][]pickle{}, uris: map[string]bool{}, seed: maphash.MakeSeed()}
}

// Begin writes what stands before the scenarios.
func (m *messageWriter) Begin(w io.Writer, f *record.File) error {
	m.out, m.header = w, f.Results()
	m.run, m.step, m.hook = m.ids.NewId(), m.ids.NewId(), m.ids.NewId()
	if err := m.write(&messages.Envelope{Meta: m.meta()}); err != nil {
		return err
	}
	if err := m.features(f); err != nil {
		return err
	}
	return m.writeAll(
		&messages.Envelope{StepDefinition: &messages.StepDefinition{
			Id:              m.step,
			Pattern:         &messages.StepDefinitionPattern{Source: "^.*$", Type: messages.StepDefinitionPatternType_REGULAR_EXPRESSION},
			SourceReference: &messages.SourceReference{Uri: "steps"},
		}},
		&messages.Envelope{Hook: &messages.Hook{
			Id: m.hook, Name: "Verdict", Type: messages.HookType_AFTER_TEST_CASE,
			SourceReference: &messages.SourceReference{Uri: "runner"},
		}},
		&messages.Envelope{TestRunStarted: &messages.TestRunStarted{Id: m.run, Timestamp: timestamp(m.header.Run.Started)}},
	)
}

// Add writes one scenario.
func (m *messageWriter) Add(s *reports.Scenario) error {
	p, err := m.pickleOf(s)
	if err == nil {
		err = m.scenario(s, p)
	}
	if err != nil {
		return fmt.Errorf("scenario %s: %w", reports.Visible(s.ID), err)
	}
	return nil
}

// End closes the run.
func (m *messageWriter) End() error {
	return m.write(&messages.Envelope{TestRunFinished: &messages.TestRunFinished{
		Success:          m.header.Verdict == reports.Passed,
		Message:          m.header.Sentence,
		Timestamp:        timestamp(m.header.Run.Ended),
		TestRunStartedId: m.run,
	}})
}

// Close frees nothing: nothing is kept.
func (m *messageWriter) Close() error { return nil }

func (m *messageWriter) meta() *messages.Meta {
	system, processor, _ := strings.Cut(m.header.Run.Platform, "/")
	return &messages.Meta{
		ProtocolVersion: messagesVersion,
		Implementation:  &messages.Product{Name: "bbconform", Version: m.header.Tool.Version},
		Runtime:         &messages.Product{Name: "bbconform", Version: m.header.Tool.Version},
		Os:              &messages.Product{Name: system},
		Cpu:             &messages.Product{Name: processor},
	}
}

// scenario writes one test case with its only attempt.
func (m *messageWriter) scenario(s *reports.Scenario, p *pickle) error {
	m.bodies = 0
	if s.Verdict == reports.Passed {
		m.bodies = passedBodies
	}
	testCase := &messages.TestCase{Id: m.ids.NewId(), PickleId: p.name(), TestRunStartedId: m.run}
	for i := range int(p.steps) {
		testCase.TestSteps = append(testCase.TestSteps, &messages.TestStep{
			Id: m.ids.NewId(), PickleStepId: p.step(i), StepDefinitionIds: []string{m.step},
			StepMatchArgumentsLists: []*messages.StepMatchArgumentsList{{StepMatchArguments: []*messages.StepMatchArgument{}}},
		})
	}
	testCase.TestSteps = append(testCase.TestSteps, &messages.TestStep{Id: m.ids.NewId(), HookId: m.hook})
	attempt := m.ids.NewId()
	now := s.Started
	if err := m.writeAll(
		&messages.Envelope{TestCase: testCase},
		&messages.Envelope{TestCaseStarted: &messages.TestCaseStarted{Id: attempt, TestCaseId: testCase.Id, Timestamp: timestamp(now)}},
	); err != nil {
		return err
	}
	attached := map[int]bool{}
	gravest := messages.TestStepResultStatus_PASSED
	diagnosed := narrative.Diagnose(s)
	for i := range int(p.steps) {
		step := &reports.Step{}
		if i < len(s.Steps) {
			step = &s.Steps[i]
		}
		result := m.result(s, step, diagnosed)
		if i == 0 && diagnosed.Step == nil && s.Verdict != reports.Passed {
			result.Message = verdictMessage(s, diagnosed, &m.header)
		}
		if graver[result.Status] > graver[gravest] {
			gravest = result.Status
		}
		var exchanges []*reports.Exchange
		for _, number := range step.Exchanges {
			if e := s.Exchange(number); e != nil && !attached[number] {
				attached[number] = true
				exchanges = append(exchanges, e)
			}
		}
		end := now.Add(phrase.Span(step.Milliseconds))
		if err := m.writeStep(attempt, testCase.TestSteps[i].Id, now, end, result, exchanges, narrative.Shared(step)...); err != nil {
			return err
		}
		now = end
	}
	// The verdict is that of the scenario, whatever its steps say, and what no step caused is attached to it.
	var rest []*reports.Exchange
	for i := range s.Exchanges {
		if !attached[s.Exchanges[i].Number] {
			rest = append(rest, &s.Exchanges[i])
		}
	}
	verdict := &messages.TestStepResult{Duration: goDuration(0), Status: messages.TestStepResultStatus_PASSED}
	if status := statusOf(s.Verdict); status != gravest {
		verdict.Status = status
		verdict.Message = verdictMessage(s, diagnosed, &m.header)
	}
	end := s.Started.Add(phrase.Span(s.Milliseconds))
	if end.Before(now) {
		end = now
	}
	if err := m.writeStep(attempt, testCase.TestSteps[len(testCase.TestSteps)-1].Id, end, end, verdict, rest); err != nil {
		return err
	}
	return m.writeAll(&messages.Envelope{TestCaseFinished: &messages.TestCaseFinished{TestCaseStartedId: attempt, Timestamp: timestamp(end)}})
}

// result is what came of one step.
func (m *messageWriter) result(s *reports.Scenario, step *reports.Step, d narrative.Diagnosis) *messages.TestStepResult {
	result := &messages.TestStepResult{Duration: goDuration(phrase.Span(step.Milliseconds)), Status: statusOf(step.Verdict)}
	if result.Status == messages.TestStepResultStatus_FAILED {
		result.Status = statusOf(s.Verdict)
	}
	switch {
	case step != d.Step || d.Step == nil:
	case s.Verdict == reports.Failed:
		result.Message = narrative.FailureText(s, &m.header)
	default:
		result.Message = verdictMessage(s, d, &m.header)
	}
	return result
}

// verdictMessage says in one paragraph why a scenario has its verdict: readers show a message in lines only where a
// step failed.
func verdictMessage(s *reports.Scenario, d narrative.Diagnosis, r *reports.Results) string {
	parts := []string{s.Verdict.Label() + ": " + d.Message(s)}
	for i := range d.Faults {
		f := &d.Faults[i]
		for _, x := range f.Differences {
			if x.Says() {
				one := narrative.Fault{Message: f.Message, Differences: []narrative.Difference{x}}
				parts = append(parts, fmt.Sprintf("%s: expected %s, actual %s", one.Headline(), reports.FirstLine(x.Expected, 200), reports.FirstLine(x.Actual, 200)))
			}
		}
	}
	if s.Verdict == reports.Waived {
		parts = append(parts, "Known deviation"+narrative.KnownDeviation(s, r))
	}
	return strings.Join(parts, " | ")
}

// writeStep writes start, attachments and end of one step. Shared is what other scenarios sent for it, in words.
func (m *messageWriter) writeStep(
	attempt, id string, start, end time.Time, result *messages.TestStepResult, exchanges []*reports.Exchange, shared ...string,
) error {
	if err := m.writeAll(&messages.Envelope{TestStepStarted: &messages.TestStepStarted{TestCaseStartedId: attempt, TestStepId: id, Timestamp: timestamp(start)}}); err != nil {
		return err
	}
	if len(shared) > 0 {
		if err := m.writeAll(&messages.Envelope{Attachment: &messages.Attachment{
			Body: phrase.Capital(strings.Join(shared, "\n")), ContentEncoding: messages.AttachmentContentEncoding_IDENTITY, MediaType: "text/plain",
			FileName: "shared.txt", TestCaseStartedId: attempt, TestStepId: id, Timestamp: timestamp(start),
		}}); err != nil {
			return err
		}
	}
	for _, e := range exchanges {
		if err := m.writeAll(&messages.Envelope{Attachment: &messages.Attachment{
			Body: plain(e, m.bodies), ContentEncoding: messages.AttachmentContentEncoding_IDENTITY, MediaType: "text/plain",
			FileName: fmt.Sprintf("exchange-%d.txt", e.Number), TestCaseStartedId: attempt, TestStepId: id, Timestamp: timestamp(e.Started),
		}}); err != nil {
			return err
		}
	}
	return m.writeAll(&messages.Envelope{TestStepFinished: &messages.TestStepFinished{
		TestCaseStartedId: attempt, TestStepId: id, TestStepResult: result, Timestamp: timestamp(end),
	}})
}

// passedBodies bounds, in bytes, each body that is attached to a scenario that passed.
const passedBodies = 16 << 10

// plain is the exchange as text, request and answer as they crossed the wire, with bodies of at most so many bytes (0:
// all that was kept).
func plain(e *reports.Exchange, bodies int) string {
	n := narrative.Text{AsSent: true, Bodies: bodies}
	title := fmt.Sprintf("Exchange %d", e.Number)
	if why := e.Why(); why != "" {
		title += " (" + reports.Visible(why) + ")"
	}
	n.Line(title, ": ", reports.Visible(e.Operation), ", ", phrase.Duration(e.Milliseconds), narrative.Attempts(e.Attempts))
	n.Line()
	n.Line("> ", reports.Visible(e.Request.Method), " ", reports.Visible(e.Request.URL))
	n.Message(&e.Request)
	n.Line()
	n.Line("< ", narrative.Outcome(e))
	if e.Answer != nil {
		n.Message(e.Answer)
	}
	return n.String()
}

// timestamp converts a time; before 1970, or unknown, is 1970: the protocol has no word for unknown.
func timestamp(t time.Time) *messages.Timestamp {
	if t.Before(time.Unix(0, 0)) {
		return &messages.Timestamp{}
	}
	return &messages.Timestamp{Seconds: t.Unix(), Nanos: int64(t.Nanosecond())}
}

func goDuration(d time.Duration) *messages.Duration {
	converted := messages.GoDurationToDuration(max(d, 0))
	return &converted
}
