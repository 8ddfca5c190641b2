package steps

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/values"
	"github.com/bbconform/bbconform/steps/verdict"
)

func libraryOperation(t testing.TB, id string) *specs.Operation {
	t.Helper()
	block, err := catalogue().Block(libraryRef)
	if err != nil {
		t.Fatal(err)
	}
	op, err := block.Operation(id)
	if err != nil {
		t.Fatal(err)
	}
	return op
}

func TestFaultsSendWhatTheContractForbids(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ operation, part, field, fault, sent string }{
		{"bookCreate", "body field", "book", "is missing", `^{}$`},
		{"bookCreate", "body field", "book.author.name", "is missing", `"author":{"born":1980}`},
		{"bookCreate", "body field", "book.chapters.1.heading", "is missing", `"chapters":[{"heading":"Source"},{}]`},
		{"bookCreate", "body field", "book.title", "is null", `"title":null`},
		{"bookCreate", "body field", "book.author", "is null", `"author":null`},
		{"bookCreate", "body field", "book.title", "is empty", `"title":""`},
		{"bookCreate", "body field", "book.tags", "is empty", `"tags":[]`},
		{"bookCreate", "body field", "book.author", "is empty", `"author":{}`},
		{"bookCreate", "body field", "book.title", "is of another type", `"title":{"unexpected":true}`},
		{"bookCreate", "body field", "book.pages", "is of another type", `"pages":"not-what-it-should-be"`},
		{"bookCreate", "body field", "book.available", "is of another type", `"available":"not-what-it-should-be"`},
		{"bookCreate", "body field", "book.author", "is of another type", `"author":"not-what-it-should-be"`},
		{"bookCreate", "body field", "book.title", "is longer than allowed", `"title":"Rivers `},
		{"bookCreate", "body field", "book.tags", "is longer than allowed", `"tags":["water","water","water","water"]`},
		{"bookCreate", "body field", "book.title", "is shorter than allowed", `"title":"R"`},
		{"bookCreate", "body field", "book.tags", "is shorter than allowed", `"tags":[]`},
		{"bookCreate", "body field", "book.genre", "is not one of the allowed values", `"genre":"none-of-them-`},
		{"bookCreate", "body field", "book.published", "does not match its format", `"published":"2024-13-45"`},
		{"bookCreate", "body field", "book.isbn", "does not match its format", `"isbn":"~not of its pattern~"`},
		{"bookCreate", "body field", "book.pages", "is below the allowed range", `"pages":0`},
		{"bookCreate", "body field", "book.pages", "is above the allowed range", `"pages":5001`},
		{"bookCreate", "body field", "book.price", "is below the allowed range", `"price":0`},
		{"bookList", "query parameter", "limit", "is of another type", `limit=not-what-it-should-be`},
		{"bookList", "query parameter", "limit", "is empty", `limit=`},
		{"bookList", "query parameter", "limit", "is above the allowed range", `limit=1001`},
		{"bookList", "query parameter", "genre", "is not one of the allowed values", `genre=none-of-them-`},
		{"bookSearch", "query parameter", "title", "is missing", `^/search$`},
		{"bookSearch", "query parameter", "title", "is empty", `title=`},
		{"bookRead", "header", "X-Client", "is missing", `^/books/book-`},
		{"bookRead", "header", "x-client", "is shorter than allowed", `X-Client:te`},
		{"bookRead", "path parameter", "bookId", "is unknown", `^/books/book-unknown`},
		{"shelfDelete", "path parameter", "shelfId", "is unknown", `^/shelves/19`},
		{"shelfDelete", "path parameter", "shelfId", "is of another type", `^/shelves/not-what-it-should-be$`},
	} {
		t.Run(c.operation+" "+c.field+" "+c.fault, func(t *testing.T) {
			t.Parallel()
			said := tell(t, newLibrary(t, "accepts everything"), "Given a valid \""+c.operation+"\" request\nBut its "+c.part+" \""+c.field+"\" "+c.fault+"\nWhen it is attempted")
			var sent string
			for _, r := range said.client.seen {
				if r.Operation.ID == c.operation && r.Purpose == exchange.Testing {
					sent = r.Path + "?" + r.Query.Encode()
					sent = strings.TrimSuffix(sent, "?")
					if r.Body != nil {
						sent = string(r.Body)
					}
					if v := r.Header.Get("X-Client"); strings.HasPrefix(c.sent, "X-Client") {
						sent = "X-Client:" + v
					} else if c.part == "header" && v != "" {
						t.Errorf("header X-Client is still %q", v)
					}
				}
			}
			want, prefix := strings.CutPrefix(c.sent, "^")
			want, whole := strings.CutSuffix(want, "$")
			if !strings.Contains(sent, want) || prefix && !strings.HasPrefix(sent, want) || whole && sent != want {
				t.Errorf("sent %s, want %s (%v)", sent, c.sent, said.err)
			}
		})
	}
}

