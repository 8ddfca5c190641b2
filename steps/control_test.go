package steps

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/internal/blocks"
)

func TestAControlIsAboutDoubles(t *testing.T) {
	t.Parallel()
	said := tell(t, blocks.NewLibrary(t, ""), `
		Given an existing book
		And "bookUpdate" has been called with
			| book.pages | 7 |
		And a valid "bookDelete" request
		But its header "X-Client" is missing
		When it is sent
		Then it is refused
		And the book can be read
		And the book is unchanged`)
	said.mustBe(t, "passed", "")
	want := []string{
		"preparation bookCreate", "preparation bookUpdate",
		"preparation bookCreate", "preparation bookUpdate", "control bookDelete", // about a double that was brought into the same state
		"preparation bookRead", "request bookDelete", "observation bookRead", // a refusal changes nothing, and nor did what comes after it
		"observation bookRead", "observation bookRead",
		"cleanup bookDelete",
	}
	if got := said.client.Purposes(); !slices.Equal(got, want) {
		t.Errorf("sent %q\nwant %q", got, want)
	}
	control, request := said.client.First(exchange.Control, "bookDelete"), said.client.First(exchange.Testing, "bookDelete")
	if control.Path == request.Path {
		t.Errorf("both are about %s", request.Path)
	}
	if control.Header.Get("X-Client") == "" || request.Header.Get("X-Client") != "" {
		t.Errorf("the fault is in the wrong one: %v, %v", control.Header, request.Header)
	}
}

func TestEachRequestHasValuesOfItsOwn(t *testing.T) {
	t.Parallel()
	said := tell(t, blocks.NewLibrary(t, ""), "Given a valid \"bookCreate\" request\nBut its body field \"book.pages\" is null\nWhen it is sent\nThen it is refused")
	said.mustBe(t, "passed", "")
	control, request := string(said.client.First(exchange.Control, "bookCreate").Body), string(said.client.First(exchange.Testing, "bookCreate").Body)
	if !strings.Contains(request, `"pages":null`) || strings.Contains(control, `"pages":null`) {
		t.Errorf("control %s\nrequest %s", control, request)
	}
	title := func(body string) string {
		_, title, _ := strings.Cut(body, "Rivers")
		return title
	}
	if title(control) == title(request) {
		t.Errorf("both have %s", title(request))
	}
	again := tell(t, blocks.NewLibrary(t, ""), "When \"loanCreate\" is called\nAnd \"loanCreate\" is attempted again\nThen the loan can be read")
	again.mustBe(t, "passed", "")
	one := tell(t, blocks.NewLibrary(t, ""), "When \"bookCreate\" is called\nAnd \"bookCreate\" is called again\nThen it is accepted")
	if bodies := one.client.Seen; string(bodies[0].Body) != string(bodies[1].Body) {
		t.Errorf("the second is not the first: %s, %s", bodies[0].Body, bodies[1].Body)
	}
}

func TestAControlWithARememberedValueIsAboutTheThingItself(t *testing.T) {
	t.Parallel()
	said := tell(t, blocks.NewLibrary(t, ""), `
		Given an existing book
		And its "book.title" is remembered as "title"
		And a valid "bookUpdate" request
		And its body field "book.title" is set to the remembered "title"
		But its body field "book.pages" is missing
		When it is sent
		Then it is refused
		And the book is unchanged`)
	said.mustBe(t, "passed", "")
	if control, request := said.client.First(exchange.Control, "bookUpdate"), said.client.First(exchange.Testing, "bookUpdate"); control.Path != request.Path {
		t.Errorf("control about %s, request about %s", control.Path, request.Path)
	}
}

func TestWhatTheControlRemovedIsMadeAgain(t *testing.T) {
	t.Parallel()
	said := tell(t, blocks.NewLibrary(t, ""), `
		Given an existing book
		And its "book.id" is remembered as "id"
		And a valid "bookDelete" request
		And its path parameter "bookId" is set to the remembered "id"
		But its header "X-Client" is missing
		When it is sent
		Then it is refused`)
	// The request names the first book, which the control deleted: refused all the same. There is a new current book.
	said.mustBe(t, "passed", "")
	if n := said.client.First(exchange.Control, "bookDelete"); n.Path == "" {
		t.Error("no control was sent")
	}
}

