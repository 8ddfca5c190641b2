package plan

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"

	gherkin "github.com/cucumber/gherkin/go/v42"
	messages "github.com/cucumber/messages/go/v34"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/identifier"
	"github.com/bbconform/bbconform/runner/problem"
)

// feature is one parsed file.
type feature struct {
	file      string // as messages and results name it
	text      string
	scenarios []*Scenario
	extents   []extent // of the scenarios, in the same order
}

// extent is where a scenario stands in its file, to be selected by a line.
type extent struct {
	from, to int   // with its tags, to before the next; outlines: all of it
	row      int   // of an outline; 0: it is none
	rows     []int // the lines of all rows of the outline
}

// readFeatures parses every feature in a folder of fsys, in the order of their names.
func readFeatures(fsys fs.FS, folder, name string) ([]*feature, []problem.Mistake, error) {
	var features []*feature
	var mistakes []problem.Mistake
	err := fs.WalkDir(fsys, folder, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(p) != ".feature" {
			return err
		}
		data, err := fs.ReadFile(fsys, p)
		if err != nil {
			return err
		}
		f, wrong := parseFeature(path.Join(name, p), identifier.Place(p), data)
		mistakes = append(mistakes, wrong...)
		if f != nil {
			features = append(features, f)
		}
		return nil
	})
	return features, mistakes, err
}

// parseFeature reads one file, which identifiers call place. What godog would pass over in silence is a mistake here: a file without
// scenarios, a scenario without steps, an outline without rows, a misspelt keyword.
func parseFeature(file, place string, data []byte) (*feature, []problem.Mistake) {
	number := 0
	newID := func() string { number++; return strconv.Itoa(number) }
	doc, err := gherkin.ParseGherkinDocument(bytes.NewReader(data), newID)
	if err != nil {
		return nil, parseMistakes(file, err)
	}
	var mistakes []problem.Mistake
	fail := func(line int64, format string, args ...any) {
		mistakes = append(mistakes, problem.Mistake{File: file, Line: int(line), Message: fmt.Sprintf(format, args...)})
	}
	if doc.Feature == nil {
		fail(0, "holds no feature")
		return nil, mistakes
	}
	f := &feature{file: file, text: string(data)}
	lines := strings.Split(f.text, "\n")
	nodes := nodesOf(doc.Feature)
	nodes.checkDescriptions(lines, fail)
	if len(nodes.scenarios) == 0 {
		fail(doc.Feature.Location.Line, "the feature %q holds no scenario", doc.Feature.Name)
	}
	for i, s := range nodes.scenarios {
		nodes.checkScenario(s, fail)
		if of := nodes.outlines[s.Id]; of != nil {
			of.id = identifier.Of(place, s.Name, of.columns...)
		}
		nodes.ends[s.Id] = len(lines)
		if i+1 < len(nodes.scenarios) {
			nodes.ends[s.Id] = firstLine(nodes.scenarios[i+1]) - 1
		}
	}
	newCompiler(f, place, lines, nodes, doc.Feature.Name).compile(doc.Feature)
	return f, mistakes
}

var parseErrorLine = regexp.MustCompile(`^\((\d+):\d+\): (.*)$`)

func parseMistakes(file string, err error) []problem.Mistake {
	var mistakes []problem.Mistake
	for line := range strings.SplitSeq(err.Error(), "\n") {
		if m := parseErrorLine.FindStringSubmatch(line); m != nil {
			n, _ := strconv.Atoi(m[1])
			mistakes = append(mistakes, problem.Mistake{File: file, Line: n, Message: m[2]})
		}
	}
	if mistakes == nil {
		mistakes = []problem.Mistake{{File: file, Message: err.Error()}}
	}
	return mistakes
}

// firstLine is that of a scenario with its tags.
func firstLine(s *messages.Scenario) int {
	line := s.Location.Line
	for _, t := range s.Tags {
		line = min(line, t.Location.Line)
	}
	return int(line)
}

// source is the text of the file as reports keep it.
func (f *feature) source() reports.Source { return reports.Source{URI: f.file, Text: f.text} }
