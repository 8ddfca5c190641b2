package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/internal/sample"
	"github.com/bbconform/bbconform/reports/record"
)

// rendered makes the page of a document.
func rendered(t *testing.T, f *record.File) []byte {
	t.Helper()
	var b bytes.Buffer
	r := New(t.TempDir())
	defer func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}()
	if err := f.Verify(r.Survey); err != nil {
		t.Fatal(err)
	}
	if err := r.Begin(&b, f); err != nil {
		t.Fatal(err)
	}
	for s, err := range f.Scenarios() {
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Add(&s); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.End(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPageLoadsNothingAndRunsNothing(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]*record.File{
		"sample":  sample.Open(t, sample.Header(t), sample.Scenarios(t)),
		"hostile": sample.Open(t, reports.Results{Complete: true, Sentence: sample.Hostile, Verdict: reports.Failed, Warnings: []string{sample.Hostile}, Run: reports.Run{Selection: []string{sample.Hostile}}}, sample.HostileScenarios()),
	} {
		page := string(rendered(t, f))
		for _, forbidden := range []string{"<script", "<link", "<img", "<iframe", "<object", "javascript:", " style=", " onload", "http-equiv=\"refresh", "@import", "url("} {
			markup := regexp.MustCompile(`(?s)<pre>.*?</pre>`).ReplaceAllString(page, "")
			if strings.Contains(regexp.MustCompile(`>[^<]*<`).ReplaceAllString(markup, "><"), forbidden) {
				t.Errorf("%s: the page has %q", name, forbidden)
			}
		}
		if i := strings.IndexFunc(page, func(r rune) bool { return r != '\n' && reports.IsHidden(r) }); i >= 0 {
			t.Errorf("%s: a hidden character near %q", name, page[max(0, i-40):i+20])
		}
		for _, tag := range []string{"pre", "details", "article", "section", "summary", "table", "dl", "ol", "ul", "div", "code", "span", "p", "h1", "h2", "h3", "h4", "h5"} {
			opened := len(regexp.MustCompile(`<`+tag+`[ >]`).FindAllString(page, -1))
			if closed := strings.Count(page, "</"+tag+">"); opened != closed {
				t.Errorf("%s: %d <%s> and %d </%s>", name, opened, tag, closed, tag)
			}
		}
	}
}

func TestPagePolicyAllowsItsOwnStyleOnly(t *testing.T) {
	t.Parallel()
	page := string(rendered(t, sample.Open(t, sample.Header(t), sample.Scenarios(t))))
	_, rest, _ := strings.Cut(page, "<style>")
	style, _, _ := strings.Cut(rest, "</style>")
	sum := sha256.Sum256([]byte(style))
	want := `content="default-src &#39;none&#39;; style-src &#39;sha256-` + base64.StdEncoding.EncodeToString(sum[:])
	if !strings.Contains(strings.ReplaceAll(page, "&#43;", "+"), want) {
		t.Errorf("the policy does not allow the style of the page: %.400s", page)
	}
}

func TestPageIsWellOrdered(t *testing.T) {
	t.Parallel()
	partial := sample.Header(t)
	partial.Run.Selection = []string{"only scenarios tagged @smoke"}
	for name, f := range map[string]*record.File{
		"sample":  sample.Open(t, sample.Header(t), sample.Scenarios(t)),
		"passed":  sample.Open(t, sample.Header(t), sample.Scenarios(t)[:4]),
		"partial": sample.Open(t, partial, sample.Scenarios(t)),
		"nothing": sample.Open(t, reports.Results{}, nil),
		"hostile": sample.Open(t, reports.Results{}, sample.HostileScenarios()),
	} {
		page := string(rendered(t, f))
		ids := map[string]bool{}
		for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
			if ids[m[1]] {
				t.Errorf("%s: two elements have the id %s", name, m[1])
			}
			ids[m[1]] = true
		}
		for _, m := range regexp.MustCompile(` (?:href="#|aria-labelledby=")([^"]*)"`).FindAllStringSubmatch(page, -1) {
			if !ids[m[1]] {
				t.Errorf("%s: nothing has the id %s", name, m[1])
			}
		}
		level, ones := 0, 0
		for _, m := range regexp.MustCompile(`<h([1-6])[ >]`).FindAllStringSubmatch(page, -1) {
			n, _ := strconv.Atoi(m[1])
			if n > level+1 {
				t.Errorf("%s: a heading of level %d follows one of level %d", name, n, level)
			}
			if level = n; n == 1 {
				ones++
			}
		}
		if ones != 1 {
			t.Errorf("%s: %d headings of level 1", name, ones)
		}
		last := -1
		for _, section := range []string{"verdict", "tested", "guide", "results", "not-tested", "deviations", "failures", "inconclusive", "passes", "errata", "configuration"} {
			at := strings.Index(page, `<section id="`+section+`"`)
			if at < 0 {
				continue
			}
			if at < last {
				t.Errorf("%s: section %s is out of order", name, section)
			}
			last = at
		}
		for _, table := range strings.Split(page, "<table")[1:] {
			if !strings.Contains(table, "<caption") || !strings.Contains(table, `scope="col"`) {
				t.Errorf("%s: a table without caption or scope: %.80s", name, table)
			}
		}
	}
}

