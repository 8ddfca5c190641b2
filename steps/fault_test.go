package steps

import (
	"strings"
	"testing"

	"github.com/bbconform/bbconform/steps/exchange"
	"github.com/bbconform/bbconform/steps/internal/blocks"
)

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
			said := tell(t, blocks.NewLibrary(t, "accepts everything"), "Given a valid \""+c.operation+"\" request\nBut its "+c.part+" \""+c.field+"\" "+c.fault+"\nWhen it is attempted")
			var sent string
			for _, r := range said.client.Seen {
				if r.Operation.ID == c.operation && r.Purpose == exchange.Testing {
					sent = r.Path + "?" + r.Query
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
