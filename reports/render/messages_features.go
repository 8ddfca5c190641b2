package render

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"

	gherkin "github.com/cucumber/gherkin/go/v42"
	messages "github.com/cucumber/messages/go/v34"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/phrase"
	"github.com/bbconform/bbconform/reports/record"
)

// longestSentence bounds, in bytes, the lines of a feature that is written anew: the parser takes no line of 64 KiB.
const longestSentence = 4 << 10

// features writes the sources of the document and notes their pickles. A source that does not parse is left out: its
// scenarios are written anew.
func (m *messageWriter) features(f *record.File) error {
	for _, uri := range f.Sources() {
		if m.uris[uri] {
			continue
		}
		text, err := f.Source(uri)
		if err != nil {
			return err
		}
		pickles, err := m.feature(uri, text)
		if err != nil {
			return err
		}
		slices.SortStableFunc(pickles, func(a, b pickle) int { return cmp.Compare(a.line, b.line) })
		m.pickles[uri] = pickles
	}
	return nil
}

// pickle is what has to be known of a pickle that is written, until a scenario takes it: there are as many as scenarios.
type pickle struct {
	line  int64 // in its source
	id    int32 // a number; those of its steps are the numbers before it
	steps int32
	words uint64 // digest of its sentences
	taken bool
}

func (p *pickle) name() string { return strconv.Itoa(int(p.id)) }

// step is the id of a step, from 0.
func (p *pickle) step(n int) string { return strconv.Itoa(int(p.id-p.steps) + n) }

// noted is what has to be known of a pickle. It reports false where the ids of its steps are not those before its own.
func (m *messageWriter) noted(written *messages.Pickle) (pickle, bool) {
	id, err := strconv.Atoi(written.Id)
	p := pickle{line: written.Location.Line, id: int32(id), steps: int32(len(written.Steps))}
	texts := make([]string, len(written.Steps))
	for i, step := range written.Steps {
		texts[i] = step.Text
		if step.Id != p.step(i) {
			return p, false
		}
	}
	p.words = m.digest(texts)
	return p, err == nil
}

// digest is that of sentences, within this report.
func (m *messageWriter) digest(texts []string) uint64 {
	var h maphash.Hash
	h.SetSeed(m.seed)
	for _, text := range texts {
		_, _ = h.WriteString(strings.TrimSpace(text))
		_ = h.WriteByte(0)
	}
	return h.Sum64()
}

// pickleOf returns the pickle of a scenario, by file and line. For a scenario whose source is missing, or is not the one
// that was run, a feature is written from its sentences.
func (m *messageWriter) pickleOf(s *reports.Scenario) (*pickle, error) {
	of := m.pickles[s.File]
	at, found := slices.BinarySearchFunc(of, int64(s.Line), func(p pickle, line int64) int { return cmp.Compare(p.line, line) })
	if found && !of[at].taken && m.isOf(&of[at], s) {
		of[at].taken = true
		return &of[at], nil
	}
	uri := s.File
	for n := 2; uri == "" || m.uris[uri]; n++ {
		uri = fmt.Sprintf("rewritten/%d/%s", n, s.File)
	}
	pickles, err := m.feature(uri, featureText(s))
	if err != nil {
		return nil, err
	}
	if len(pickles) != 1 {
		return nil, fmt.Errorf("write its feature anew: it has %s", phrase.Plural(len(pickles), "scenario"))
	}
	return &pickles[0], nil
}

// isOf reports whether a pickle is the scenario that was run. A scenario that never started may have no steps.
func (m *messageWriter) isOf(p *pickle, s *reports.Scenario) bool {
	if len(s.Steps) == 0 {
		return true
	}
	texts := make([]string, len(s.Steps))
	for i := range s.Steps {
		texts[i] = s.Steps[i].Text
	}
	return int(p.steps) == len(s.Steps) && p.words == m.digest(texts)
}

// featureText writes a feature with one scenario, from foreign words: what could be taken for another line of Gherkin
// stands behind a keyword.
func featureText(s *reports.Scenario) string {
	bounded := func(text string) string {
		text, _ = reports.Shorten(reports.Visible(text), longestSentence)
		return text
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Feature: %s\n\n  Scenario: %s\n", bounded(s.Feature), bounded(s.Name))
	for _, step := range s.Steps {
		keyword := strings.TrimSpace(step.Keyword)
		switch keyword {
		case "Given", "When", "Then", "And", "But":
		default:
			keyword = "*"
		}
		fmt.Fprintf(&b, "    %s %s\n", keyword, bounded(step.Text))
	}
	if len(s.Steps) == 0 {
		b.WriteString("    * its sentences are not known\n")
	}
	return b.String()
}

// feature writes the messages of one feature file and returns its pickles. A text that does not parse has none, and
// nothing is written: whoever needs a pickle of it writes the feature anew.
func (m *messageWriter) feature(uri, text string) ([]pickle, error) {
	document, parseErr := gherkin.ParseGherkinDocument(strings.NewReader(text), m.ids.NewId)
	if parseErr != nil {
		return nil, nil //nolint:nilerr // see above: the text of an own feature may be anything
	}
	m.uris[uri] = true
	document.Uri = uri
	if err := m.writeAll(
		&messages.Envelope{Source: &messages.Source{Uri: uri, Data: text, MediaType: messages.SourceMediaType_TEXT_X_CUCUMBER_GHERKIN_PLAIN}},
		&messages.Envelope{GherkinDocument: document},
	); err != nil {
		return nil, err
	}
	var pickles []pickle
	for _, p := range gherkin.Pickles(*document, uri, m.ids.NewId) {
		if p.Location == nil {
			p.Location = &messages.Location{}
		}
		if err := m.write(&messages.Envelope{Pickle: p}); err != nil {
			return nil, err
		}
		if noted, ok := m.noted(p); ok {
			pickles = append(pickles, noted)
		}
	}
	return pickles, nil
}