func TestPageStaysSmall(t *testing.T) {
	t.Parallel()
	allFailed := sample.Many(200, 5, 2<<10)
	for i := range allFailed {
		s := &allFailed[i]
		s.Verdict, s.Reason = reports.Failed, "The field is not what was sent."
		sample.Stop(s, 4, reports.Failed)
		s.Findings = []reports.Finding{{Code: "wrong-value", Operation: "configCreatePolicy", Message: "The field is not what was sent.", Place: "policy.field4", Expected: `"Privacy k3x9"`, Actual: `"other"`, Contract: "contracts/consent.yaml:214", Step: 4, Exchange: 1}}
	}
	undecided := sample.Many(600, 2, 400)
	for i := range undecided {
		s := &undecided[i]
		s.Verdict, s.Reason = reports.Inconclusive, fmt.Sprintf("could not be prepared: operation %d is out of order", i%3)
		sample.Stop(s, 1, reports.Inconclusive)
	}
	tests := map[string][]reports.Scenario{
		"600 undecided":               undecided,
		"700 scenarios, 1 KiB a body": sample.Many(700, 6, 1<<10),
		"200 scenarios, 2 KiB a body": sample.Many(200, 5, 2<<10),
		"200 scenarios, 1 KiB a body": sample.Many(200, 5, 1<<10),
		"200 scenarios, 200 bytes":    sample.Many(200, 5, 200),
		"200 failures, 2 KiB a body":  allFailed,
		"20 scenarios, 20 KiB a body": sample.Many(20, 5, 20<<10),
	}
	for name, scenarios := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page := rendered(t, sample.Open(t, sample.Header(t), scenarios))
			if len(page) > sizeLimit {
				t.Errorf("the page has %d bytes, which is more than %d", len(page), sizeLimit)
			}
			if len(page) < sizeLimit/4 && len(scenarios) == 200 {
				t.Errorf("the page has only %d bytes: it could show more evidence", len(page))
			}
			if bytes.Contains(page, []byte("shortened here")) && !bytes.Contains(page, []byte("evidence is shortened here; <code>results.json</code> has all that was kept")) {
				t.Error("the page does not say that it is shortened")
			}
		})
	}
}

// An answer may break the contract in a scenario that could not be prepared because of it: no scenario failed, and yet
// the operation has.
func TestPageShowsFailuresWithoutAFailedScenario(t *testing.T) {
	t.Parallel()
	header := sample.Header(t)
	header.BuildingBlocks[0].Operations = append(header.BuildingBlocks[0].Operations,
		reports.Operation{ID: "individualCreateConsent", Method: "POST", Path: "/service/individual/record", ServiceAPI: "individual"},
		reports.Operation{ID: "individualSign", Method: "POST", Path: "/service/individual/sign", ServiceAPI: "individual", NotClaimed: "not offered"})
	var scenarios []reports.Scenario
	for _, s := range sample.Scenarios(t) {
		if s.Verdict != reports.Failed {
			scenarios = append(scenarios, s)
		}
	}
	f := sample.Open(t, header, scenarios)
	r := f.Results()
	if b := r.BuildingBlocks[0]; r.Verdict != reports.Failed || b.Verdict != reports.Failed || b.ServiceAPIs[1].Verdict != reports.Failed || b.Operations[6].Verdict != reports.Failed || b.Operations[7].Verdict != reports.NotApplicable {
		t.Errorf("what was proven is not counted: %+v", b)
	}
	page := string(rendered(t, f))
	_, section, _ := strings.Cut(page, `<section id="failures"`)
	section, _, _ = strings.Cut(section, "</section>")
	for _, want := range []string{"No scenario failed.", "<code>individualCreateConsent</code>", "1 answer against the contract", "Another individual&#39;s record is not disclosed</a>: The answer has a status"} {
		if !strings.Contains(section, want) {
			t.Errorf("the failures do not have %q:\n%s", want, section)
		}
	}
}

