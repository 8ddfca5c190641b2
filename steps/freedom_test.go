package steps

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/bbconform/bbconform/steps/internal/blocks"
)

// busy is a library in which somebody puts a book before all others whenever the list is about to be read, so many times.
type busy struct {
	*blocks.Server
	times int
}

func (b *busy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.Mu.Lock()
	if r.Method == http.MethodGet && r.URL.Path == "/books" && b.times > 0 {
		b.times--
		another := maps.Clone(b.Books[0])
		another["id"] = b.ID("another")
		b.Books = append([]blocks.Object{another}, b.Books...)
	}
	b.Mu.Unlock()
	b.Server.ServeHTTP(w, r)
}

// volatile is a library in which somebody's book is at the beginning of the list whenever it is read from its second entry on, so many
// times, and gone when it is read from the first.
type volatile struct {
	*blocks.Server
	times int
}

func (l *volatile) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer := httptest.NewRecorder()
	l.Server.ServeHTTP(answer, r)
	if r.URL.Path == "/books" && r.URL.Query().Get("offset") == "1" && l.times > 0 {
		l.times--
		moved := r.Clone(r.Context())
		query := moved.URL.Query()
		query.Set("offset", "0")
		moved.URL.RawQuery = query.Encode()
		answer = httptest.NewRecorder()
		l.Server.ServeHTTP(answer, moved)
	}
	maps.Copy(w.Header(), answer.Header())
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes())
}

// What others add and remove again between two readings is not held against a list, unless it is so every time.
func TestListsThatOthersChangeAndChangeBack(t *testing.T) {
	t.Parallel()
	const text = "Given 3 existing books\nWhen \"bookList\" is read from its second entry on\nThen it begins with the second entry of the whole list"
	// A list must have stood still four times before it is held against it.
	tell(t, &volatile{blocks.NewLibrary(t, ""), 3}, text).mustBe(t, "passed", "")
	tell(t, &volatile{blocks.NewLibrary(t, ""), 1_000}, text).mustBe(t, "failed", "wrong-value")
}

// leaving is a library in which the first book, which is somebody else's, is taken away once the first page was read.
type leaving struct {
	*blocks.Server
	begun bool
}

func (l *leaving) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet && r.URL.Path == "/books" {
		l.Mu.Lock()
		switch first := r.URL.Query().Get("offset") == "0"; {
		case first && !l.begun:
			l.begun = true
			another := maps.Clone(l.Books[0])
			another["id"] = "another"
			l.Books = append([]blocks.Object{another}, l.Books...)
		case !first && l.Books[0]["id"] == "another":
			l.Books = l.Books[1:]
		}
		l.Mu.Unlock()
	}
	l.Server.ServeHTTP(w, r)
}

// What moves to the page that was read before, because something before it was removed, is found all the same.
func TestListsThatBecomeShorter(t *testing.T) {
	t.Parallel()
	const text = "Given 5 existing books\nWhen every page of \"bookList\" is read, 5 entries at a time\nThen the pages hold each of the books exactly once"
	tell(t, &leaving{Server: blocks.NewLibrary(t, "")}, text).mustBe(t, "passed", "")
	tell(t, &leaving{Server: blocks.NewLibrary(t, "list incomplete")}, text).mustBe(t, "failed", "missing-entry")
}

// A list that others change while it is being read is read again, and what is wrong with it is still found.
func TestListsThatOthersChange(t *testing.T) {
	t.Parallel()
	const everyPage = "Given 5 existing books\nWhen every page of \"bookList\" is read, 2 entries at a time\nThen the pages hold each of the books exactly once"
	const deletion = "Given 5 existing books\nAnd another existing book\nWhen \"bookDelete\" is called\nThen it is accepted\nAnd the list of books contains the other book exactly once"
	const offset = "Given 3 existing books\nWhen \"bookList\" is read from its second entry on\nThen it begins with the second entry of the whole list"
	for _, test := range []struct {
		text, fault   string
		times         int
		verdict, code string
	}{
		{everyPage, "", 4, "passed", ""},
		{everyPage, "list repeats", 4, "failed", "duplicate-entry"},
		{everyPage, "list incomplete", 4, "failed", "missing-entry"},
		{deletion, "", 3, "passed", ""},
		{deletion, "list incomplete", 3, "failed", "missing-entry"},
		{offset, "", 2, "passed", ""},
		{offset, "", 1_000, "inconclusive", ""},
		{offset, "paging ignored", 2, "failed", "wrong-value"},
	} {
		t.Run(fmt.Sprintf("%s, %d times, %.40s", test.fault, test.times, test.text), func(t *testing.T) {
			t.Parallel()
			tell(t, &busy{blocks.NewLibrary(t, test.fault), test.times}, test.text).mustBe(t, test.verdict, test.code)
		})
	}
}

// talkative adds what the contract does not declare to every object of an answer: a list, and a value that is never the same. A
// cover may hold anything, so that whatever is in it is declared.
func talkative(next http.Handler) http.Handler {
	count := 0
	var add func(any)
	add = func(v any) {
		switch v := v.(type) {
		case blocks.Object:
			for name, inner := range v {
				if name != "cover" {
					add(inner)
				}
			}
			count++
			v["_tags"], v["_hits"] = []any{"a"}, count
		case []any:
			for _, inner := range v {
				add(inner)
			}
		}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := httptest.NewRecorder()
		next.ServeHTTP(answer, r)
		var v any
		if json.Unmarshal(answer.Body.Bytes(), &v) != nil {
			maps.Copy(w.Header(), answer.Header())
			w.WriteHeader(answer.Code)
			_, _ = w.Write(answer.Body.Bytes())
			return
		}
		add(v)
		blocks.Reply(w, answer.Code, v)
	})
}

// What a target adds of its own is not judged, and does not hide what is.
func TestUndeclaredValuesAreNotJudged(t *testing.T) {
	t.Parallel()
	for text, fault := range map[string]string{
		"Given an existing book\nAnd another existing book\nWhen \"bookUpdate\" is called\nThen it is accepted\nAnd the other book is unchanged":                  "reads another",
		"Given an existing book\nAnd \"bookUpdate\" has been called\nWhen \"bookList\" is called\nThen its \"books\" contains the book exactly once, as it reads": "list stale",
		"Given 3 existing books\nWhen every page of \"bookPages\" is read, 2 entries at a time\nThen the pages hold each of the books exactly once":               "list repeats",
		"When \"bookCreate\" is called\nThen its \"revision\" is a revision of the book":                                                                          "snapshot of another",
	} {
		tell(t, talkative(blocks.NewLibrary(t, "")), text).mustBe(t, "passed", "")
		if said := tell(t, talkative(blocks.NewLibrary(t, fault)), text); said.verdict() == "passed" {
			t.Errorf("%q passes in spite of %q", text, fault)
		}
	}
}
