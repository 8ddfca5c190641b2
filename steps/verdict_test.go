package steps

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/internal/blocks"
)

// broken is a Client that gives no answer to the requests of one purpose.
type brokenWire struct {
	*blocks.Wire
	purpose  exchange.Purpose
	exchange func(*exchange.Exchange)
}

func (c brokenWire) Do(ctx context.Context, r *exchange.Request) (*exchange.Exchange, error) {
	x, err := c.Wire.Do(ctx, r)
	if err == nil && r.Purpose == c.purpose {
		c.exchange(x)
	}
	return x, err
}

func TestMissingAnswersAreVerdicts(t *testing.T) {
	t.Parallel()
	none := func(kind exchange.NoAnswerKind) func(*exchange.Exchange) {
		return func(x *exchange.Exchange) { x.Err = &exchange.NoAnswer{Kind: kind, Reason: "because"} }
	}
	for _, c := range []struct {
		name          string
		exchange      func(*exchange.Exchange)
		verdict, code string
	}{
		{"not connected", none(exchange.NotConnected), "inconclusive", ""},
		{"interrupted", none(exchange.Interrupted), "inconclusive", ""},
		{"closed", none(exchange.Closed), "failed", "no-answer"},
		{"too slow", none(exchange.TooSlow), "failed", "too-slow"},
		{"too large", func(x *exchange.Exchange) { x.TooLarge = true }, "failed", "answer-too-large"},
		{"something else", func(x *exchange.Exchange) { x.Err = errors.New("what") }, "harness", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			breakOff := func(purpose exchange.Purpose) func(*Environment) {
				return func(e *Environment) {
					e.Deadline = time.Second
					e.Client = brokenWire{e.Client.(*blocks.Wire), purpose, c.exchange}
				}
			}
			tell(t, blocks.NewLibrary(t, ""), "When \"bookCreate\" is called", breakOff(exchange.Testing)).mustBe(t, c.verdict, c.code)
			verdict := c.verdict
			if verdict == "failed" {
				verdict = "inconclusive"
			}
			tell(t, blocks.NewLibrary(t, ""), "Given an existing book", breakOff(exchange.Preparing)).mustBe(t, verdict, c.code)
			refusal := "Given a valid \"bookCreate\" request\nBut its body is missing\nWhen it is sent"
			control := tell(t, blocks.NewLibrary(t, ""), refusal, breakOff(exchange.Control))
			control.mustBe(t, verdict, c.code)
		})
	}
}

func TestAHarnessFaultIsNoVerdict(t *testing.T) {
	t.Parallel()
	said := tell(t, blocks.NewLibrary(t, ""), "When \"bookCreate\" is called", func(e *Environment) { e.Client = failing{} })
	said.mustBe(t, "harness", "")
}

type failing struct{}

func (failing) Do(context.Context, *exchange.Request) (*exchange.Exchange, error) {
	return nil, errors.New("cannot be built")
}

func TestTheSameWrongIsHeldAgainstWhoeverItIsDueTo(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, fault, verdict, code string }{
		{"in preparation", "Given \"bookCreate\" has been called", "wrong status", "inconclusive", "undeclared-status"},
		{"a check in preparation", "Given an existing book\nAnd its \"book.title\" is \"Nothing\"", "", "inconclusive", "wrong-value"},
		{"a later check of what was prepared", "Given an existing book\nThen its \"book.title\" is \"Nothing\"", "", "failed", "wrong-value"},
		{"when called", "When \"bookCreate\" is called\nThen it is accepted", "wrong status", "failed", "undeclared-status"},
		{"when called, and nothing else is asked", "When \"bookCreate\" is called\nThen its \"book.id\" is present", "wrong status", "failed", "undeclared-status"},
		{"before the next call", "When \"bookCreate\" is called\nAnd \"bookRead\" is called", "wrong status", "failed", "undeclared-status"},
		{"in the control", "Given a valid \"bookCreate\" request\nBut its body is missing\nWhen it is sent", "wrong status", "inconclusive", "undeclared-status"},
		{"limited", "When \"bookUpdate\" is called\nThen it is accepted", "answers 429", "inconclusive", ""},
		{"limited when refused", "Given a valid \"bookUpdate\" request\nWhen it is attempted", "answers 429", "inconclusive", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			said := tell(t, blocks.NewLibrary(t, c.fault), c.text)
			said.mustBe(t, c.verdict, c.code)
			if c.code != "" && said.records[len(said.records)-1].Findings[0].Operation == "" {
				t.Error("the finding names no operation")
			}
		})
	}
}

