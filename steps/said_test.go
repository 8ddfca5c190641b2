package steps

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/internal/blocks"
	"github.com/bbconform/bbconform/steps/verdict"
)

// said is what came of a scenario.
type said struct {
	err      error
	sentence string // that went wrong
	records  []StepRecord
	scenario *Scenario
	client   *blocks.Wire
}

// code is the code of the first finding.
func (s said) code() string {
	for _, record := range s.records {
		for _, f := range record.Findings {
			return f.Code
		}
	}
	return ""
}

func (s said) verdict() string {
	var failure *verdict.Failure
	var open *verdict.Inconclusive
	var not *verdict.NotApplicable
	var suite *verdict.SuiteFault
	switch {
	case s.err == nil:
		return "passed"
	case errors.As(s.err, &failure):
		return "failed"
	case errors.As(s.err, &open):
		return "inconclusive"
	case errors.As(s.err, &not):
		return "not applicable"
	case errors.As(s.err, &suite):
		return "suite"
	}
	return "harness"
}

// sentencesOf reads sentences as a feature has them.
func sentencesOf(t testing.TB, text string) []Sentence {
	t.Helper()
	var sentences []Sentence
	phase := Preparation
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if strings.HasPrefix(line, "|") {
			var row []string
			for cell := range strings.SplitSeq(strings.Trim(line, "|"), "|") {
				row = append(row, strings.TrimSpace(cell))
			}
			last := &sentences[len(sentences)-1]
			last.Table = append(last.Table, row)
			continue
		}
		keyword, rest, _ := strings.Cut(line, " ")
		switch keyword {
		case "Given":
			phase = Preparation
		case "When":
			phase = Action
		case "Then":
			phase = Outcome
		case "And", "But":
		default:
			t.Fatalf("%q has no keyword", line)
		}
		sentences = append(sentences, Sentence{Text: rest, Phase: phase})
	}
	return sentences
}

// tell says the sentences to a handler that serves the library. They come after the name of the building block.
func tell(t testing.TB, handler http.Handler, text string, options ...func(*Environment)) said {
	t.Helper()
	return tellOf(t, blocks.Library, handler, text, options...)
}

// tellOf says the sentences to a handler that serves a building block.
func tellOf(t testing.TB, ref specs.Ref, handler http.Handler, text string, options ...func(*Environment)) said {
	t.Helper()
	server := httptest.NewServer(handler)
	defer server.Close()
	sentences := sentencesOf(t, "Given the \""+ref.Name+"\" building block\n"+text)
	client := &blocks.Wire{Base: server.URL}
	env := Environment{
		Catalogue: blocks.Catalogue(), Ref: ref, Client: client, Callers: blocks.Callers, Run: "run", Scenario: t.Name(), Sentences: sentences,
		Wait: func(context.Context, time.Duration) error { return nil },
	}
	for _, option := range options {
		option(&env)
	}
	s := NewScenario(env)
	result := said{scenario: s, client: client}
	for _, sentence := range sentences {
		s.BeginStep(sentence.Phase)
		result.err = Say(t.Context(), s, sentence)
		result.records = append(result.records, s.EndStep())
		if result.err != nil {
			result.sentence = sentence.Text
			break
		}
	}
	record := s.Cleanup(t.Context())
	if result.err == nil && len(record.Notes) > 0 {
		t.Errorf("cleanup: %q", record.Notes)
	}
	return result
}

// mustBe fails the test unless the scenario came out as it should.
func (s said) mustBe(t testing.TB, verdict, code string) {
	t.Helper()
	if s.verdict() != verdict || code != "" && s.code() != code {
		t.Errorf("verdict %s, finding %q, at %q: %v\nwant %s, %q", s.verdict(), s.code(), s.sentence, s.err, verdict, code)
	}
	if s.verdict() == "passed" {
		for _, record := range s.records {
			for _, check := range record.Checks {
				if !check.Passed {
					t.Errorf("passed in spite of %+v", check)
				}
			}
			if len(record.Findings) > 0 {
				t.Errorf("passed in spite of %+v", record.Findings)
			}
		}
	}
}