func TestBar(t *testing.T) {
	t.Parallel()
	for _, c := range []reports.Counts{
		{Total: 1, Passed: 1}, {Total: 3, Passed: 1, Failed: 1, Waived: 1}, {Total: 10000, Passed: 9999, Failed: 1},
		{Total: 7, Passed: 1, Failed: 2, Inconclusive: 1, NotApplicable: 2, Waived: 1}, {},
	} {
		end := 0
		for _, s := range bar(c) {
			if s.X != end || s.Width < 4 {
				t.Errorf("%+v: segment %+v begins at %d", c, s, end)
			}
			end = s.X + s.Width
		}
		if c.Total > 0 && end != 1000 {
			t.Errorf("%+v: the bar ends at %d", c, end)
		}
	}
}

func TestAnchorsAreTheSameInEveryRun(t *testing.T) {
	t.Parallel()
	c := newCards(budgets[0], nil)
	for _, want := range []string{"s-features-consent-a-feature-9", "s-features-consent-a-feature-9-2", "s-features-consent-a-feature-9-3"} {
		if got := c.anchor("features/consent/A.feature:9"); got != want { // as documents of version 1 have it
			t.Errorf("anchor %s, want %s", got, want)
		}
	}
	for id, want := range map[string]string{
		"consent/policies/a-policy/policy.name/is-missing~2": "consent/policies/a-policy/policy.name/is-missing~2",
		"consentement/règles/une-règle-est-gardée":           "consentement/règles/une-règle-est-gardée",
		"failures":                "s-failures", // the name of a section
		`a/b" onclick="x`:         "s-a-b-onclick-x",
		"a/b c":                   "s-a-b-c",
		"a/<b>":                   "s-a-b-",
		"things/a/a-thing-is-cut": "things/a/a-thing-is-cut",
	} {
		if got := c.anchor(id); got != want {
			t.Errorf("anchor %s of %s, want %s", got, id, want)
		}
	}
}

// A link to what proves something leads to an anchor of the page, whatever the identifier.
func TestProofsAreLinked(t *testing.T) {
	t.Parallel()
	for id, link := range map[string]string{
		"consent/policies/a-policy-is-read/policy.name": "#consent/policies/a-policy-is-read/policy.name",
		"consent/règles/une-règle":                      "#consent/r%c3%a8gles/une-r%c3%a8gle",
		"features/consent/a.feature:3":                  "#s-features-consent-a-feature-3",
	} {
		s := sample.Simple(0, reports.Passed)
		s.ID = id
		s.Findings = []reports.Finding{{Code: "missing-field", Operation: "configReadPolicy", Message: "It is incomplete.", Proven: true}}
		page := string(rendered(t, sample.Open(t, sample.Header(t), []reports.Scenario{s})))
		anchor, err := url.PathUnescape(strings.TrimPrefix(link, "#"))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(page, `<details class="pass" id="`+anchor+`">`) || !strings.Contains(page, `<a href="`+link+`">scenario 0</a>: It is incomplete.`) {
			_, failures, _ := strings.Cut(page, `id="failures"`)
			t.Errorf("%s is not linked by %s to %s:\n%s", id, link, anchor, failures)
		}
	}
}

func TestBodiesSayWhatIsMissing(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("é", 500)
	tests := []struct {
		body  reports.Body
		limit int
		text  string
		note  string
	}{
		{reports.Body{Text: `{"a":1}`, Bytes: 7}, 100, "{\n  \"a\": 1\n}", ""},
		{reports.Body{Text: `{"a":1}`, Bytes: 7}, 3, `{"a`, "7 bytes; shortened here"},
		{reports.Body{Text: long, Bytes: 1000}, 11, strings.Repeat("é", 5), "1,000 bytes; shortened here"},
		{reports.Body{Text: "abc", Bytes: 70000, Truncated: true, SHA256: "ff"}, 100, "abc", "68.4 KiB, SHA-256 ff; only the beginning was kept"},
		{reports.Body{Text: "<&\x00", Bytes: 3, Redacted: true}, 100, `&lt;&amp;\x00`, "3 bytes; secret values are hidden"},
		{reports.Body{Text: "AAE=", Base64: true, Bytes: 2}, 100, "AAE=", "2 bytes; not text, shown in base64"},
	}
	for i, test := range tests {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			v := body(&reports.Message{Body: &test.body}, test.limit)
			if string(v.Text) != test.text || v.Note != test.note {
				t.Errorf("text %q, note %q", v.Text, v.Note)
			}
		})
	}
}
