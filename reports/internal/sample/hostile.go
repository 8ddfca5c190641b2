package sample

import (
	"fmt"
	"strings"

	"github.com/bbconform/bbconform/reports"
)

// HostileScenarios have everything that foreign text can do to a rendering, in every place that holds foreign text.
func HostileScenarios() []reports.Scenario {
	var all []reports.Scenario
	for i, v := range []reports.Verdict{reports.Failed, reports.Inconclusive, reports.Waived, reports.NotApplicable, reports.Passed} {
		body := Text(Hostile)
		all = append(all, reports.Scenario{
			ID: fmt.Sprint(Hostile, i), Order: i, Name: Hostile, Feature: Hostile, File: Hostile, Line: -3, BuildingBlock: Hostile, ServiceAPI: Hostile,
			Operation: Hostile, Tags: []string{"@requirement:" + Hostile}, Verdict: v, Reason: Hostile, Deviation: Hostile, Started: Start, Milliseconds: -1,
			Steps: []reports.Step{
				{Keyword: Hostile, Text: Hostile, Line: -1, Verdict: reports.Passed, Checks: []reports.Check{{What: Hostile, Expected: Hostile, Actual: Hostile, Passed: true}}, Exchanges: []int{1, 1, 7}},
				{Keyword: "Then", Text: "", Line: 1 << 40, Verdict: v, Exchanges: []int{-1, 2}, Milliseconds: 1e300, Shared: []reports.Shared{{Scenario: Hostile, Exchanges: make([]int, 1000)}, {}}},
			},
			Findings: []reports.Finding{{Code: Hostile, Operation: Hostile, Message: Hostile, Place: Hostile, Expected: Hostile, Actual: Hostile, Contract: Hostile, Step: 99, Exchange: 99}},
			Exchanges: []reports.Exchange{
				{Number: 1, Operation: Hostile, Purpose: Hostile, Request: reports.Message{Method: Hostile, URL: Hostile, Headers: []reports.Header{{Name: Hostile, Value: Hostile}}, Body: body}, Error: Hostile},
				{Number: 1, Answer: &reports.Message{Status: -5, Headers: []reports.Header{{Name: Hostile, Value: Hostile}}, Body: body}},
				{Number: 2, Request: reports.Message{Body: &reports.Body{Text: "not base64", Base64: true, Truncated: true, Bytes: -1}}, Answer: &reports.Message{}},
			},
			Notes: []string{Hostile},
		})
	}
	return all
}

// Many is a long run: of every 10 scenarios one failed, one was inconclusive, the rest passed.
func Many(n, exchanges, bodyBytes int) []reports.Scenario {
	body := Text(strings.Repeat(`{"name":"A <record> & more","id":"0123456789"},`, bodyBytes/40+1)[:bodyBytes])
	var all []reports.Scenario
	for i := range n {
		s := reports.Scenario{
			ID: fmt.Sprintf("consent/many/the-record-%d-is-created-read-and-listed-as-it-should-be", i), Order: i, Name: fmt.Sprintf("The record %d is created, read and listed as it should be", i),
			Feature: fmt.Sprintf("Records of kind %d", i/20), File: "features/consent/many.feature", Line: 10*i + 9, BuildingBlock: "consent@1.1.0",
			ServiceAPI: "configuration", Operation: "configCreatePolicy", Verdict: reports.Passed, Started: Start, Milliseconds: 120, Tags: []string{"@operation:configCreatePolicy"},
		}
		for j := range 6 {
			step := reports.Step{Keyword: "And", Text: fmt.Sprintf(`its "policy.field%d" is as it was sent to the target before`, j), Line: 10*i + j, Verdict: reports.Passed, Milliseconds: 20}
			step.Checks = []reports.Check{{What: fmt.Sprintf("policy.field%d", j), Expected: `"Privacy k3x9"`, Actual: `"Privacy k3x9"`, Passed: true}, {What: "the answer conforms to the contract", Expected: "200", Actual: "200", Passed: true}}
			if j < exchanges {
				step.Exchanges = []int{j + 1}
			}
			s.Steps = append(s.Steps, step)
		}
		for j := range exchanges {
			s.Exchanges = append(s.Exchanges, reports.Exchange{
				Number: j + 1, Operation: "configCreatePolicy", Purpose: "request", Attempts: 1, Milliseconds: 21, Started: Start,
				Request: reports.Message{Method: "POST", URL: fmt.Sprintf("http://127.0.0.1:8080/consent/config/policy/%d?revision=%d", i, j), Headers: []reports.Header{{Name: "Accept", Value: "application/json"}, {Name: "Authorization", Value: "[hidden]"}, {Name: "Content-Type", Value: "application/json"}}, Body: body},
				Answer:  &reports.Message{Status: 200, Headers: []reports.Header{{Name: "Content-Type", Value: "application/json"}, {Name: "Date", Value: "Sat, 21 Nov 2026 09:30:00 GMT"}}, Body: body},
			})
		}
		switch i % 10 {
		case 3:
			s.Verdict, s.Reason = reports.Failed, "The field is not what was sent."
			Stop(&s, 4, reports.Failed)
			s.Findings = []reports.Finding{{Code: "wrong-value", Operation: "configCreatePolicy", Message: "The field is not what was sent.", Place: "policy.field4", Expected: `"Privacy k3x9"`, Actual: `"other"`, Contract: "contracts/consent.yaml:214", Step: 4, Exchange: 1, Proven: true}}
		case 7:
			s.Verdict, s.Reason = reports.Inconclusive, "could not be prepared: the record could not be created"
			Stop(&s, 1, reports.Inconclusive)
		}
		all = append(all, s)
	}
	return all
}