func TestNothingPassesVacuously(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Then it is accepted",
		"Then it is refused",
		"Then nothing is found",
		"Then its \"book\" is present",
		"Then all answers are accepted",
		"Then no page holds more than 2 entries",
		"When it is sent",
		"When \"bookRead\" is called again",
		"Given its body is missing",
		"Given an existing unicorn",
		"Given an existing book for the other member",
		"When \"bookRead\" is called for the other book",
		"When \"unicornRead\" is called",
		"When \"bookRead\" is called on behalf of the other member",
		"When \"bookRead\" is called with\n| unicorn | 1 |",
		"When \"bookCreate\" is called with\n| book.title | ${unicorn} |",
		"When \"bookCreate\" is called with\n| book.title | ${data.unicorn} |",
		"When \"bookCreate\" is called with\n| book.title | ${remembered.unicorn} |",
		"When every page of \"loanList\" is read, 2 entries at a time",
		"When \"bookPages\" is read from its second entry on",
		"When \"bookList\" is called\nThen it begins with the second entry of the whole list",
		"Then the book can be read",
		"Given an existing book\nThen the book is unchanged",
		"Given an existing book\nThen the book can no longer be read",
		"Given an existing book\nThen the list of books no longer contains the book",
		"Given an existing book\nThen the list of members contains the book",
		"When \"bookRead\" is called\nThen its \"book.id\" is the remembered \"unicorn\"",
		"When \"bookRead\" is called with\n| bookId | nothing |\nThen it is refused",
		"When \"bookRead\" is called\nThen its \"book\" is as sent in \"unicorn\"",
		"Given a valid \"bookCreate\" request\nBut its body is missing\nWhen it is sent 2 times at once",
		"Given a valid \"bookCreate\" request\nWhen it is sent 99 times at once",
	} {
		said := tell(t, blocks.NewLibrary(t, ""), text)
		if said.verdict() != "suite" {
			t.Errorf("%q: %s, %v", text, said.verdict(), said.err)
		}
	}
	for _, text := range []string{
		"When \"bookList\" is called\nThen every entry of its \"books\" has \"title\" \"x\"",
		"When \"bookList\" is called\nThen no two entries of its \"books\" share their \"id\"",
		"When every page of \"bookList\" is read, 2 entries at a time\nThen no page holds more than 2 entries",
		"When \"bookList\" is read from its second entry on\nThen it begins with the second entry of the whole list",
		"When \"bookDelete\" is called\nThen its \"anything\" is absent",
		"When \"bookList\" is called\nThen its \"nothing\" is empty",
		"When \"bookList\" is called\nThen its \"nothing\" is not \"x\"",
		"When \"bookList\" is called\nThen its \"nothing.within\" is absent",
		"When \"bookList\" is called\nThen its \"nothing\" does not contain an entry whose \"id\" is \"x\"",
		"When \"bookList\" is called\nThen its \"books\" is present\nAnd its \"books.0\" is present",
	} {
		tell(t, blocks.NewLibrary(t, ""), text).mustBe(t, "failed", "")
	}
}

// Whoever answers the same to everything passes nothing.
func TestDegenerateAnswersPassNothing(t *testing.T) {
	t.Parallel()
	for name, handler := range map[string]http.HandlerFunc{
		"404":        func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) },
		"401":        func(w http.ResponseWriter, _ *http.Request) { blocks.Reply(w, 401, blocks.Object{"detail": "no"}) },
		"500":        func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) },
		"empty":      func(w http.ResponseWriter, _ *http.Request) { blocks.Reply(w, 200, blocks.Object{}) },
		"html":       func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>hello</html>") },
		"no content": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, c := range sentenceCases {
				said := tell(t, handler, c.text)
				if v := said.verdict(); v != "failed" && v != "inconclusive" {
					t.Errorf("%s: %s, %v", strings.TrimSpace(c.text), v, said.err)
				}
			}
		})
	}
}

