package reports

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	messages "github.com/cucumber/messages/go/v34"
)

func rendered(t *testing.T, f *File, name string) []byte {
	t.Helper()
	r, err := FindRenderer(name)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := r.Write(&b, f); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return b.Bytes()
}

// countsOf* read from a rendering how many scenarios had which verdict, as its own readers would.

func countsOfJUnit(t *testing.T, b []byte) Counts {
	var doc struct {
		Suites []struct {
			Cases []struct {
				Properties []struct {
					Name  string `xml:"name,attr"`
					Value string `xml:"value,attr"`
				} `xml:"properties>property"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal(b, &doc); err != nil {
		t.Fatal(err)
	}
	var c Counts
	for _, s := range doc.Suites {
		for _, k := range s.Cases {
			for _, p := range k.Properties {
				if p.Name == "verdict" {
					c.Add(Verdict(p.Value))
				}
			}
		}
	}
	return c
}

func envelopes(t *testing.T, b []byte) []messages.Envelope {
	t.Helper()
	var all []messages.Envelope
	for line := range bytes.Lines(b) {
		d := json.NewDecoder(bytes.NewReader(line))
		d.DisallowUnknownFields()
		var e messages.Envelope
		if err := d.Decode(&e); err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	return all
}

// countsOfMessages gives each test case the gravest status of its steps, as Cucumber does. Cucumber has one status for
// what is waived and what is not applicable; the messages of the steps tell them apart.
func countsOfMessages(t *testing.T, b []byte) Counts {
	worst := map[string]messages.TestStepResultStatus{}
	waived := map[string]bool{}
	var c Counts
	for _, e := range envelopes(t, b) {
		switch {
		case e.TestStepFinished != nil:
			id, result := e.TestStepFinished.TestCaseStartedId, e.TestStepFinished.TestStepResult
			if graver[result.Status] > graver[worst[id]] {
				worst[id] = result.Status
			}
			if strings.HasPrefix(result.Message, Waived.Label()+":") {
				waived[id] = true
			}
		case e.TestCaseFinished != nil:
			id := e.TestCaseFinished.TestCaseStartedId
			switch {
			case worst[id] == messages.TestStepResultStatus_PASSED:
				c.Add(Passed)
			case worst[id] == messages.TestStepResultStatus_FAILED:
				c.Add(Failed)
			case worst[id] == messages.TestStepResultStatus_SKIPPED && waived[id]:
				c.Add(Waived)
			case worst[id] == messages.TestStepResultStatus_SKIPPED:
				c.Add(NotApplicable)
			default:
				c.Add(Inconclusive)
			}
		}
	}
	return c
}

func countsOfSummary(t *testing.T, b []byte) Counts {
	m := regexp.MustCompile(`(?m)^\| \*\*All\*\* \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$`).FindSubmatch(b)
	if m == nil {
		t.Fatalf("the summary has no row of all:\n%s", b)
	}
	var n [6]int
	for i := range n {
		n[i], _ = strconv.Atoi(string(m[i+1]))
	}
	return Counts{Passed: n[0], Failed: n[1], Inconclusive: n[2], Waived: n[3], NotApplicable: n[4], Total: n[5]}
}

func countsOfHTML(b []byte) Counts {
	count := func(pattern string) int { return len(regexp.MustCompile(pattern).FindAll(b, -1)) }
	c := Counts{
		Passed: count(`<details class="pass"`), Failed: count(`<article class="card failed"`), Inconclusive: count(`<(article class="card|li class=")[ ]?inconclusive" id="s-`),
		Waived: count(`<article class="card waived"`), NotApplicable: count(`<li id="s-`),
	}
	c.Total = c.Passed + c.Failed + c.Inconclusive + c.Waived + c.NotApplicable
	return c
}

func TestAllRenderingsAgreeOnEveryCount(t *testing.T) {
	t.Parallel()
	all := sampleScenarios(t)
	failed, passed := sampleHeader(t), sampleHeader(t)
	runs := map[string]*File{
		"sample":      openSample(t, failed, all),
		"only passes": openSample(t, passed, all[:4]),
		"nothing":     openSample(t, sampleHeader(t), nil),
		"hostile":     openSample(t, Results{Complete: true}, hostileScenarios()),
		"many":        openSample(t, sampleHeader(t), many(120, 1, 100)),
	}
	for name, f := range runs {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := f.Results().Counts
			var read Counts
			for _, s := range readAll(t, f) {
				read.Add(s.Verdict)
			}
			for rendering, got := range map[string]Counts{
				"results.json": read,
				"junit":        countsOfJUnit(t, rendered(t, f, "junit")),
				"messages":     countsOfMessages(t, rendered(t, f, "messages")),
				"summary":      countsOfSummary(t, rendered(t, f, "summary")),
				"html":         countsOfHTML(rendered(t, f, "html")),
			} {
				if got != want {
					t.Errorf("%s has %+v, the document %+v", rendering, got, want)
				}
			}
			page := string(rendered(t, f, "html"))
			for v, n := range map[Verdict]int{Failed: want.Failed, Inconclusive: want.Inconclusive, Waived: want.Waived} {
				if n > 0 && !strings.Contains(page, fmt.Sprintf(`<li class="%s"><b>%d</b>`, v, n)) {
					t.Errorf("the page does not say at the top that %d are %s", n, v)
				}
			}
		})
	}
}

