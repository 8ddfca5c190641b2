package render

import (
	"fmt"
	"strings"

	gherkin "github.com/cucumber/gherkin/go/v42"
	messages "github.com/cucumber/messages/go/v34"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/phrase"
)

// longestSentence bounds, in bytes, the lines of a feature that is written anew: the parser takes no line of 64 KiB.
const longestSentence = 4 << 10

// features writes the sources of the document and keeps their pickles. A source that does not parse is left out: its
// scenarios are written anew.
func (m *messageWriter) features(sources []reports.Source) error {
	for _, source := range sources {
		if m.uris[source.URI] {
			continue
		}
		pickles, err := m.feature(source.URI, source.Text)
		if err != nil {
			return err
		}
		for _, p := range pickles {
			m.pickles[fmt.Sprintf("%s:%d", p.Uri, p.Location.Line)] = p
		}
	}
	return nil
}

// pickle returns the pickle of a scenario, by file and line. For a scenario whose source is missing, or is not the one
// that was run, a feature is written from its sentences.
func (m *messageWriter) pickle(s *reports.Scenario) (*messages.Pickle, error) {
	place := fmt.Sprintf("%s:%d", s.File, s.Line)
	if p := m.pickles[place]; p != nil && sameSteps(p, s) {
		delete(m.pickles, place)
		return p, nil
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
	return pickles[0], nil
}

// sameSteps reports whether a pickle is the scenario that was run. A scenario that never started may have no steps.
func sameSteps(p *messages.Pickle, s *reports.Scenario) bool {
	if len(s.Steps) == 0 {
		return true
	}
	if len(p.Steps) != len(s.Steps) {
		return false
	}
	for i, step := range p.Steps {
		if strings.TrimSpace(step.Text) != strings.TrimSpace(s.Steps[i].Text) {
			return false
		}
	}
	return true
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
func (m *messageWriter) feature(uri, text string) ([]*messages.Pickle, error) {
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
	pickles := gherkin.Pickles(*document, uri, m.ids.NewId)
	for _, p := range pickles {
		if p.Location == nil {
			p.Location = &messages.Location{}
		}
		if err := m.write(&messages.Envelope{Pickle: p}); err != nil {
			return nil, err
		}
	}
	return pickles, nil
}
