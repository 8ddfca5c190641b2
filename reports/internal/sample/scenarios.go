package sample

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/reports"
)

const (
	policies = "consent/policies.feature"
	consents = "consent/consents.feature"
	records  = "digital-registries/records.feature"

	samplePolicy = `{"policy":{"name":"Privacy k3x9","version":"1.0","url":"https://example.org/policy","jurisdiction":"EU","storageLocation":"EU"}}`
)

// Scenarios is a run with every verdict in it.
func Scenarios(t testing.TB) []reports.Scenario {
	t.Helper()
	b := &sampler{t: t, sources: sampleSources(t)}
	b.passed()
	b.failed()
	b.undecided()
	b.waived()
	return b.scenarios
}

func (b *sampler) passed() {
	s := b.begin(policies, "A policy is created and can be read", reports.Passed)
	addExchange(s, 2, "request", "POST", "/config/policy", samplePolicy, 200, Text(`{"policy":{"id":"p-1","name":"Privacy k3x9"},"revision":{"id":"r-1"}}`))
	addExchange(s, 5, "observation", "GET", "/config/policy/p-1", "", 200, Text(`{"policy":{"id":"p-1","name":"Privacy k3x9"}}`)).Operation = "configReadPolicy"
	s.Steps[3].Checks = []reports.Check{{What: "the answer conforms to the contract", Expected: "200", Actual: "200", Passed: true}}
	s.Steps[4].Checks = []reports.Check{{What: `policy.name`, Expected: `"Privacy k3x9"`, Actual: `"Privacy k3x9"`, Passed: true}}

	s = b.begin(policies, "| policy.name | is missing", reports.Passed)
	addExchange(s, 3, "control", "POST", "/config/policy", samplePolicy, 200, Text(`{"policy":{"id":"p-2"}}`))
	addExchange(s, 3, "request", "POST", "/config/policy", `{"policy":{"version":"1.0"}}`, 400, Text(`{"errorCode":400,"errorDescription":"name is required"}`))
	s.Steps[4].Checks = []reports.Check{{What: "the request is refused", Expected: "400 to 499", Actual: "400", Passed: true}}
	s.Steps[1].Shared = []reports.Shared{{Scenario: "A scenario of somebody else", Exchanges: []int{1, 2, 4}}}

	s = b.begin(consents, "Records are listed page by page", reports.Passed)
	long := addExchange(s, 2, "request", "GET", "/service/individual/record?limit=2&offset=0", "", 200, nil)
	long.Answer.Body = Text(`{"consentRecords":[` + strings.Repeat(`{"id":"c-1","state":"signed","note":"a<b"},`, 1500))
	long.Answer.Body.Truncated, long.Answer.Body.Bytes = true, 262144
	s.Notes = []string{"The connection was refused once and tried again."}
	long.Attempts = 2

	s = b.begin(records, "A record is created", reports.Passed)
	e := addExchange(s, 2, "request", "POST", "/data/residents/1.4/create", `{"write":{"content":{"name":"Ada"}}}`, 200, nil)
	e.Request.Body.Redacted = true
	e.Answer.Body = &reports.Body{Text: base64.StdEncoding.EncodeToString([]byte("\x89PNG\r\n\x1a\n\x00\x01\x02")), Base64: true, Bytes: 11, SHA256: strings.Repeat("ab", 32)}
}

