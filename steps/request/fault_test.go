package request

import (
	"errors"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/internal/blocks"
	"github.com/bbconform/bbconform/steps/verdict"
)

func TestFaultsThatTheContractLeavesNoRoomForAreTheSuites(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ operation, in, field, fault, says string }{
		{"bookCreate", specs.InBody, "book.subtitle", "is missing", "does not require"},
		{"bookCreate", specs.InBody, "book.subtitle", "is null", "allows null"},
		{"bookCreate", specs.InBody, "book.note", "is null", "allows null"},
		{"bookCreate", specs.InBody, "book.note", "is of another type", "every type"},
		{"bookCreate", specs.InBody, "book.publisher", "is longer than allowed", "no maximum length"},
		{"bookCreate", specs.InBody, "book.publisher", "is shorter than allowed", "no minimum length"},
		{"bookCreate", specs.InBody, "book.publisher", "is empty", "allows it to be empty"},
		{"bookCreate", specs.InBody, "book.publisher", "does not match its format", "neither a format"},
		{"bookCreate", specs.InBody, "book.publisher", "is not one of the allowed values", "no enumeration"},
		{"bookCreate", specs.InBody, "book.publisher", "is below the allowed range", "no minimum"},
		{"bookCreate", specs.InBody, "book.author.born", "is above the allowed range", "no maximum"},
		{"bookCreate", specs.InBody, "book.genre", "is unknown", "lists its values"},
		{"bookCreate", specs.InBody, "book.author", "is unknown", "no identifier"},
		{"bookCreate", specs.InBody, "book.titel", "is missing", "title"},
		{"bookCreate", specs.InHeader, "X-Nothing", "is missing", "X-Nothing"},
		{"bookRead", specs.InPath, "bookId", "is missing", "another address"},
		{"bookRead", specs.InPath, "bookId", "is empty", "another address"},
		{"bookSearch", specs.InQuery, "title", "is null", "only the body"},
		{"bookSearch", specs.InQuery, "title", "is of another type", "everything is a text"},
		{"bookCreate", "cookie", "book", "is missing", "no cookie parameter"},
		{"bookCreate", specs.InBody, "book", "is purple", "no fault \"is purple\""},
	} {
		err := CheckApplicable(blocks.Operation(t, blocks.Library, c.operation), c.in, c.field, c.fault)
		var fault *verdict.SuiteFault
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s %s %q %s: %v, want something with %q", c.operation, c.in, c.field, c.fault, err, c.says)
		}
	}
	for operation, fault := range map[string]string{"bookRead": BodyMissing, "shelfCreate": BodyMissing} {
		if err := CheckBodyApplicable(blocks.Operation(t, blocks.Library, operation), fault); err == nil {
			t.Errorf("%s of %s is no fault of the suite", fault, operation)
		}
	}
}