func TestCredentialsThatNobodyDemandsAreNotApplicable(t *testing.T) {
	t.Parallel()
	text := "Given a valid \"jobRead\" request\nBut it carries no credentials\nWhen it is sent\nThen it is refused"
	tell(t, blocks.NewLibrary(t, ""), text, func(e *Environment) { e.Callers = exchange.Everybody(exchange.Credentials{}) }).mustBe(t, "not applicable", "")
	tell(t, blocks.NewLibrary(t, ""), text).mustBe(t, "failed", "not-refused")
	said := tell(t, blocks.NewLibrary(t, ""), strings.ReplaceAll(text, "jobRead", "bookRead"), func(e *Environment) { e.Callers = exchange.Everybody(exchange.Credentials{}) })
	said.mustBe(t, "passed", "")
}

// TestStrangersProveNothing holds that whoever has nothing to present learns nothing from being sent away: a product that
// protects its data is not at fault when the configuration has no credentials for it.
func TestStrangersProveNothing(t *testing.T) {
	t.Parallel()
	sendsAway := func(status int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }
	}
	stranger := func(e *Environment) { e.Callers = nil }
	for _, text := range []string{
		"When \"bookCreate\" is called\nThen it is accepted",
		"When \"bookCreate\" is attempted\nThen the book can be read",
		"Given a valid \"bookCreate\" request\nBut its body field \"book.title\" is missing\nWhen it is sent\nThen it is refused",
		"Given a valid \"bookCreate\" request\nBut it carries no credentials\nWhen it is sent\nThen it is refused",
		"Given an existing book\nThen the book can be read",
	} {
		tell(t, sendsAway(http.StatusUnauthorized), text, stranger).mustBe(t, "inconclusive", "")
		tell(t, sendsAway(http.StatusForbidden), text, stranger).mustBe(t, "inconclusive", "") // the contract demands credentials
	}
	text := "When \"bookCreate\" is called\nThen it is accepted"
	tell(t, sendsAway(http.StatusUnauthorized), text).mustBe(t, "failed", "not-accepted")         // in spite of credentials
	tell(t, sendsAway(http.StatusBadRequest), text, stranger).mustBe(t, "failed", "not-accepted") // not for want of credentials
	text = "Given an existing book\nWhen \"jobRead\" is called\nThen it is accepted"              // the contract demands none
	tell(t, refusing(blocks.NewLibrary(t, ""), "/jobs/", http.StatusForbidden), text, stranger).mustBe(t, "failed", "not-accepted")
	tell(t, refusing(blocks.NewLibrary(t, ""), "/jobs/", http.StatusUnauthorized), text, stranger).mustBe(t, "inconclusive", "")
}

// refusing answers with a status wherever the path begins so.
func refusing(next http.Handler, begins string, status int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, begins) {
			w.WriteHeader(status)
			return
		}
		next.ServeHTTP(w, r)
	}
}

// TestListsThatTellIdentifiers holds that a list in which the identifier of a new instance is looked up answers for itself: where it
// refuses, what was made is not said to have told no identifier.
func TestListsThatTellIdentifiers(t *testing.T) {
	t.Parallel()
	refusing := func(status int) http.HandlerFunc {
		l := blocks.NewLibrary(t, "")
		return func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet && r.URL.Path == "/shelves" {
				w.WriteHeader(status)
				return
			}
			l.ServeHTTP(w, r)
		}
	}
	text := "When \"shelfCreate\" is called\nThen it is accepted\nWhen \"shelfDelete\" is called\nThen it is accepted"
	stranger := func(e *Environment) { e.Callers = nil }
	tell(t, refusing(http.StatusUnauthorized), text, stranger).mustBe(t, "inconclusive", "")
	said := tell(t, refusing(http.StatusInternalServerError), text)
	said.mustBe(t, "failed", "not-accepted")
	if !strings.Contains(said.err.Error(), "shelfList") {
		t.Errorf("the list that broke down is not named: %v", said.err)
	}
	said = tell(t, refusing(http.StatusNotFound), "Given an existing shelf\nWhen \"shelfDelete\" is called\nThen it is accepted")
	said.mustBe(t, "inconclusive", "not-accepted")
	if !strings.Contains(said.err.Error(), "shelfList") {
		t.Errorf("the list that is not there is not named: %v", said.err)
	}
}