func (b *sampler) failed() {
	s := b.begin(policies, "| policy.url  | is of another type", reports.Failed)
	s.Steps[3].Shared = []reports.Shared{{Scenario: "A scenario of somebody else", Exchanges: []int{3}}}
	addExchange(s, 3, "control", "POST", "/config/policy", samplePolicy, 200, Text(`{"policy":{"id":"p-3"}}`))
	addExchange(s, 3, "request", "POST", "/config/policy", `{"policy":{"name":"It's <b>bold</b>","url":17}}`, 200, Text(Hostile))
	Stop(s, 4, reports.Failed)
	s.Reason = "The request was accepted although its url was a number."
	s.Findings = []reports.Finding{
		{Code: "not-refused", Operation: "configCreatePolicy", Message: "The request was accepted although its url was a number.", Place: "body field policy.url", Expected: "an answer from 400 to 499", Actual: "200", Contract: "contracts/consent.yaml:214", Step: 4, Exchange: 2, Proven: true},
		{Code: "not-json", Operation: "configCreatePolicy", Message: "The answer is declared as JSON and is none: " + Hostile, Place: "body", Expected: "JSON", Actual: Hostile, Contract: "contracts/consent.yaml:231", Step: 4, Exchange: 2, Proven: true},
	}
	s.Steps[4].Checks = []reports.Check{{What: "the request is refused", Expected: "400 to 499", Actual: "200", Passed: false}}

	s = b.begin(policies, "What is updated is changed", reports.Failed)
	addExchange(s, 1, "preparation", "POST", "/config/policy", samplePolicy, 200, Text(`{"policy":{"id":"p-4","name":"Privacy k3x9"}}`))
	addExchange(s, 2, "request", "PUT", "/config/policy/p-4", `{"policy":{"name":"A better name"}}`, 200, Text(`{"policy":{"id":"p-4","name":"Privacy k3x9"}}`))
	Stop(s, 4, reports.Failed)
	s.Reason = `"policy.name" is not what it was set to.`
	s.Steps[4].Checks = []reports.Check{{What: `"policy.name"`, Expected: `"A better name"`, Actual: `"Privacy k3x9"`, Passed: false}}

	// The answer of another operation than the scenario's own is at fault.
	s = b.begin(policies, "A deleted policy is gone", reports.Failed)
	addExchange(s, 1, "preparation", "POST", "/config/policy", samplePolicy, 200, Text(`{"policy":{"id":"p-5"}}`))
	addExchange(s, 2, "request", "DELETE", "/config/policy/p-5", "", 200, Text(`{"policy":{"id":"p-5"}}`))
	addExchange(s, 4, "observation", "GET", "/config/policy/p-5", "", 200, Text(`{"policy":{"id":"p-5"}}`)).Operation = "configReadPolicy"
	Stop(s, 4, reports.Failed)
	s.Reason = "The policy can still be read."
	s.Findings = []reports.Finding{
		{Code: "still-there", Operation: "configReadPolicy", Message: "The policy can still be read after it was deleted.", Expected: "an answer from 400 to 499", Actual: "200", Contract: "contracts/consent.yaml:300", Step: 4, Exchange: 3, Proven: true},
		{Code: "wrong-value", Operation: "configReadPolicy", Message: "the value is not the one that was sent", Place: "policy.name", Expected: `"Privacy k3x9"`, Actual: `""`, Contract: "contracts/consent.yaml:310", Step: 4, Exchange: 3, Proven: true},
		{Code: "wrong-value", Operation: "configReadPolicy", Message: "the value is not the one that was sent", Place: "policy.version", Expected: `"1.0"`, Actual: "", Contract: "contracts/consent.yaml:311", Step: 4, Exchange: 3, Proven: true},
	}
}

func (b *sampler) undecided() {
	s := b.begin(consents, "Another individual's record is not disclosed", reports.Inconclusive)
	addExchange(s, 1, "preparation", "POST", "/service/individual/record", `{"individualId":"i-1"}`, 500, Text("panic: runtime error"))
	Stop(s, 1, reports.Inconclusive)
	s.Reason = "could not be prepared: a consent record could not be created"
	s.Findings = []reports.Finding{{Code: "undeclared-status", Operation: "individualCreateConsent", Message: "The answer has a status that the contract does not declare.", Place: "status", Expected: "200, 400", Actual: "500", Contract: "contracts/consent.yaml:512", Step: 1, Exchange: 1, Proven: true}}

	s = b.begin(consents, "An answer comes in time", reports.Inconclusive)
	e := addExchange(s, 1, "preparation", "GET", "/service/individual/record/c-9", "", 0, nil)
	e.Error, e.Attempts = "the connection was refused", 3
	Stop(s, 1, reports.Inconclusive)
	s.Reason = "could not be prepared: the target could not be reached"

	s = b.begin(records, "Use of personal data is recorded", reports.NotApplicable)
	for i := range s.Steps {
		s.Steps[i].Verdict, s.Steps[i].Milliseconds = "", 0
	}
	s.Reason = "the target does not claim the capability personal-data-usage"
	s.Milliseconds = 0
}

func (b *sampler) waived() {
	s := b.begin(records, "A deleted record is gone", reports.Waived)
	addExchange(s, 2, "request", "DELETE", "/data/residents/1.4/r-1/delete", "", 204, nil)
	addExchange(s, 4, "observation", "GET", "/data/residents/1.4/r-1", "", 200, Text(`{"content":{"id":"r-1","deleted":true}}`))
	Stop(s, 4, reports.Failed)
	s.Reason, s.Deviation = "The record can still be read.", "dev-1"
	s.Findings = []reports.Finding{{Code: "still-there", Operation: "deleteRecord", Message: "The record can still be read after it was deleted.", Expected: "an answer from 400 to 499", Actual: "200", Contract: "contracts/data.yaml:88", Step: 4, Exchange: 2, Proven: true, Deviation: "dev-1"}}
}
