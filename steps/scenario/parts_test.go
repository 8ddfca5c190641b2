package scenario

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/tidwall/gjson"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/contract/finding"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/internal/blocks"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/verdict"
)

// inLibrary is a scenario in which nothing was said yet, whose requests a handler answers.
func inLibrary(t *testing.T, handler http.Handler, options ...func(*Environment)) (*Scenario, *blocks.Wire) {
	t.Helper()
	client := &blocks.Wire{Base: "http://library", Handler: handler}
	env := Environment{Catalogue: blocks.Catalogue(), Ref: blocks.Library, Client: client, Callers: blocks.Callers, Run: "run", Scenario: t.Name()}
	for _, option := range options {
		option(&env)
	}
	s := New(env)
	if err := s.MustBeAbout("library"); err != nil {
		t.Fatal(err)
	}
	return s, client
}

// ending is how an error ends a sentence, in a word.
func ending(err error) string {
	switch {
	case err == nil:
		return "passed"
	case errors.As(err, new(*verdict.Failure)):
		return "failed"
	case errors.As(err, new(*verdict.Inconclusive)):
		return "inconclusive"
	case errors.As(err, new(*verdict.SuiteFault)):
		return "suite"
	}
	return err.Error()
}

func TestANamespaceKnowsWhoIsMeant(t *testing.T) {
	t.Parallel()
	n := newNamespace()
	book := func(id string) *Instance {
		return &Instance{Kind: "book", ID: id, Spec: specs.Resource{Create: "bookCreate"}}
	}
	first, second, third, again := book(`"1"`), book(`2`), book(`"3"`), book(`"4"`)
	n.bind(first, false)
	n.bind(second, true)
	if of := n.Of("book"); of.Current != first || of.Other != second || len(of.All) != 2 {
		t.Errorf("%+v", of)
	}
	n.bind(third, false)
	n.bind(third, false)
	if of := n.Of("book"); of.Current != third || of.Other != second || len(of.All) != 3 {
		t.Errorf("%+v", of)
	}
	if n.known("book", "2.0") != second || n.known("book", `"2"`) != nil || n.known("shelf", "2") != nil {
		t.Error("identifiers are not told apart by their values")
	}
	n.replace(second, again)
	if of := n.Of("book"); of.Other != again || slices.Contains(of.All, second) || of.Current != third {
		t.Errorf("%+v", of)
	}
	n.made = append(n.made, first)
	if !n.isMade("bookCreate", gjson.Parse(`"1"`)) || n.isMade("bookCreate", gjson.Parse(`1`)) || n.isMade("shelfCreate", gjson.Parse(`"1"`)) {
		t.Error("what was made is not known by its identifier")
	}
}

func TestWhatIsHeldAgainstTheTarget(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		phase   language.Phase
		purpose exchange.Purpose
		ending  string
	}{
		{language.Preparation, exchange.Preparing, "inconclusive"},
		{language.Preparation, exchange.Testing, "inconclusive"},
		{language.Action, exchange.Preparing, "inconclusive"},
		{language.Action, exchange.Control, "inconclusive"},
		{language.Action, exchange.Testing, "failed"},
		{language.Outcome, exchange.Observing, "failed"},
		{language.Outcome, exchange.Control, "inconclusive"},
	} {
		r := newRecorder()
		r.begin(c.phase)
		err := r.Blame(c.purpose, 7, specs.Finding{Code: "wrong-value", Operation: "bookRead", Message: "it is wrong", Expected: "1", Actual: "2"})
		if ending(err) != c.ending || !strings.Contains(err.Error(), "bookRead: it is wrong, expected 1, got 2") {
			t.Errorf("%s, %s: %v", c.phase, c.purpose, err)
		}
		record := r.end()
		if len(record.Findings) != 1 || record.Findings[0].Exchange != 7 || record.Findings[0].Phase != c.phase || record.Findings[0].Purpose != c.purpose {
			t.Errorf("kept %+v", record.Findings)
		}
		if record = r.end(); len(record.Findings) > 0 {
			t.Errorf("the next sentence is blamed for %+v", record.Findings)
		}
	}
}

// answered is an exchange of a request with an answer.
func answered(t *testing.T, s *Scenario, operation string, purpose exchange.Purpose, status int, body string) (*Prepared, *exchange.Exchange) {
	t.Helper()
	b, err := s.Instances.request(t.Context(), operation, Bindings{})
	if err != nil {
		t.Fatal(err)
	}
	sent := *b.Request
	sent.Purpose = purpose
	return b, &exchange.Exchange{
		Number: 1, Request: &sent, Status: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: []byte(body),
	}
}

