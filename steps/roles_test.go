package steps

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/internal/blocks"
)

// asked are the roles as which requests to an operation were made, in order, with a star for another caller.
func (s said) asked(operation string) []string {
	var roles []string
	for _, r := range s.client.Seen {
		if r.Operation.ID == operation {
			roles = append(roles, r.As.Role+map[bool]string{true: "*"}[r.As.Another])
		}
	}
	return roles
}

// TestWhoMakesEachRequest holds that a request is made as the first role that may, unless a sentence says otherwise; that a control is
// made by whom its request is made; and that the state is looked at as whoever made what is looked at.
func TestWhoMakesEachRequest(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text, operation string
		want            []string
	}{
		{"Given an existing book\nThen the book can be read", "bookRead", []string{"librarian"}},
		{"Given an existing book\nWhen \"bookRead\" is called as the book reader\nThen it is accepted", "bookRead", []string{"book-reader"}},
		{"Given an existing loan\nWhen \"loanRead\" is called\nThen it is accepted", "loanRead", []string{"librarian"}},
		{"Given \"loanCreate\" has been called as the book reader\nThen the loan can be read", "loanRead", []string{"book-reader"}},
		{"Given \"bookCreate\" has been called as another librarian\nThen the other book can be read", "bookRead", []string{"librarian*"}},
		{"Given \"bookCreate\" has been called as another librarian\nThen the other book can be read", "bookDelete", []string{"librarian*"}}, // to clean up
		{"Given \"shelfCreate\" has been called as another librarian\nThen the list of shelves contains the other shelf", "shelfList", []string{"librarian*", "librarian*"}},
		{"Given a valid \"bookRead\" request\nAnd it is made as the book reader\nBut its path parameter \"bookId\" is unknown\nWhen it is sent\nThen it is refused", "bookRead", []string{"book-reader", "book-reader"}},
		{"Given a valid \"bookRead\" request\nBut it carries the credentials of the visitor\nWhen it is sent\nThen it is refused", "bookRead", []string{"librarian", "visitor"}},
		{"Given a valid \"bookUpdate\" request\nBut it carries the credentials of the visitor\nWhen it is sent\nThen it is refused", "bookUpdate", []string{"librarian", "visitor"}},
		{"Given \"bookCreate\" has been called as another librarian\nAnd a valid \"bookDelete\" request for the other book\nAnd it is made as another librarian\nBut it carries no credentials\nWhen it is sent\nThen it is refused\nAnd the other book can be read", "bookCreate", []string{"librarian*", "librarian*"}}, // and its double
	} {
		said := tell(t, blocks.NewLibrary(t, ""), test.text)
		said.mustBe(t, "passed", "")
		if got := said.asked(test.operation); !slices.Equal(got, test.want) {
			t.Errorf("%s: called as %q, want %q\n%s", test.operation, got, test.want, test.text)
		}
	}
}

// TestAWrongRoleIsRefusedWithoutEffect holds that whoever refuses the wrong role and does what it asks for is found out.
func TestAWrongRoleIsRefusedWithoutEffect(t *testing.T) {
	t.Parallel()
	text := "Given a valid \"bookDelete\" request\nBut it carries the credentials of the visitor\nWhen it is sent\nThen it is refused"
	library := blocks.NewLibrary(t, "")
	deletes := func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodDelete && r.Header.Get("Authorization") == "visitor" {
			r.Header.Set("Authorization", "key")
			library.ServeHTTP(blocks.Unseen(), r)
			w.WriteHeader(http.StatusForbidden)
			return
		}
		library.ServeHTTP(w, r)
	}
	tell(t, http.HandlerFunc(deletes), text).mustBe(t, "failed", "changed-though-refused")
	tell(t, blocks.NewLibrary(t, ""), text).mustBe(t, "passed", "")
}

// TestCallersThatAreNotConfigured holds that what has to be called as somebody whom the configuration has nothing for is undecided and
// says what to configure, and that where two roles present the same nothing can be said of one's credentials in the other's place.
func TestCallersThatAreNotConfigured(t *testing.T) {
	t.Parallel()
	without := func(missing string, another bool) func(*Environment) {
		return func(e *Environment) {
			e.Callers = func(p exchange.Principal) exchange.Credentials {
				c := blocks.Callers(p)
				c.Missing = p.Role == missing && (!another || p.Another)
				return c
			}
		}
	}
	for _, test := range []struct {
		text, missing, says string
		another             bool
	}{
		{text: "Given an existing loan\nWhen \"loanRead\" is called as the book reader\nThen it is accepted", missing: "book-reader", says: "the book reader has to call loanRead, and the target's configuration has nothing for that: it belongs under buildingBlocks.library.roles.book-reader.authentication"},
		{text: "Given an existing book\nWhen \"bookRead\" is called as another librarian\nThen the book can be read", missing: "librarian", another: true, says: "another librarian has to call bookRead, and"},
		{text: "Given a valid \"bookRead\" request\nBut it carries the credentials of the visitor\nWhen it is sent\nThen it is refused", missing: "visitor", says: "the visitor has to be refused by bookRead, and"},
	} {
		said := tell(t, blocks.NewLibrary(t, ""), test.text, without(test.missing, test.another))
		said.mustBe(t, "inconclusive", "")
		if !strings.Contains(said.err.Error(), test.says) {
			t.Errorf("got %v, want %s", said.err, test.says)
		}
		tell(t, blocks.NewLibrary(t, ""), test.text, without("nobody", false)).mustBe(t, "passed", "")
	}
	text := "Given a valid \"bookRead\" request\nBut it carries the credentials of the visitor\nWhen it is sent\nThen it is refused"
	same := tell(t, blocks.NewLibrary(t, ""), text, func(e *Environment) {
		e.Callers = exchange.Everybody(exchange.Credentials{Demandable: true, Key: "buildingBlocks.library.authentication"})
	})
	same.mustBe(t, "not applicable", "")
	if !strings.Contains(same.err.Error(), "the librarian and the visitor present the same") {
		t.Errorf("got %v", same.err)
	}
	like := tell(t, blocks.NewLibrary(t, ""), text, func(e *Environment) {
		e.Callers = func(p exchange.Principal) exchange.Credentials {
			c := blocks.Callers(p)
			if p.Role == "visitor" {
				c.Same = []exchange.Principal{{Role: "book-reader"}}
			}
			return c
		}
	})
	like.mustBe(t, "not applicable", "")
	if !strings.Contains(like.err.Error(), "the book reader, who may call bookRead, and the visitor present the same") {
		t.Errorf("got %v", like.err)
	}
	open := tell(t, blocks.NewLibrary(t, ""), text, func(e *Environment) {
		e.Callers = func(p exchange.Principal) exchange.Credentials {
			c := blocks.Callers(p)
			c.Anonymous = p.Role == "librarian"
			return c
		}
	})
	open.mustBe(t, "not applicable", "")
}
