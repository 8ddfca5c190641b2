// Package reports holds the result document of a run and everything that is made from it: JUnit, HTML, Cucumber
// messages and a Markdown summary. It knows nothing of how a run happens.
package reports

import "time"

// Format names the version of the result document. It changes whenever a reader of the old one could be misled.
const Format = "bbconform-results/1"

// Verdict is the outcome of a scenario, a service API, a building block or a run, in the sense of ISO/IEC 9646-1.
type Verdict string

// The verdicts. Only Passed counts in favour of the target.
const (
	Passed        Verdict = "passed"
	Failed        Verdict = "failed"
	Inconclusive  Verdict = "inconclusive"   // the harness could not decide; Reason says why
	NotApplicable Verdict = "not applicable" // the target does not claim the capability; Reason says so
	Waived        Verdict = "waived"         // failed, and recorded as a known deviation
)

// Counts says how many scenarios had which verdict.
type Counts struct {
	Total         int `json:"total"`
	Passed        int `json:"passed"`
	Failed        int `json:"failed"`
	Inconclusive  int `json:"inconclusive"`
	NotApplicable int `json:"notApplicable"`
	Waived        int `json:"waived"`
}

// Results is the result document without its scenarios, which are many and are read one at a time (see Open).
type Results struct {
	Format         string          `json:"format"`
	Complete       bool            `json:"complete"`               // false: the run was cut short
	Interruption   string          `json:"interruption,omitempty"` // why it is not complete, in words
	Tool           Tool            `json:"tool"`
	Run            Run             `json:"run"`
	Target         Target          `json:"target"`
	Verdict        Verdict         `json:"verdict"`  // of the run: passed, failed or inconclusive
	Sentence       string          `json:"sentence"` // the verdict in words
	Counts         Counts          `json:"counts"`
	BuildingBlocks []BuildingBlock `json:"buildingBlocks"`
	Deviations     []Deviation     `json:"deviations,omitempty"`
	Configuration  map[string]any  `json:"configuration,omitempty"` // of the target, redacted
	Warnings       []string        `json:"warnings,omitempty"`
	Sources        []Source        `json:"sources,omitempty"` // of the features that were run, each once
}

// Source is the text of a feature file as it was run, so that every rendering can be made without the file.
type Source struct {
	URI  string `json:"uri"` // as in Scenario.File
	Text string `json:"text"`
}

// Tool identifies the bbconform that ran.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Commit  string `json:"commit,omitempty"`
}

// Run says how the run was started and when.
type Run struct {
	ID          string    `json:"id"`
	Started     time.Time `json:"started"`
	Ended       time.Time `json:"ended"`
	Seed        int64     `json:"seed"`
	Concurrency int       `json:"concurrency"`
	Arguments   []string  `json:"arguments,omitempty"` // of the command, redacted
	Selection   []string  `json:"selection,omitempty"` // in words, one a filter; empty: everything was selected
	Platform    string    `json:"platform"`            // for example linux/amd64
	Rerun       string    `json:"rerun,omitempty"`     // command that runs one scenario again, {scenario} stands for its ID; redacted
}

// Partial reports whether a selection left scenarios out, so that the run cannot claim conformance of the whole.
func (r Run) Partial() bool { return len(r.Selection) > 0 }

// Target is the implementation under test, as its vendor declares it.
type Target struct {
	Product string `json:"product,omitempty"`
	Version string `json:"version,omitempty"`
	Vendor  string `json:"vendor,omitempty"`
	Contact string `json:"contact,omitempty"`
}

// BuildingBlock is one building block that was selected.
type BuildingBlock struct {
	Name        string            `json:"name"`
	Title       string            `json:"title"`
	Version     string            `json:"version"`
	Repository  string            `json:"repository"` // of the specification
	Commit      string            `json:"commit"`     // of the specification
	Licence     string            `json:"licence,omitempty"`
	URLs        map[string]string `json:"urls"` // contract name to base URL
	Contracts   []Contract        `json:"contracts"`
	Verdict     Verdict           `json:"verdict"`
	Sentence    string            `json:"sentence"`
	Counts      Counts            `json:"counts"`
	ServiceAPIs []ServiceAPI      `json:"serviceAPIs"`
	Operations  []Operation       `json:"operations"`
	NotTested   []NotTested       `json:"notTested,omitempty"`
	Errata      []Erratum         `json:"errata,omitempty"`
}

// Contract is an OpenAPI document that answers were held against.
type Contract struct {
	Name    string `json:"name"`
	Title   string `json:"title"`
	Version string `json:"version"`
	File    string `json:"file"`
}

// ServiceAPI is a named group of operations and the verdicts of its scenarios.
type ServiceAPI struct {
	Name    string  `json:"name"`
	Title   string  `json:"title"`
	Verdict Verdict `json:"verdict"`
	Reason  string  `json:"reason,omitempty"` // why it is not applicable or inconclusive
	Counts  Counts  `json:"counts"`
}

// Operation is one operation of a contract and the verdicts of its scenarios.
type Operation struct {
	ID         string  `json:"id"`
	Method     string  `json:"method"`
	Path       string  `json:"path"`
	Contract   string  `json:"contract"`
	ServiceAPI string  `json:"serviceAPI"`
	Verdict    Verdict `json:"verdict"`
	Counts     Counts  `json:"counts"`
	Calls      int     `json:"calls"`    // exchanges with it in this run
	Findings   int     `json:"findings"` // contract findings on its answers, in whatever scenario
}