func TestNoFaultIsSentWithoutItsControl(t *testing.T) {
	t.Parallel()
	refusesAll := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { blocks.Reply(w, 400, blocks.Object{}) })
	said := tell(t, refusesAll, "Given a valid \"bookCreate\" request\nBut its body is missing\nWhen it is sent\nThen it is refused")
	said.mustBe(t, "inconclusive", "not-accepted")
	if got := said.client.Purposes(); !slices.Equal(got, []string{"control bookCreate"}) {
		t.Errorf("sent %q", got)
	}
	if !strings.Contains(said.err.Error(), "nothing can be said about the refusal") {
		t.Error(said.err)
	}
}

func TestWhatWasMadeIsRemovedTheNewestFirst(t *testing.T) {
	t.Parallel()
	l := blocks.NewLibrary(t, "")
	said := tell(t, l, "Given an existing loan\nAnd another existing book\nAnd an existing shelf\nWhen \"bookDelete\" is called for the other book\nThen it is accepted")
	said.mustBe(t, "passed", "")
	var cleaned []string
	for _, r := range said.client.Seen {
		if r.Purpose == exchange.Cleaning {
			cleaned = append(cleaned, r.Path)
		}
	}
	if want := []string{"/shelves/7", "/books/book-1"}; !slices.Equal(cleaned, want) {
		t.Errorf("removed %q, want %q", cleaned, want)
	}
	if len(l.Books)+len(l.Shelves) > 0 {
		t.Errorf("left %v %v", l.Books, l.Shelves)
	}
}

func TestAnIdentifierThatIsNotToldIsFoundInTheList(t *testing.T) {
	t.Parallel()
	said := tell(t, blocks.NewLibrary(t, ""), `
		Given an existing shelf
		And another existing shelf
		When "shelfDelete" is called
		Then it is accepted
		And the list of shelves no longer contains the shelf
		And the list of shelves contains the other shelf exactly once`)
	said.mustBe(t, "passed", "")
}

func TestAThingWithoutIdentifierFailsWhoeverAsksForIt(t *testing.T) {
	t.Parallel()
	for text, verdict := range map[string]string{
		"When \"bookCreate\" is called\nThen the book can be read":                       "failed",
		"When \"bookCreate\" is called\nAnd \"bookRead\" is called\nThen it is accepted": "failed",
		"Given an existing book\nThen the book can be read":                              "inconclusive",
	} {
		tell(t, blocks.NewLibrary(t, "null identifier"), text).mustBe(t, verdict, "missing-field")
	}
}

func TestTheTargetsOwnValuesComeFirst(t *testing.T) {
	t.Parallel()
	said := tell(t, blocks.NewLibrary(t, ""), "When \"bookCreate\" is called\nThen its \"book.publisher\" is \"Large Press\"\nWhen \"bookRead\" is called\nThen it is accepted",
		func(e *Environment) {
			e.Data = map[string]any{"publisher": "Large Press"}
			e.Callers = exchange.Everybody(exchange.Credentials{Headers: http.Header{"X-Client": {"theirs"}, "X-Other": {"not of the operation"}}})
		})
	said.mustBe(t, "passed", "")
	read := said.client.First(exchange.Testing, "bookRead")
	if read.Header.Get("X-Client") != "theirs" || read.Header.Get("X-Other") != "" {
		t.Errorf("headers %v", read.Header)
	}
	member := tell(t, blocks.NewLibrary(t, "member not checked"), "When \"loanCreate\" is called\nThen it is accepted", func(e *Environment) {
		e.Data = map[string]any{"memberHeader": "X-Reader"}
	})
	if header := member.client.First(exchange.Testing, "loanCreate").Header; header.Get("X-Reader") == "" || header.Get("X-Member") != "" {
		t.Errorf("headers %v", header)
	}
}

func TestThePersonAndTheUnknownOneAgree(t *testing.T) {
	t.Parallel()
	said := tell(t, blocks.NewLibrary(t, ""), `
		Given an existing member
		And a valid "loanCreate" request
		But its path parameter "bookId" is unknown
		And it is made on behalf of somebody unknown
		When it is sent
		Then it is refused`)
	said.mustBe(t, "passed", "")
	request := said.client.First(exchange.Testing, "loanCreate")
	if token := strings.TrimPrefix(request.Path, "/loans/book-"); !strings.HasSuffix(request.Header.Get("X-Member"), token) {
		t.Errorf("%s, %s", request.Path, request.Header.Get("X-Member"))
	}
}
