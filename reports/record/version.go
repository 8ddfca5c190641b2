package record

import (
	"fmt"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/verdict"
)

// formatVersion1 is the format before the one that is written.
const formatVersion1 = "bbconform-results/1"

// versionOf reads from the members of a document which version of the format it has.
func versionOf(members map[string]jsontext.Value) (int, error) {
	var format string
	if json.Unmarshal(members["format"], &format) != nil || !strings.HasPrefix(format, "bbconform-results/") {
		return 0, notOurs(fmt.Errorf("it does not name its format"))
	}
	switch format {
	case reports.Format:
		return 2, nil
	case formatVersion1:
		return 1, nil
	}
	var tool reports.Tool
	_ = json.Unmarshal(members["tool"], &tool) // without it, its release is not named
	return 0, unknownFormat(format, formatVersion1+" and "+reports.Format, tool)
}

// unknownFormat says which release reads a format that this one does not.
func unknownFormat(format, known string, tool reports.Tool) error {
	release := "the release of bbconform that wrote it"
	if tool.Version != "" {
		release = "bbconform " + reports.Visible(tool.Version) + ", which wrote it"
	}
	return fmt.Errorf("its format is %s and this bbconform reads %s: use %s, or a later one", reports.Quoted(format), known, release)
}

// upgrade gives a scenario of version 1 what it lacks. That version does not say which findings were proven; the header says which operations
// are at fault, and the findings against these that could have proven it did.
func (f *File) upgrade(s *reports.Scenario) {
	if f.version != 1 {
		return
	}
	for i := range s.Findings {
		found := &s.Findings[i]
		decided := found.Step >= 0 && found.Step < len(s.Steps) && s.Steps[found.Step].Verdict == reports.Failed
		found.Proven = (decided || found.Contract != "") && f.failed(s.BuildingBlock, found.Operation)
	}
}

// failed reports whether the header says of an operation that it failed.
func (f *File) failed(block, operation string) bool {
	for i := range f.header.BuildingBlocks {
		b := &f.header.BuildingBlocks[i]
		if b.Ref() != block {
			continue
		}
		for j := range b.Operations {
			if b.Operations[j].ID == operation {
				return b.Operations[j].Verdict == reports.Failed
			}
		}
	}
	return false
}

// disagreement names what the document states and its scenarios do not give.
func (f *File) disagreement(t *verdict.Tally) string {
	if f.version == 1 {
		return verdict.Overstatement(&f.header, t)
	}
	return verdict.Disagreement(&f.header, t)
}