// NotTested names something of the specification that the run says nothing about.
type NotTested struct {
	What   string `json:"what"`
	Reason string `json:"reason"`
}

// Erratum is a correction of the published specification that was applied.
type Erratum struct {
	ID         string `json:"id"`
	Kind       string `json:"kind"`
	Place      string `json:"place"`
	Wrong      string `json:"wrong"`
	Reading    string `json:"reading"` // what bbconform does about it
	Suggestion string `json:"suggestion,omitempty"`
}

// Deviation is a known deviation of the target, taken from its configuration.
type Deviation struct {
	ID      string `json:"id"`
	Match   string `json:"match"` // what it covers, in words
	Reason  string `json:"reason"`
	Owner   string `json:"owner"`
	Expires string `json:"expires"` // YYYY-MM-DD, inclusive
	Expired bool   `json:"expired,omitempty"`
	Used    int    `json:"used"` // scenarios that it waived
}

// Scenario is the outcome of one scenario (one row, where it is an outline).
type Scenario struct {
	ID            string     `json:"id"`    // stable between runs: file and line
	Order         int        `json:"order"` // place in the plan, from 0
	Name          string     `json:"name"`
	Feature       string     `json:"feature"`
	File          string     `json:"file"` // for example features/consent/policy.feature
	Line          int        `json:"line"` // of the scenario, or of the row of its outline
	Source        string     `json:"source,omitempty"`
	BuildingBlock string     `json:"buildingBlock"` // name@version
	ServiceAPI    string     `json:"serviceAPI,omitempty"`
	Operation     string     `json:"operation,omitempty"` // that it is about
	Tags          []string   `json:"tags,omitempty"`
	Verdict       Verdict    `json:"verdict"`
	Reason        string     `json:"reason,omitempty"` // in words; always given unless passed
	Deviation     string     `json:"deviation,omitempty"`
	Started       time.Time  `json:"started"`
	Milliseconds  float64    `json:"milliseconds"`
	Steps         []Step     `json:"steps"`
	Findings      []Finding  `json:"findings,omitempty"`
	Exchanges     []Exchange `json:"exchanges,omitempty"`
	Notes         []string   `json:"notes,omitempty"` // for example that a connection was tried again
}

// Step is one sentence of a scenario and what came of it.
type Step struct {
	Keyword      string  `json:"keyword"` // Given, When, Then, And, But
	Text         string  `json:"text"`
	Line         int     `json:"line"`
	Verdict      Verdict `json:"verdict,omitempty"` // empty: not reached
	Milliseconds float64 `json:"milliseconds"`
	Checks       []Check `json:"checks,omitempty"`
	Exchanges    []int   `json:"exchanges,omitempty"` // numbers of the scenario's exchanges that it caused
}

// Check is one assertion: what was expected, and what was seen. Passes are recorded too.
type Check struct {
	What     string `json:"what"`
	Expected string `json:"expected"`
	Actual   string `json:"actual"`
	Passed   bool   `json:"passed"`
}

// Finding is a proven difference between an answer and what it should have been.
type Finding struct {
	Code      string `json:"code"`      // stable, kebab-case: undeclared-status, missing-field, not-refused …
	Operation string `json:"operation"` // at fault
	Message   string `json:"message"`   // in words, without values of the answer that could be secret
	Place     string `json:"place,omitempty"`
	Expected  string `json:"expected,omitempty"`
	Actual    string `json:"actual,omitempty"`
	Contract  string `json:"contract,omitempty"` // place in the contract: file:line
	Step      int    `json:"step"`               // index into Steps
	Exchange  int    `json:"exchange,omitempty"` // number of the exchange, from 1; 0: none
}

// Exchange is a request and its answer as they crossed the wire, redacted and bounded.
type Exchange struct {
	Number       int       `json:"number"` // within the scenario, from 1
	Operation    string    `json:"operation"`
	Purpose      string    `json:"purpose,omitempty"` // preparation, control, request, cleanup …
	Started      time.Time `json:"started"`
	Milliseconds float64   `json:"milliseconds"`
	Attempts     int       `json:"attempts"`
	Request      Message   `json:"request"`
	Answer       *Message  `json:"answer,omitempty"` // nil: none came
	Error        string    `json:"error,omitempty"`  // why none came, in words
}

// Message is one side of an exchange.
type Message struct {
	Method  string   `json:"method,omitempty"`
	URL     string   `json:"url,omitempty"`
	Status  int      `json:"status,omitempty"`
	Headers []Header `json:"headers,omitempty"`
	Body    *Body    `json:"body,omitempty"`
}

// Header is one header line, in the order of name and then of appearance.
type Header struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Body is what was kept of a body.
type Body struct {
	Text      string `json:"text"`             // redacted; base64 when Base64 is set
	Base64    bool   `json:"base64,omitempty"` // the body is not UTF-8
	Bytes     int64  `json:"bytes"`            // length of the whole, in bytes, as far as it was read
	SHA256    string `json:"sha256"`           // of the whole as far as it was read, before redaction, in hexadecimal
	Truncated bool   `json:"truncated,omitempty"`
	Redacted  bool   `json:"redacted,omitempty"`
}
