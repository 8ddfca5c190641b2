package reports

import "cmp"

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

	NotClaimed string `json:"notClaimed,omitempty"` // why the target does not offer it, in words; empty: it does
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
	Calls      int     `json:"calls"`                // exchanges with it in this run
	Findings   int     `json:"findings"`             // contract findings on its answers, in whatever scenario
	NotClaimed string  `json:"notClaimed,omitempty"` // why the target does not offer it, in words; empty: it does
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

// Ref is how scenarios name the building block: name@version.
func (b BuildingBlock) Ref() string { return b.Name + "@" + b.Version }

// Label is how people name the building block: its title and version.
func (b BuildingBlock) Label() string {
	if b.Title == "" {
		return b.Name + " " + b.Version
	}
	return b.Title + " " + b.Version
}

// Untested is what the run says nothing about: what the runner names, and service APIs without a scenario.
func (b BuildingBlock) Untested() []NotTested {
	all := append([]NotTested(nil), b.NotTested...)
	for _, a := range b.ServiceAPIs {
		if a.Counts.Total == 0 && a.Verdict != Failed {
			all = append(all, NotTested{What: b.Label() + ", service API " + a.Title, Reason: cmp.Or(a.Reason, "none of its scenarios was selected")})
		}
	}
	return all
}
