// Package sample holds runs to test reports with: one with every verdict in it, one with everything that foreign text can do, long ones.
package sample

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bbconform/bbconform/reports"
)

//go:embed features
var sampleFeatures embed.FS

// Start is when everything in the samples begins.
var Start = time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)

// Hostile is what a target may answer to fool a reader of the report: mark-up, a script, terminal escapes, a reversal
// of the direction of reading, characters that no XML may hold, and Markdown.
const Hostile = "</pre><script>alert(1)</script>\x1b[2J\x1b]0;title\x07 \u202egnp.exe\u202c \x00\ufffe | ```\n# heading\n@everyone [link](javascript:alert(1)) ]]> \u2028 {{.}} '\"&"

// Header is the header of a run of two building blocks, before it is concluded.
func Header(t testing.TB) reports.Results {
	t.Helper()
	return reports.Results{
		Format:   reports.Format,
		Complete: true,
		Tool:     reports.Tool{Name: "bbconform", Version: "0.1.0", Commit: "1f0c3d2"},
		Run: reports.Run{
			ID: "20261121-093000-7f3a", Started: Start, Ended: Start.Add(83 * time.Second), Seed: 42, Concurrency: 4,
			Arguments: []string{"run", "--target", "bbconform.yaml"}, Platform: "linux/amd64",
			Rerun: "bbconform run --target bbconform.yaml {scenario}",
		},
		Target: reports.Target{Product: "Example Registry", Version: "2.4", Vendor: "Example Ltd", Contact: "conformance@example.org"},
		BuildingBlocks: []reports.BuildingBlock{
			{
				Name: "consent", Title: "Consent", Version: "1.1.0", Repository: "https://github.com/GovStackWorkingGroup/bb-consent",
				Commit: "9a8b7c6d5e4f30212223242526272829aabbccdd", Licence: "CC BY 4.0",
				URLs:      map[string]string{"consent": "http://127.0.0.1:8080/consent"},
				Contracts: []reports.Contract{{Name: "consent", Title: "Consent Building Block", Version: "1.1.0", File: "contracts/consent.yaml"}},
				ServiceAPIs: []reports.ServiceAPI{
					{Name: "configuration", Title: "Configuration"}, {Name: "individual", Title: "Individual"},
					{Name: "audit", Title: "Audit", NotClaimed: "the target does not claim the audit interface"},
				},
				Operations: []reports.Operation{
					{ID: "configCreatePolicy", Method: "POST", Path: "/config/policy", Contract: "consent", ServiceAPI: "configuration"},
					{ID: "configReadPolicy", Method: "GET", Path: "/config/policy/{policyId}", Contract: "consent", ServiceAPI: "configuration"},
					{ID: "configUpdatePolicy", Method: "PUT", Path: "/config/policy/{policyId}", Contract: "consent", ServiceAPI: "configuration"},
					{ID: "configDeletePolicy", Method: "DELETE", Path: "/config/policy/{policyId}", Contract: "consent", ServiceAPI: "configuration"},
					{ID: "individualReadConsent", Method: "GET", Path: "/service/individual/record/{recordId}", Contract: "consent", ServiceAPI: "individual"},
					{ID: "individualListConsents", Method: "GET", Path: "/service/individual/record", Contract: "consent", ServiceAPI: "individual"},
				},
				NotTested: []reports.NotTested{{What: "Webhooks of the notification interface", Reason: "the specification names no contract for them"}},
				Errata: []reports.Erratum{
					{ID: "consent-1", Kind: "contradiction", Place: "contracts/consent.yaml, configReadPolicy", Wrong: "The revision is required and is not declared.", Reading: "The revision is optional.", Suggestion: "Declare the revision."},
					{ID: "consent-2", Kind: "weak", Place: "contracts/consent.yaml, every operation", Wrong: "No answer is declared for a refusal.", Reading: "Any answer from 400 to 499 counts as a refusal."},
				},
			},
			{
				Name: "digital-registries", Title: "Digital Registries", Version: "3.0.0-alpha", Repository: "https://github.com/GovStackWorkingGroup/bb-digital-registries",
				Commit: "0011223344556677889900aabbccddeeff001122", URLs: map[string]string{"data": "http://127.0.0.1:8081/data"},
				Contracts:   []reports.Contract{{Name: "data", Title: "Digital Registries data", Version: "1.4.0", File: "contracts/data.yaml"}},
				ServiceAPIs: []reports.ServiceAPI{{Name: "data", Title: "Data"}},
				Operations: []reports.Operation{
					{ID: "createRecord", Method: "POST", Path: "/data/{registryname}/{versionnumber}/create", Contract: "data", ServiceAPI: "data"},
					{ID: "deleteRecord", Method: "DELETE", Path: "/data/{registryname}/{versionnumber}/{id}/delete", Contract: "data", ServiceAPI: "data"},
					{ID: "readPersonalData", Method: "GET", Path: "/data/MyPersonalDataUsage", Contract: "data", ServiceAPI: "data"},
				},
			},
		},
		Deviations: []reports.Deviation{
			{ID: "dev-1", Match: "deleteRecord", Reason: "Records are kept for ten years by law; deletion marks them.", Owner: "R. Person", Expires: "2027-03-31"},
			{ID: "dev-2", Match: "configDeletePolicy", Reason: "To be mended in 2.5.", Owner: "R. Person", Expires: "2026-10-01", Expired: true},
		},
		Configuration: map[string]any{
			"product": map[string]any{"name": "Example Registry", "version": "2.4"},
			"consent": map[string]any{"url": "http://127.0.0.1:8080/consent", "authentication": map[string]any{"type": "bearer", "token": "[hidden]"}},
			"limits":  map[string]any{"requestsPerSecond": 20, "hostile": Hostile},
		},
		Warnings: []string{"The certificate of the target was not checked."},
		Sources:  sampleSources(t),
	}
}