// hostileScenarios have everything that foreign text can do to a rendering, in every place that holds foreign text.
func hostileScenarios() []Scenario {
	var all []Scenario
	for i, v := range verdicts {
		body := text(hostile)
		all = append(all, Scenario{
			ID: fmt.Sprint(hostile, i), Order: i, Name: hostile, Feature: hostile, File: hostile, Line: -3, BuildingBlock: hostile, ServiceAPI: hostile,
			Operation: hostile, Tags: []string{"@requirement:" + hostile}, Verdict: v, Reason: hostile, Deviation: hostile, Started: sampleStart, Milliseconds: -1,
			Steps: []Step{
				{Keyword: hostile, Text: hostile, Line: -1, Verdict: Passed, Checks: []Check{{What: hostile, Expected: hostile, Actual: hostile, Passed: true}}, Exchanges: []int{1, 1, 7}},
				{Keyword: "Then", Text: "", Line: 1 << 40, Verdict: v, Exchanges: []int{-1, 2}, Milliseconds: 1e300},
			},
			Findings: []Finding{{Code: hostile, Operation: hostile, Message: hostile, Place: hostile, Expected: hostile, Actual: hostile, Contract: hostile, Step: 99, Exchange: 99}},
			Exchanges: []Exchange{
				{Number: 1, Operation: hostile, Purpose: hostile, Request: Message{Method: hostile, URL: hostile, Headers: []Header{{Name: hostile, Value: hostile}}, Body: body}, Error: hostile},
				{Number: 1, Answer: &Message{Status: -5, Headers: []Header{{Name: hostile, Value: hostile}}, Body: body}},
				{Number: 2, Request: Message{Body: &Body{Text: "not base64", Base64: true, Truncated: true, Bytes: -1}}, Answer: &Message{}},
			},
			Notes: []string{hostile},
		})
	}
	return all
}

// many is a long run: of every 10 scenarios one failed, one was inconclusive, the rest passed.
func many(n, exchanges, bodyBytes int) []Scenario {
	body := text(strings.Repeat(`{"name":"A <record> & more","id":"0123456789"},`, bodyBytes/40+1)[:bodyBytes])
	var all []Scenario
	for i := range n {
		s := Scenario{
			ID: fmt.Sprintf("features/consent/many.feature:%d", 10*i+9), Order: i, Name: fmt.Sprintf("The record %d is created, read and listed as it should be", i),
			Feature: fmt.Sprintf("Records of kind %d", i/20), File: "features/consent/many.feature", Line: 10*i + 9, BuildingBlock: "consent@1.1.0",
			ServiceAPI: "configuration", Operation: "configCreatePolicy", Verdict: Passed, Started: sampleStart, Milliseconds: 120, Tags: []string{"@operation:configCreatePolicy"},
		}
		for j := range 6 {
			step := Step{Keyword: "And", Text: fmt.Sprintf(`its "policy.field%d" is as it was sent to the target before`, j), Line: 10*i + j, Verdict: Passed, Milliseconds: 20}
			step.Checks = []Check{{What: fmt.Sprintf("policy.field%d", j), Expected: `"Privacy k3x9"`, Actual: `"Privacy k3x9"`, Passed: true}, {What: "the answer conforms to the contract", Expected: "200", Actual: "200", Passed: true}}
			if j < exchanges {
				step.Exchanges = []int{j + 1}
			}
			s.Steps = append(s.Steps, step)
		}
		for j := range exchanges {
			s.Exchanges = append(s.Exchanges, Exchange{
				Number: j + 1, Operation: "configCreatePolicy", Purpose: "request", Attempts: 1, Milliseconds: 21, Started: sampleStart,
				Request: Message{Method: "POST", URL: fmt.Sprintf("http://127.0.0.1:8080/consent/config/policy/%d?revision=%d", i, j), Headers: []Header{{Name: "Accept", Value: "application/json"}, {Name: "Authorization", Value: "[hidden]"}, {Name: "Content-Type", Value: "application/json"}}, Body: body},
				Answer:  &Message{Status: 200, Headers: []Header{{Name: "Content-Type", Value: "application/json"}, {Name: "Date", Value: "Sat, 21 Nov 2026 09:30:00 GMT"}}, Body: body},
			})
		}
		switch i % 10 {
		case 3:
			s.Verdict, s.Reason = Failed, "The field is not what was sent."
			stop(&s, 4, Failed)
			s.Findings = []Finding{{Code: "wrong-value", Operation: "configCreatePolicy", Message: "The field is not what was sent.", Place: "policy.field4", Expected: `"Privacy k3x9"`, Actual: `"other"`, Contract: "contracts/consent.yaml:214", Step: 4, Exchange: 1}}
		case 7:
			s.Verdict, s.Reason = Inconclusive, "could not be prepared: the record could not be created"
			stop(&s, 1, Inconclusive)
		}
		all = append(all, s)
	}
	return all
}
