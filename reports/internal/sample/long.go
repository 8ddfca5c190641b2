package sample

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/reports"
)

// inFeature is how many scenarios a feature of a long run has.
const inFeature = 100

// LongHeader is the header of a run of so many small scenarios, with their sources.
func LongHeader(t testing.TB, scenarios int) reports.Results {
	h := Header(t)
	h.Sources = nil
	for feature := range (scenarios + inFeature - 1) / inFeature {
		var b strings.Builder
		fmt.Fprintf(&b, "@service-api:configuration\nFeature: Records %d\n\n", feature)
		for i := range inFeature {
			fmt.Fprintf(&b, "  Scenario: Record %d is created and can be read\n", feature*inFeature+i)
			for j, sentence := range longSentences {
				fmt.Fprintf(&b, "    %s %s\n", longKeywords[j], sentence)
			}
			b.WriteByte('\n')
		}
		h.Sources = append(h.Sources, reports.Source{URI: longFile(feature), Text: b.String()})
	}
	return h
}

var (
	longKeywords  = []string{"Given", "When", "Then", "And"}
	longSentences = []string{"an existing policy", `"configCreatePolicy" is called`, "it is accepted", "the policy can be read"}
)

func longFile(feature int) string { return fmt.Sprintf("features/consent/long-%d.feature", feature) }

// Long is a scenario of a long run, without its exchanges: of every 50, one failed and one could not be decided, for a reason of its own.
func Long(i int) reports.Scenario {
	feature := i / inFeature
	line := 4 + (len(longSentences)+2)*(i%inFeature)
	s := reports.Scenario{
		ID: fmt.Sprintf("consent/long-%d/record-%d-is-created-and-can-be-read", feature, i), Order: i, Name: fmt.Sprintf("Record %d is created and can be read", i),
		Feature: fmt.Sprintf("Records %d", feature), File: longFile(feature), Line: line, BuildingBlock: "consent@1.1.0",
		ServiceAPI: "configuration", Operation: "configCreatePolicy", Tags: []string{"@service-api:configuration", "@operation:configCreatePolicy"},
		Verdict: reports.Passed, Started: Start, Milliseconds: 12,
	}
	for j, sentence := range longSentences {
		s.Steps = append(s.Steps, reports.Step{
			Keyword: longKeywords[j], Text: sentence, Line: line + 1 + j, Verdict: reports.Passed, Milliseconds: 3,
			Checks: []reports.Check{{What: "the answer conforms to the contract", Expected: "200", Actual: "200", Passed: true}},
		})
	}
	s.Steps[1].Exchanges, s.Steps[3].Exchanges = []int{1}, []int{2}
	switch i % 50 {
	case 7:
		s.Verdict, s.Reason = reports.Inconclusive, fmt.Sprintf("Could not be prepared: record %d could not be created", i)
		Stop(&s, 1, reports.Inconclusive)
	case 9:
		s.Verdict, s.Reason = reports.Failed, "The record cannot be read."
		Stop(&s, 3, reports.Failed)
		s.Findings = []reports.Finding{{
			Code: "wrong-status", Operation: "configReadPolicy", Message: "The record cannot be read.", Place: "status", Expected: "200", Actual: "404",
			Step: 3, Exchange: 2, Proven: true,
		}}
	}
	return s
}

// LongExchange is an exchange of a long run.
func LongExchange(number int) reports.Exchange {
	body := Text(`{"policy":{"id":"p-1","name":"Privacy k3x9","version":"1"}}`)
	headers := []reports.Header{{Name: "Content-Type", Value: "application/json"}}
	return reports.Exchange{
		Number: number, Operation: "configCreatePolicy", Purpose: "request", Started: Start, Milliseconds: 3, Attempts: 1,
		Request: reports.Message{Method: "POST", URL: "http://127.0.0.1:8080/consent/config/policy", Headers: headers, Body: body},
		Answer:  &reports.Message{Status: 200, Headers: headers, Body: body},
	}
}

// LongRun announces and records a run of so many small scenarios with two exchanges each.
func LongRun(t testing.TB, w Recorder, header reports.Results, scenarios int) {
	t.Helper()
	for i := range scenarios {
		if err := w.Plan([]reports.Scenario{Long(i)}); err != nil {
			t.Fatal(err)
		}
	}
	for i := range scenarios {
		s := Long(i)
		for number := range 2 {
			if err := w.Exchange(s.ID, LongExchange(number+1)); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Scenario(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(header); err != nil {
		t.Fatal(err)
	}
}

// Recorder is what a run is recorded by.
type Recorder interface {
	Plan([]reports.Scenario) error
	Exchange(string, reports.Exchange) error
	Scenario(reports.Scenario) error
	Close(reports.Results) error
}