func TestFaultsThatTheContractLeavesNoRoomForAreTheSuites(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ operation, part, field, fault, says string }{
		{"bookCreate", "body field", "book.subtitle", "is missing", "does not require"},
		{"bookCreate", "body field", "book.subtitle", "is null", "allows null"},
		{"bookCreate", "body field", "book.note", "is null", "allows null"},
		{"bookCreate", "body field", "book.note", "is of another type", "every type"},
		{"bookCreate", "body field", "book.publisher", "is longer than allowed", "no maximum length"},
		{"bookCreate", "body field", "book.publisher", "is shorter than allowed", "no minimum length"},
		{"bookCreate", "body field", "book.publisher", "is empty", "allows it to be empty"},
		{"bookCreate", "body field", "book.publisher", "does not match its format", "neither a format"},
		{"bookCreate", "body field", "book.publisher", "is not one of the allowed values", "no enumeration"},
		{"bookCreate", "body field", "book.publisher", "is below the allowed range", "no minimum"},
		{"bookCreate", "body field", "book.author.born", "is above the allowed range", "no maximum"},
		{"bookCreate", "body field", "book.genre", "is unknown", "lists its values"},
		{"bookCreate", "body field", "book.author", "is unknown", "no identifier"},
		{"bookCreate", "body field", "book.titel", "is missing", "title"},
		{"bookCreate", "header", "X-Nothing", "is missing", "X-Nothing"},
		{"bookRead", "path parameter", "bookId", "is missing", "another address"},
		{"bookRead", "path parameter", "bookId", "is empty", "another address"},
		{"bookSearch", "query parameter", "title", "is null", "only the body"},
		{"bookSearch", "query parameter", "title", "is of another type", "everything is a text"},
		{"bookCreate", "cookie", "book", "is missing", "no \"cookie\""},
		{"bookCreate", "body field", "book", "is purple", "no fault \"is purple\""},
	} {
		err := CheckApplicable(libraryOperation(t, c.operation), c.part, c.field, c.fault)
		var fault *verdict.SuiteFault
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s %s %q %s: %v, want something with %q", c.operation, c.part, c.field, c.fault, err, c.says)
		}
	}
	for operation, fault := range map[string]string{"bookRead": bodyMissing, "shelfCreate": bodyMissing} {
		if err := CheckBodyApplicable(libraryOperation(t, operation), fault); err == nil {
			t.Errorf("%s of %s is no fault of the suite", fault, operation)
		}
	}
}

func TestUnknownIdentifiersKeepTheirShape(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		now  any
		fits func(string) bool
	}{
		{json.Number("7"), func(s string) bool { return len(s) == 9 }},
		{"12345", func(s string) bool { return len(s) == 9 && strings.Trim(s, "0123456789") == "" }},
		{"6f1f64c8-5a4b-4a7e-9a2c-0d8a5c9b7e11", isUUID},
		{"507f1f77bcf86cd799439011", func(s string) bool { return len(s) == 24 && !strings.Contains(s, "u") }},
		{strings.Repeat("ab", 64), func(s string) bool { return len(s) == 128 && strings.Trim(s, "0123456789abcdef") == "" }},
		{"policy-1", func(s string) bool { return strings.HasPrefix(s, "policy-unknown") }},
		{nil, func(s string) bool { return s == "unknowntoken" }},
	} {
		got := values.Text(unknownLike(c.now, "token"))
		if !c.fits(got) || got == values.Text(c.now) {
			t.Errorf("unknown like %v is %s", c.now, got)
		}
		if again := values.Text(unknownLike(c.now, "token")); again != got {
			t.Errorf("%s, then %s", got, again)
		}
	}
}
