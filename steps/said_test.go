package steps

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/internal/blocks"
	"github.com/bbconform/bbconform/steps/verdict"
)

// unkept keeps no connection: those of the default client are closed by whichever test ends first.
var unkept = &http.Transport{DisableKeepAlives: true}

// wire is a Client for tests.
type wire struct {
	base string
	mu   sync.Mutex
	n    int
	seen []*exchange.Request
}

func (c *wire) Do(ctx context.Context, r *exchange.Request) (*exchange.Exchange, error) {
	c.mu.Lock()
	c.n++
	x := &exchange.Exchange{Number: c.n, Request: r, Attempts: 1}
	c.seen = append(c.seen, r)
	c.mu.Unlock()
	x.URL = c.base + r.Path
	if len(r.Query) > 0 {
		x.URL += "?" + r.Query.Encode()
	}
	request, err := http.NewRequestWithContext(ctx, r.Operation.Method, x.URL, bytes.NewReader(r.Body))
	if err != nil {
		return nil, err
	}
	for name, values := range r.Header {
		request.Header[name] = values
	}
	if r.MediaType != "" {
		request.Header.Set("Content-Type", r.MediaType)
	}
	switch r.Credentials {
	case exchange.AsConfigured:
		request.Header.Set("Authorization", "key")
	case exchange.Wrong:
		request.Header.Set("Authorization", "wrong")
	}
	start := time.Now()
	answer, err := unkept.RoundTrip(request)
	if err != nil {
		x.Err = &exchange.NoAnswer{Kind: exchange.Closed, Reason: "the connection was closed", Cause: err}
		return x, nil //nolint:nilerr // it is in the exchange
	}
	x.Body, err = io.ReadAll(answer.Body)
	err = errors.Join(err, answer.Body.Close())
	x.Status, x.Header, x.Duration = answer.StatusCode, answer.Header, time.Since(start)
	return x, err
}

// said is what came of a scenario.
type said struct {
	err      error
	sentence string // that went wrong
	records  []StepRecord
	scenario *Scenario
	client   *wire
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

// tell says the sentences to a handler. They come after the name of the building block.
func tell(t testing.TB, handler http.Handler, text string, options ...func(*Environment)) said {
	t.Helper()
	server := httptest.NewServer(handler)
	defer server.Close()
	sentences := sentencesOf(t, "Given the \"library\" building block\n"+text)
	client := &wire{base: server.URL}
	env := Environment{
		Catalogue: blocks.Catalogue(), Ref: blocks.Library, Client: client, HasCredentials: true, Run: "run", Scenario: t.Name(), Sentences: sentences,
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