func TestAJudgeTurnsExchangesIntoEndings(t *testing.T) {
	t.Parallel()
	const member = `{"member":{"id":"1","name":"Ada"}}`
	for _, c := range []struct {
		name   string
		status int
		body   string
		want   Want
		ending string
		code   string
	}{
		{"accepted", 200, member, WantAccepted, "passed", ""},
		{"accepted, either way", 200, member, WantEither, "passed", ""},
		{"against the contract", 200, `{"member":{"id":1}}`, WantAny, "failed", finding.WrongType},
		{"refused", 404, "", WantAny, "passed", ""},
		{"refused, where it must be accepted", 404, "", WantAccepted, "failed", "not-accepted"},
		{"refused, either way", 404, "", WantEither, "passed", ""},
		{"refused with a leak, either way", 400, `{"detail":"panic: runtime error"}`, WantEither, "failed", "leaks-internals"},
		{"refused without a declaration, either way", 418, `{}`, WantEither, "passed", ""},
		{"undeclared, until a sentence asks", 201, member, WantAny, "passed", ""},
		{"undeclared, where it must be accepted", 201, member, WantAccepted, "failed", finding.UndeclaredStatus},
		{"broken down, either way", 500, "", WantEither, "failed", "not-accepted"},
		{"limited, where it must be accepted", 429, "", WantAccepted, "inconclusive", ""},
		{"limited, either way", 429, "", WantEither, "inconclusive", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, _ := inLibrary(t, blocks.NewLibrary(t, ""))
			if err := s.Instances.MakeExisting(t.Context(), "member", ""); err != nil {
				t.Fatal(err)
			}
			b, x := answered(t, s, "memberRead", exchange.Testing, c.status, c.body)
			s.BeginStep(language.Action)
			a, err := s.Judge.judge(b, x, c.want)
			record := s.EndStep()
			if ending(err) != c.ending || (a == nil) != (err != nil) || c.code != "" && record.Findings[0].Code != c.code {
				t.Errorf("%s: %v, %+v", ending(err), err, record.Findings)
			}
			if len(record.Checks) == 0 {
				t.Error("nothing was recorded")
			}
			if accepted := s.History.WasAccepted("memberRead", "librarian"); accepted != (c.ending == "passed" && c.status == 200) {
				t.Errorf("accepted before: %v", accepted)
			}
		})
	}
}

func TestWhoIsAtFault(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		about   string
		changed string
		phase   language.Phase
		purpose exchange.Purpose
		status  int
		want    string
	}{
		{"the operation that the scenario is about", "bookUpdate", "", language.Outcome, exchange.Observing, 200, "bookUpdate"},
		{"whoever answers 5xx", "bookUpdate", "", language.Outcome, exchange.Observing, 503, "memberRead"},
		{"a control for itself", "bookUpdate", "", language.Action, exchange.Control, 400, "memberRead"},
		{"while it is prepared, for itself", "bookUpdate", "", language.Preparation, exchange.Testing, 404, "memberRead"},
		{"the one that changed something last", "", "bookDelete", language.Outcome, exchange.Observing, 200, "bookDelete"},
		{"a call for itself", "", "bookDelete", language.Action, exchange.Testing, 200, "memberRead"},
	} {
		s, _ := inLibrary(t, blocks.NewLibrary(t, ""), func(e *Environment) { e.About = c.about })
		b, x := answered(t, s, "memberRead", c.purpose, c.status, "{}")
		s.BeginStep(c.phase)
		s.History.changed = c.changed
		if got := s.Judge.AtFault(newAnswer(b, x)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestHistoryKnowsWhatWasSentAboutWhom(t *testing.T) {
	t.Parallel()
	s, _ := inLibrary(t, blocks.NewLibrary(t, ""))
	for _, other := range []bool{false, true} {
		if err := s.Instances.makeNamed(t.Context(), "book", "", other); err != nil {
			t.Fatal(err)
		}
	}
	first, err := s.Instances.Find("book", false)
	if err != nil {
		t.Fatal(err)
	}
	second, err := s.Instances.Find("book", true)
	if err != nil {
		t.Fatal(err)
	}
	title := func(inst *Instance) string {
		v, err := s.History.LastSent("book.title", inst)
		if err != nil {
			t.Fatal(err)
		}
		return v.Str
	}
	if title(nil) != title(second) || title(first) == title(second) || title(first) != gjson.Get(first.Known(), "title").Str {
		t.Errorf("%s, %s, last %s", title(first), title(second), title(nil))
	}
	if _, err := s.History.LastSent("book.unicorn", nil); ending(err) != "suite" {
		t.Error(err)
	}
	if a := first.Source(); !s.History.IsJudged(first, a, "title") || !s.History.IsJudged(first, a, "cover.colour") || s.History.IsJudged(first, a, "hits") {
		t.Error("what a target adds of its own is judged, or what it was sent is not")
	}
}

// rewriting answers like the library, with something else in the answer of GET /books/….
func rewriting(t *testing.T, rewrite func(book blocks.Object)) http.Handler {
	t.Helper()
	library := blocks.NewLibrary(t, "")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet || !strings.HasPrefix(r.URL.Path, "/books/") {
			library.ServeHTTP(w, r)
			return
		}
		library.Mu.Lock()
		defer library.Mu.Unlock()
		for _, book := range library.Books {
			if strings.HasSuffix(r.URL.Path, book["id"].(string)) {
				data, _ := json.Marshal(book)
				var changed blocks.Object
				_ = json.Unmarshal(data, &changed)
				rewrite(changed)
				blocks.Reply(w, 200, blocks.Object{"book": changed, "revision": blocks.Object{"id": "r", "serializedHash": "x"}})
			}
		}
	})
}