func sampleSources(t testing.TB) []reports.Source {
	t.Helper()
	var all []reports.Source
	for _, name := range []string{"consent/policies.feature", "consent/consents.feature", "digital-registries/records.feature"} {
		text, err := sampleFeatures.ReadFile("features/" + name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, reports.Source{URI: "features/" + name, Text: string(text)})
	}
	return all
}

// sampler builds scenarios from the sentences of the sample features.
type sampler struct {
	t         testing.TB
	sources   []reports.Source
	scenarios []reports.Scenario
}

// begin starts a scenario: the one whose line (or whose row) holds the text, with all its steps passed.
func (b *sampler) begin(file, text string, v reports.Verdict) *reports.Scenario {
	b.t.Helper()
	block := "consent@1.1.0"
	if strings.HasPrefix(file, "digital") {
		block = "digital-registries@3.0.0-alpha"
	}
	s := reports.Scenario{Order: len(b.scenarios), File: "features/" + file, BuildingBlock: block, Verdict: v, Milliseconds: 84.4}
	s.Started = Start.Add(time.Duration(s.Order) * 5 * time.Second)
	var row map[string]string
	for _, source := range b.sources {
		if source.URI != s.File {
			continue
		}
		row = readSample(source.Text, text, &s)
	}
	if s.Line == 0 {
		b.t.Fatalf("%s has no %q", file, text)
	}
	s.ID = strings.TrimSuffix(file, ".feature") + "/" + hyphened(s.Name)
	if s.Case != "" {
		s.ID += "/" + strings.ReplaceAll(hyphened(s.Case), ",-", "/")
	}
	for i := range s.Steps {
		for k, v := range row {
			s.Steps[i].Text = strings.ReplaceAll(s.Steps[i].Text, "<"+k+">", v)
		}
		s.Steps[i].Verdict, s.Steps[i].Milliseconds = reports.Passed, 12.5
	}
	b.scenarios = append(b.scenarios, s)
	return &b.scenarios[len(b.scenarios)-1]
}

// hyphened is as much of an identifier as the sample features need.
func hyphened(words string) string {
	return strings.NewReplacer(" ", "-", "'", "").Replace(strings.ToLower(words))
}

