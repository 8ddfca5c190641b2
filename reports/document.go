// Package reports is the result document of a run: its types, the names of the files that a run leaves behind, and how foreign text is
// made fit to be shown. It knows nothing of how a run happens, and no other room of the house.
//
// What follows from a document is in verdict, how it comes to disk and is read again in record, what is said of a scenario in
// narrative, and what is made for readers in render and page. A change of a type here changes the format: it goes with
// results.schema.json, with Format, and with a reader for what is there already.
package reports

import (
	"strings"
	"time"
)

// Format names the version of the result document. It changes whenever a reader of the old one could be misled.
const Format = "bbconform-results/2"

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
	Sources        []Source        `json:"sources,omitempty"` // of the features that were run, each once; a document that is read has them apart, one at a time
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
	Concurrency int       `json:"concurrency"`         // scenarios at a time: as chosen, or the most that there may be
	Pace        *Pace     `json:"pace,omitempty"`      // nil: the number was chosen
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

// Name is how sentences call the target.
func (t Target) Name() string {
	switch {
	case t.Product == "":
		return "The target"
	case t.Version == "":
		return t.Product
	}
	return t.Product + " " + t.Version
}

// RerunCommand is the command that runs one scenario again.
func (r Run) RerunCommand(scenarioID string) string {
	const mark = "{scenario}"
	id := ShellQuote(scenarioID)
	at := strings.LastIndex(r.Rerun, mark) // what stands before it is the user's own
	if at < 0 {
		return "bbconform run " + id
	}
	return Visible(r.Rerun[:at] + id + r.Rerun[at+len(mark):])
}