func TestAPeekDecidesNothing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		rewrite func(blocks.Object)
		read    string // how reading ends
		notes   int    // of the peek
	}{
		"as it is":             {func(blocks.Object) {}, "passed", 0},
		"against the contract": {func(b blocks.Object) { b["pages"] = "many" }, "failed", 1},
		"another one":          {func(b blocks.Object) { b["id"] = "another" }, "failed", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, client := inLibrary(t, rewriting(t, c.rewrite))
			if err := s.Instances.MakeExisting(t.Context(), "book", ""); err != nil {
				t.Fatal(err)
			}
			inst, err := s.Instances.Find("book", false)
			if err != nil {
				t.Fatal(err)
			}
			it := *s.It
			s.BeginStep(language.Outcome)
			object, _, err := s.Observer.peek(t.Context(), inst)
			if record := s.EndStep(); err != nil || !object.IsObject() || len(record.Notes) != c.notes || len(record.Findings) > 0 {
				t.Errorf("%v, %+v", err, record)
			}
			s.BeginStep(language.Outcome)
			if _, _, err = s.Observer.Read(t.Context(), inst); ending(err) != c.read {
				t.Errorf("read: %v", err)
			}
			if s.It.Answer != it.Answer {
				t.Error("it is another answer now")
			}
			if purposes := client.Purposes(); purposes[len(purposes)-1] != "observation bookRead" {
				t.Errorf("sent %q", purposes)
			}
		})
	}
}

func TestBaselinesAreTakenOnceAndInTime(t *testing.T) {
	t.Parallel()
	sentences := []language.Sentence{
		{Text: "an existing book", Phase: language.Preparation}, {Text: "a call", Phase: language.Action}, {Text: "another call", Phase: language.Action},
		{Text: "the book is unchanged", Phase: language.Outcome}, {Text: "a third call", Phase: language.Action}, {Text: "the book is unchanged", Phase: language.Outcome},
	}
	s, client := inLibrary(t, blocks.NewLibrary(t, ""), func(e *Environment) {
		e.Sentences = sentences
		e.Comparisons = []language.Comparison{{Step: 3, With: language.AsItWas, Kind: "book"}, {Step: 5, With: language.AsItWas, Kind: "book"}}
	})
	var reads []int
	for i, sentence := range sentences {
		s.BeginStep(sentence.Phase)
		before := len(client.Seen)
		var err error
		switch sentence.Phase {
		case language.Preparation:
			err = s.Instances.MakeExisting(t.Context(), "book", "")
		case language.Action:
			err = s.Requests.baselines.take(t.Context())
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range client.Seen[before:] {
			if r.Operation.ID == "bookRead" {
				reads = append(reads, i)
			}
		}
	}
	// Before the first of the calls in a row, and again before the next row: the look from before other calls is too old.
	if !slices.Equal(reads, []int{1, 4}) {
		t.Errorf("the book was read at sentences %v", reads)
	}
}