// readSample reads as much Gherkin as the sample features use.
func readSample(text, wanted string, s *reports.Scenario) map[string]string {
	var row map[string]string
	var background, steps []reports.Step
	var head, tags []string
	inBackground, found := false, false
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		name, isScenario := strings.CutPrefix(line, "Scenario: ")
		if outline, ok := strings.CutPrefix(line, "Scenario Outline: "); ok {
			name, isScenario = outline, true
		}
		switch {
		case strings.HasPrefix(line, "@"):
			tags = strings.Fields(line)
			for _, tag := range tags {
				if api, ok := strings.CutPrefix(tag, "@service-api:"); ok {
					s.ServiceAPI = api
				}
			}
		case strings.HasPrefix(line, "Feature: "):
			s.Feature = strings.TrimPrefix(line, "Feature: ")
		case line == "Background:":
			inBackground = true
		case isScenario:
			if found {
				return row
			}
			inBackground, steps, head = false, nil, nil
			s.Name, s.Tags = name, tags
			if found = name == wanted; found {
				s.Line = i + 1
			}
			for _, tag := range tags {
				if op, ok := strings.CutPrefix(tag, "@operation:"); ok {
					s.Operation = op
				}
			}
		case strings.HasPrefix(line, "|") && head == nil:
			head = cells(line)
		case strings.HasPrefix(line, "|"):
			if strings.Contains(line, wanted) {
				found = true
				s.Line = i + 1
				row = map[string]string{}
				for j, c := range cells(line) {
					row[head[j]] = c
				}
				s.Case = strings.Join(cells(line), ", ")
			}
		default:
			keyword, rest, ok := strings.Cut(line, " ")
			if !ok || !slices.Contains([]string{"Given", "When", "Then", "And", "But"}, keyword) {
				continue
			}
			step := reports.Step{Keyword: keyword, Text: rest, Line: i + 1}
			if inBackground {
				background = append(background, step)
				continue
			}
			steps = append(steps, step)
			s.Steps = append(append([]reports.Step{}, background...), steps...)
		}
	}
	return row
}

func cells(line string) []string {
	var all []string
	for _, c := range strings.Split(strings.Trim(line, "| "), "|") {
		all = append(all, strings.TrimSpace(c))
	}
	return all
}

// Text is a body that was kept whole.
func Text(s string) *reports.Body {
	sum := sha256.Sum256([]byte(s))
	return &reports.Body{Text: s, Bytes: int64(len(s)), SHA256: hex.EncodeToString(sum[:])}
}

// addExchange appends an exchange to a step.
func addExchange(s *reports.Scenario, step int, purpose, method, path, sent string, status int, answer *reports.Body) *reports.Exchange {
	e := reports.Exchange{
		Number: len(s.Exchanges) + 1, Operation: s.Operation, Purpose: purpose, Attempts: 1, Milliseconds: 31.2,
		Started: s.Started.Add(time.Duration(len(s.Exchanges)) * 10 * time.Millisecond),
		Request: reports.Message{Method: method, URL: "http://127.0.0.1:8080/consent" + path, Headers: []reports.Header{
			{Name: "Accept", Value: "application/json"}, {Name: "Authorization", Value: "[hidden]"}, {Name: "User-Agent", Value: "bbconform/0.1.0"},
		}},
	}
	if sent != "" {
		e.Request.Headers = append(e.Request.Headers, reports.Header{Name: "Content-Type", Value: "application/json"})
		e.Request.Body = Text(sent)
	}
	if status != 0 {
		e.Answer = &reports.Message{Status: status, Headers: []reports.Header{{Name: "Content-Type", Value: "application/json"}, {Name: "Date", Value: "Sat, 21 Nov 2026 09:30:00 GMT"}}, Body: answer}
	}
	s.Exchanges = append(s.Exchanges, e)
	s.Steps[step].Exchanges = append(s.Steps[step].Exchanges, e.Number)
	return &s.Exchanges[len(s.Exchanges)-1]
}

// Stop makes a step the one that decided; those after it were not reached.
func Stop(s *reports.Scenario, step int, v reports.Verdict) {
	s.Steps[step].Verdict = v
	for i := step + 1; i < len(s.Steps); i++ {
		s.Steps[i].Verdict, s.Steps[i].Milliseconds = "", 0
	}
}
