package reports

import (
	"encoding/base64"
	"strings"
	"testing"
)

const (
	policies = "consent/policies.feature"
	consents = "consent/consents.feature"
	records  = "digital-registries/records.feature"

	samplePolicy = `{"policy":{"name":"Privacy k3x9","version":"1.0","url":"https://example.org/policy","jurisdiction":"EU","storageLocation":"EU"}}`
)

// sampleScenarios is a run with every verdict in it.
func sampleScenarios(t testing.TB) []Scenario {
	t.Helper()
	b := &sampler{t: t, sources: sampleSources(t)}
	b.passed()
	b.failed()
	b.undecided()
	b.waived()
	return b.scenarios
}

func (b *sampler) passed() {
	s := b.begin(policies, "A policy is created and can be read", Passed)
	s.add(2, "request", "POST", "/config/policy", samplePolicy, 200, text(`{"policy":{"id":"p-1","name":"Privacy k3x9"},"revision":{"id":"r-1"}}`))
	s.add(5, "observation", "GET", "/config/policy/p-1", "", 200, text(`{"policy":{"id":"p-1","name":"Privacy k3x9"}}`)).Operation = "configReadPolicy"
	s.Steps[3].Checks = []Check{{"the answer conforms to the contract", "200", "200", true}}
	s.Steps[4].Checks = []Check{{`policy.name`, `"Privacy k3x9"`, `"Privacy k3x9"`, true}}

	s = b.begin(policies, "| policy.name | is missing", Passed)
	s.add(3, "control", "POST", "/config/policy", samplePolicy, 200, text(`{"policy":{"id":"p-2"}}`))
	s.add(3, "request", "POST", "/config/policy", `{"policy":{"version":"1.0"}}`, 400, text(`{"errorCode":400,"errorDescription":"name is required"}`))
	s.Steps[4].Checks = []Check{{"the request is refused", "400 to 499", "400", true}}

	s = b.begin(consents, "Records are listed page by page", Passed)
	long := s.add(2, "request", "GET", "/service/individual/record?limit=2&offset=0", "", 200, nil)
	long.Answer.Body = text(`{"consentRecords":[` + strings.Repeat(`{"id":"c-1","state":"signed","note":"a<b"},`, 1500))
	long.Answer.Body.Truncated, long.Answer.Body.Bytes = true, 262144
	s.Notes = []string{"The connection was refused once and tried again."}
	long.Attempts = 2

	s = b.begin(records, "A record is created", Passed)
	e := s.add(2, "request", "POST", "/data/residents/1.4/create", `{"write":{"content":{"name":"Ada"}}}`, 200, nil)
	e.Request.Body.Redacted = true
	e.Answer.Body = &Body{Text: base64.StdEncoding.EncodeToString([]byte("\x89PNG\r\n\x1a\n\x00\x01\x02")), Base64: true, Bytes: 11, SHA256: strings.Repeat("ab", 32)}
}

func (b *sampler) failed() {
	s := b.begin(policies, "| policy.url  | is of another type", Failed)
	s.add(3, "control", "POST", "/config/policy", samplePolicy, 200, text(`{"policy":{"id":"p-3"}}`))
	s.add(3, "request", "POST", "/config/policy", `{"policy":{"name":"It's <b>bold</b>","url":17}}`, 200, text(hostile))
	s.stop(4, Failed)
	s.Reason = "The request was accepted although its url was a number."
	s.Findings = []Finding{
		{"not-refused", "configCreatePolicy", "The request was accepted although its url was a number.", "body field policy.url", "an answer from 400 to 499", "200", "contracts/consent.yaml:214", 4, 2},
		{"not-json", "configCreatePolicy", "The answer is declared as JSON and is none: " + hostile, "body", "JSON", hostile, "contracts/consent.yaml:231", 4, 2},
	}
	s.Steps[4].Checks = []Check{{"the request is refused", "400 to 499", "200", false}}

	s = b.begin(policies, "What is updated is changed", Failed)
	s.add(1, "preparation", "POST", "/config/policy", samplePolicy, 200, text(`{"policy":{"id":"p-4","name":"Privacy k3x9"}}`))
	s.add(2, "request", "PUT", "/config/policy/p-4", `{"policy":{"name":"A better name"}}`, 200, text(`{"policy":{"id":"p-4","name":"Privacy k3x9"}}`))
	s.stop(4, Failed)
	s.Reason = `"policy.name" is not what it was set to.`
	s.Steps[4].Checks = []Check{{`"policy.name"`, `"A better name"`, `"Privacy k3x9"`, false}}

	// The answer of another operation than the scenario's own is at fault.
	s = b.begin(policies, "A deleted policy is gone", Failed)
	s.add(1, "preparation", "POST", "/config/policy", samplePolicy, 200, text(`{"policy":{"id":"p-5"}}`))
	s.add(2, "request", "DELETE", "/config/policy/p-5", "", 200, text(`{"policy":{"id":"p-5"}}`))
	s.add(4, "observation", "GET", "/config/policy/p-5", "", 200, text(`{"policy":{"id":"p-5"}}`)).Operation = "configReadPolicy"
	s.stop(4, Failed)
	s.Reason = "The policy can still be read."
	s.Findings = []Finding{
		{"still-there", "configReadPolicy", "The policy can still be read after it was deleted.", "", "an answer from 400 to 499", "200", "contracts/consent.yaml:300", 4, 3},
		{"wrong-value", "configReadPolicy", "the value is not the one that was sent", "policy.name", `"Privacy k3x9"`, `""`, "contracts/consent.yaml:310", 4, 3},
		{"wrong-value", "configReadPolicy", "the value is not the one that was sent", "policy.version", `"1.0"`, "", "contracts/consent.yaml:311", 4, 3},
	}
}

func (b *sampler) undecided() {
	s := b.begin(consents, "Another individual's record is not disclosed", Inconclusive)
	s.add(1, "preparation", "POST", "/service/individual/record", `{"individualId":"i-1"}`, 500, text("panic: runtime error"))
	s.stop(1, Inconclusive)
	s.Reason = "could not be prepared: a consent record could not be created"
	s.Findings = []Finding{{"undeclared-status", "individualCreateConsent", "The answer has a status that the contract does not declare.", "status", "200, 400", "500", "contracts/consent.yaml:512", 1, 1}}

	s = b.begin(consents, "An answer comes in time", Inconclusive)
	e := s.add(1, "preparation", "GET", "/service/individual/record/c-9", "", 0, nil)
	e.Error, e.Attempts = "the connection was refused", 3
	s.stop(1, Inconclusive)
	s.Reason = "could not be prepared: the target could not be reached"

	s = b.begin(records, "Use of personal data is recorded", NotApplicable)
	for i := range s.Steps {
		s.Steps[i].Verdict, s.Steps[i].Milliseconds = "", 0
	}
	s.Reason = "the target does not claim the capability personal-data-usage"
	s.Milliseconds = 0
}

func (b *sampler) waived() {
	s := b.begin(records, "A deleted record is gone", Waived)
	s.add(2, "request", "DELETE", "/data/residents/1.4/r-1/delete", "", 204, nil)
	s.add(4, "observation", "GET", "/data/residents/1.4/r-1", "", 200, text(`{"content":{"id":"r-1","deleted":true}}`))
	s.stop(4, Failed)
	s.Reason, s.Deviation = "The record can still be read.", "dev-1"
	s.Findings = []Finding{{"still-there", "deleteRecord", "The record can still be read after it was deleted.", "", "an answer from 400 to 499", "200", "contracts/data.yaml:88", 4, 2}}
}
