package render

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

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/internal/sample"
	"github.com/bbconform/bbconform/reports/record"
)

func rendered(t *testing.T, f *record.File, name string) []byte {
	t.Helper()
	r, err := FindFormat(name)
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

func countsOfJUnit(t *testing.T, b []byte) reports.Counts {
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
	var c reports.Counts
	for _, s := range doc.Suites {
		for _, k := range s.Cases {
			for _, p := range k.Properties {
				if p.Name == "verdict" {
					c.Add(reports.Verdict(p.Value))
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
func countsOfMessages(t *testing.T, b []byte) reports.Counts {
	worst := map[string]messages.TestStepResultStatus{}
	waived := map[string]bool{}
	var c reports.Counts
	for _, e := range envelopes(t, b) {
		switch {
		case e.TestStepFinished != nil:
			id, result := e.TestStepFinished.TestCaseStartedId, e.TestStepFinished.TestStepResult
			if graver[result.Status] > graver[worst[id]] {
				worst[id] = result.Status
			}
			if strings.HasPrefix(result.Message, reports.Waived.Label()+":") {
				waived[id] = true
			}
		case e.TestCaseFinished != nil:
			id := e.TestCaseFinished.TestCaseStartedId
			switch {
			case worst[id] == messages.TestStepResultStatus_PASSED:
				c.Add(reports.Passed)
			case worst[id] == messages.TestStepResultStatus_FAILED:
				c.Add(reports.Failed)
			case worst[id] == messages.TestStepResultStatus_SKIPPED && waived[id]:
				c.Add(reports.Waived)
			case worst[id] == messages.TestStepResultStatus_SKIPPED:
				c.Add(reports.NotApplicable)
			default:
				c.Add(reports.Inconclusive)
			}
		}
	}
	return c
}

func countsOfSummary(t *testing.T, b []byte) reports.Counts {
	m := regexp.MustCompile(`(?m)^\| \*\*All\*\* \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$`).FindSubmatch(b)
	if m == nil {
		t.Fatalf("the summary has no row of all:\n%s", b)
	}
	var n [6]int
	for i := range n {
		n[i], _ = strconv.Atoi(string(m[i+1]))
	}
	return reports.Counts{Passed: n[0], Failed: n[1], Inconclusive: n[2], Waived: n[3], NotApplicable: n[4], Total: n[5]}
}

func countsOfHTML(b []byte) reports.Counts {
	count := func(pattern string) int { return len(regexp.MustCompile(pattern).FindAll(b, -1)) }
	c := reports.Counts{
		Passed: count(`<details class="pass"`), Failed: count(`<article class="card failed"`), Inconclusive: count(`<(article class="card|li class=")[ ]?inconclusive" id="`),
		Waived: count(`<article class="card waived"`), NotApplicable: count(`<li id="`),
	}
	c.Total = c.Passed + c.Failed + c.Inconclusive + c.Waived + c.NotApplicable
	return c
}

func TestAllRenderingsAgreeOnEveryCount(t *testing.T) {
	t.Parallel()
	all := sample.Scenarios(t)
	failed, passed := sample.Header(t), sample.Header(t)
	runs := map[string]*record.File{
		"sample":      sample.Open(t, failed, all),
		"only passes": sample.Open(t, passed, all[:4]),
		"nothing":     sample.Open(t, sample.Header(t), nil),
		"hostile":     sample.Open(t, reports.Results{Complete: true}, sample.HostileScenarios()),
		"many":        sample.Open(t, sample.Header(t), sample.Many(120, 1, 100)),
	}
	for name, f := range runs {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := f.Results().Counts
			var read reports.Counts
			for _, s := range sample.ReadAll(t, f) {
				read.Add(s.Verdict)
			}
			for rendering, got := range map[string]reports.Counts{
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
			for v, n := range map[reports.Verdict]int{reports.Failed: want.Failed, reports.Inconclusive: want.Inconclusive, reports.Waived: want.Waived} {
				if n > 0 && !strings.Contains(page, fmt.Sprintf(`<li class="%s"><b>%d</b>`, v, n)) {
					t.Errorf("the page does not say at the top that %d are %s", n, v)
				}
			}
		})
	}
}
