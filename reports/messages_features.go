package reports

import (
	"fmt"
	"strings"

	gherkin "github.com/cucumber/gherkin/go/v42"
	messages "github.com/cucumber/messages/go/v34"
)

// features are the feature files of a run as messages.
type features struct {
	documents [][]*messages.Envelope      // source, gherkinDocument and pickles of each file
	pickles   map[string]*messages.Pickle // by scenario ID
}

// outline is what is needed of a scenario to find or make its pickle.
type outline struct {
	id, name, feature, file string
	line                    int
	steps                   []string
	keywords                []string
}

// longestSentence bounds, in bytes, the lines of a feature that is written anew: the parser takes no line of 64 KiB.
const longestSentence = 4 << 10

// features parses the sources of the document and finds the pickle of each scenario in them, by file and line. For
// scenarios whose source is missing, or is not the one that was run, a feature is written from their sentences.
func (m *messageWriter) features(f *File) (*features, error) {
	all := &features{pickles: map[string]*messages.Pickle{}}
	byPlace := map[string]*messages.Pickle{}
	uris := map[string]bool{}
	for _, source := range f.header.Sources {
		if uris[source.URI] {
			continue
		}
		envelopes, pickles, err := m.parse(source.URI, source.Text)
		if err != nil {
			continue // its scenarios are written anew below
		}
		uris[source.URI] = true
		all.documents = append(all.documents, envelopes)
		for _, p := range pickles {
			byPlace[fmt.Sprintf("%s:%d", p.Uri, p.Location.Line)] = p
		}
	}
	used := map[*messages.Pickle]bool{}
	var missing []outline
	for s, err := range f.outlines() {
		if err != nil {
			return nil, err
		}
		p := byPlace[fmt.Sprintf("%s:%d", s.File, s.Line)]
		if p != nil && !used[p] && sameSteps(p, &s) {
			used[p] = true
			all.pickles[s.ID] = p
			continue
		}
		missing = append(missing, outlineOf(&s))
	}
	return all, m.rewrite(all, missing, uris)
}

func outlineOf(s *Scenario) outline {
	name, _ := shorten(visible(s.Name), longestSentence)
	feature, _ := shorten(visible(s.Feature), longestSentence)
	o := outline{id: s.ID, name: name, feature: feature, file: s.File, line: s.Line}
	for i := range s.Steps {
		o.keywords = append(o.keywords, s.Steps[i].Keyword)
		text, _ := shorten(visible(s.Steps[i].Text), longestSentence)
		o.steps = append(o.steps, text)
	}
	return o
}

// sameSteps reports whether a pickle is the scenario that was run. A scenario that never started may have no steps.
func sameSteps(p *messages.Pickle, s *Scenario) bool {
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

// rewrite writes features for the scenarios that have none, one a file.
func (m *messageWriter) rewrite(all *features, missing []outline, uris map[string]bool) error {
	var files []string
	byFile := map[string][]outline{}
	for _, o := range missing {
		if byFile[o.file] == nil {
			files = append(files, o.file)
		}
		byFile[o.file] = append(byFile[o.file], o)
	}
	for i, file := range files {
		uri := file
		if uri == "" || uris[uri] {
			uri = fmt.Sprintf("rewritten/%d/%s", i+1, file)
		}
		envelopes, pickles, err := m.parse(uri, featureText(byFile[file]))
		if err != nil {
			return fmt.Errorf("write %s anew: %w", visible(file), err)
		}
		if len(pickles) != len(byFile[file]) {
			return fmt.Errorf("write %s anew: it has %d scenarios instead of %d", visible(file), len(pickles), len(byFile[file]))
		}
		all.documents = append(all.documents, envelopes)
		for j, o := range byFile[file] {
			all.pickles[o.id] = pickles[j]
		}
	}
	return nil
}

// featureText writes a feature with the given scenarios, from foreign words: what could be taken for another line of
// Gherkin stands behind a keyword.
func featureText(outlines []outline) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Feature: %s\n", outlines[0].feature)
	for _, o := range outlines {
		fmt.Fprintf(&b, "\n  Scenario: %s\n", o.name)
		for i, text := range o.steps {
			keyword := strings.TrimSpace(o.keywords[i])
			switch keyword {
			case "Given", "When", "Then", "And", "But":
			default:
				keyword = "*"
			}
			fmt.Fprintf(&b, "    %s %s\n", keyword, text)
		}
		if len(o.steps) == 0 {
			b.WriteString("    * its sentences are not known\n")
		}
	}
	return b.String()
}

// parse returns the messages of one feature file.
func (m *messageWriter) parse(uri, text string) ([]*messages.Envelope, []*messages.Pickle, error) {
	document, err := gherkin.ParseGherkinDocument(strings.NewReader(text), m.ids.NewId)
	if err != nil {
		return nil, nil, err
	}
	document.Uri = uri
	pickles := gherkin.Pickles(*document, uri, m.ids.NewId)
	envelopes := []*messages.Envelope{
		{Source: &messages.Source{Uri: uri, Data: text, MediaType: messages.SourceMediaType_TEXT_X_CUCUMBER_GHERKIN_PLAIN}},
		{GherkinDocument: document},
	}
	for _, p := range pickles {
		if p.Location == nil {
			p.Location = &messages.Location{}
		}
		envelopes = append(envelopes, &messages.Envelope{Pickle: p})
	}
	return envelopes, pickles, nil
}
