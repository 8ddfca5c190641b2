package steps

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/internal/blocks"
	"github.com/bbconform/bbconform/steps/verdict"
)

// fixed is a Client that always gives the same answer.
type fixed struct {
	n    int
	body []byte
}

func (f *fixed) Do(_ context.Context, r *exchange.Request) (*exchange.Exchange, error) {
	f.n++
	return &exchange.Exchange{
		Number: f.n, Request: r, URL: "http://target" + r.Path, Status: 200, Header: http.Header{"Content-Type": {"application/json"}}, Body: f.body, Attempts: 1,
	}, nil
}

// Whatever a target answers, a sentence comes to a verdict and keeps what it says about it short.
func FuzzAnswers(f *testing.F) {
	for _, body := range []string{
		`{"book":{"id":"1","title":"x"},"revision":{"id":"1","serializedHash":"x","serializedSnapshot":"{}"}}`,
		`{"books":[{"id":"1","title":"x"},{"id":"1","title":"x"}]}`, `{"books":[`, "", "null", "[]", `"x"`, `{"book":null}`, "<html>", "\xff\xfe", `{"a":1}{"a":2}`,
		`{"book":{"id":1e999999,"title":"x"}}`, strings.Repeat("[", 20_000), `{"signature":{"payload":"{","verificationPayload":"x","verificationPayloadHash":"x"}}`,
	} {
		f.Add([]byte(body))
	}
	var texts []Sentence
	for _, d := range Vocabulary() {
		_, text, _ := strings.Cut(d.Example, " ")
		if d.Group != groupPreparing && d.Group != groupCalling {
			text = strings.NewReplacer("policies", "books", "policy", "book", "data agreements", "books", "consentRecord.", "book.", "individual", "book").Replace(text)
			texts = append(texts, Sentence{Text: text, Phase: Outcome})
		}
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, call := range []string{`"bookCreate" is called`, `every page of "bookList" is read, 2 entries at a time`, `"signatureCreate" is attempted`} {
			s := NewScenario(Environment{Catalogue: blocks.Catalogue(), Ref: blocks.Library, Client: &fixed{body: body}, Run: "run"})
			s.BeginStep(Action)
			check(t, s, Sentence{Text: call, Phase: Action})
			for _, text := range texts {
				s.BeginStep(Outcome)
				check(t, s, text)
			}
		}
	})
}

func check(t *testing.T, s *Scenario, sentence Sentence) {
	t.Helper()
	err := Say(t.Context(), s, sentence)
	var failure *verdict.Failure
	var open *verdict.Inconclusive
	var not *verdict.NotApplicable
	var suite *verdict.SuiteFault
	if err != nil && !errors.As(err, &failure) && !errors.As(err, &open) && !errors.As(err, &not) && !errors.As(err, &suite) {
		t.Errorf("%s: %v", sentence.Text, err)
	}
	for _, c := range s.EndStep().Checks {
		if len(c.Actual) > 4000 || len(c.Expected) > 4000 {
			t.Errorf("%s: %d bytes expected, %d bytes of what was seen", sentence.Text, len(c.Expected), len(c.Actual))
		}
	}
}

// Whatever a feature says, at most one sentence fits, and its uses can be told.
func FuzzSentences(f *testing.F) {
	for _, d := range Vocabulary() {
		_, text, _ := strings.Cut(d.Example, " ")
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if fitting := Matches(text); len(fitting) > 1 {
			t.Errorf("%q fits %q and %q", text, fitting[0].Sentence, fitting[1].Sentence)
		}
		vocabulary().Uses(text)
	})
}

func BenchmarkMatches(b *testing.B) {
	texts := make([]string, 0, len(Vocabulary()))
	for _, d := range Vocabulary() {
		_, text, _ := strings.Cut(d.Example, " ")
		texts = append(texts, text)
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		Matches(texts[i%len(texts)])
		i++
	}
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		vocabulary().Parse(Sentence{Text: `its "consentRecord.individual.id" is the identifier of the other individual`})
	}
}

func BenchmarkRefusal(b *testing.B) {
	sentences := sentencesOf(b, "Given a valid \"bookCreate\" request\nBut its body field \"book.pages\" is null\nWhen it is attempted\nThen it answers within 5 seconds")
	b.ReportAllocs()
	for b.Loop() {
		client := &fixed{body: []byte(`{"book":{"id":"1","title":"x"},"revision":{"id":"1","serializedHash":"x"}}`)}
		s := NewScenario(Environment{Catalogue: blocks.Catalogue(), Ref: blocks.Library, Client: client, Run: "run"})
		for _, sentence := range sentences {
			s.BeginStep(sentence.Phase)
			if err := Say(b.Context(), s, sentence); err != nil {
				b.Fatal(err)
			}
			s.EndStep()
		}
	}
}
