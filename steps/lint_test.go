package steps

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/steps/internal/blocks"
	"github.com/bbconform/bbconform/steps/language"
)

func TestLintFindsMistakesBeforeAnyRequest(t *testing.T) {
	t.Parallel()
	block := blocks.Block(t, blocks.Library)
	for _, c := range []struct{ text, says string }{
		{"Then the moon is full", "no sentence of the vocabulary"},
		{"Given the \"consent\" building block", "belongs to \"library\""},
		{"Given an existing unicorn", "nothing called \"unicorn\"; there are: book, loan"},
		{"Given 3 existing books, each with its own member", "is not made with"},
		{"Given an existing book for the other member", "no other member"},
		{"Given a valid \"unicornRead\" request", "unicornRead"},
		{"Given a valid \"bookRead\" request for the other book", "no other book"},
		{"Given its body is missing", "must come first"},
		{"Given a valid \"bookRead\" request\nBut its body is missing", "takes no body"},
		{"Given a valid \"bookCreate\" request\nBut its body field \"book.subtitle\" is missing", "does not require"},
		{"Given a valid \"bookCreate\" request\nAnd its body field \"book.title\" is left out", "say \"is missing\""},
		{"Given a valid \"bookList\" request\nAnd its query parameter \"genre\" is left out", "the sample request of bookList has no"},
		{"Given a valid \"bookList\" request\nAnd its query parameter \"gender\" is set to \"x\"", "genre"},
		{"Given a valid \"bookRead\" request\nBut it is made on behalf of nobody", "not made on behalf of anybody"},
		{"When \"bookRead\" is called on behalf of the other member", "not made on behalf of anybody"},
		{"When it is sent", "no request was prepared"},
		{"Given a valid \"bookCreate\" request\nBut its body is missing\nWhen it is sent 2 times at once", "is sent once"},
		{"Given a valid \"bookCreate\" request\nWhen it is sent 1 times at once", "2 to 32 times"},
		{"When \"bookRead\" is called again", "cannot be called again"},
		{"When \"bookRead\" is called with", "a table must follow"},
		{"When \"bookRead\" is called with\n| a | b | c |", "two cells"},
		{"When \"bookRead\" is called with\n| unicorn | 1 |", "unicorn"},
		{"When \"bookRead\" is called\n| bookId | 1 |", "no table may follow"},
		{"When \"bookCreate\" is called with\n| book.title | ${data.unicorn} |", "no datum \"unicorn\""},
		{"When \"bookCreate\" is called with\n| book.title | ${unicorn} |", "nothing called \"unicorn\""},
		{"When \"bookCreate\" is called with\n| book.title | ${other book} |", "no other book"},
		{"When \"bookCreate\" is called with\n| book.title | ${remembered.x} |", "nothing was remembered as \"x\""},
		{"When \"bookCreate\" is called with\n| book.title | ${unique |", "closing brace"},
		{"When every page of \"loanList\" is read, 2 entries at a time", "divide its list into pages"},
		{"Then it is accepted", "no answer yet"},
		{"When \"bookRead\" is called\nThen it is refused", "has no control"},
		{"When \"bookRead\" is called\nThen it is refused with 418", "does not declare 418"},
		{"When \"bookRead\" is called\nThen the answer is 201 and conforms to the contract", "does not declare 201 but 200, 404"},
		{"When \"bookRead\" is called\nThen its \"book\" is the remembered \"x\"", "nothing was remembered as \"x\""},
		{"When \"bookRead\" is called\nThen all answers are accepted", "several times at once"},
		{"When \"bookRead\" is called\nThen no page holds more than 2 entries", "no pages were read"},
		{"When \"bookRead\" is called\nThen the other book can be read", "no other book"},
		{"When \"bookRead\" is called\nThen the shelf can be read", "no operation that reads a shelf"},
		{"When \"bookRead\" is called\nThen the list of members contains the book", "no operation that lists members"},
		{"Then the book is unchanged", "no call comes before"},
		{"Given an existing book", "checks nothing"},
		{"When \"bookRead\" is called as the thief", "no role \"thief\"; there are: librarian, book reader, visitor"},
		{"When \"bookDelete\" is called as the book reader", "the book reader may not call bookDelete: say the fault `it carries the credentials of the book reader`"},
		{"Given \"bookDelete\" has been called as the visitor", "the visitor may not call bookDelete"},
		{"Given a valid \"bookDelete\" request\nAnd it is made as the visitor", "the visitor may not call bookDelete"},
		{"Given a valid \"bookRead\" request\nBut it carries the credentials of the book reader", "the book reader may call bookRead, so that its credentials are no fault"},
		{"Given a valid \"bookRead\" request\nBut it carries the credentials of the thief", "no role \"thief\""},
		{"When \"loanRead\" is called as another book reader", "no other member"},
		{"Given it carries the credentials of the visitor", "must come first"},
	} {
		var all []string
		for _, m := range Lint(block, sentencesOf(t, c.text)) {
			all = append(all, m.Message)
		}
		if !strings.Contains(strings.Join(all, "\n"), c.says) {
			t.Errorf("%q: %q, want %q", c.text, all, c.says)
		}
	}
}

func TestLintHasNothingAgainstGoodScenarios(t *testing.T) {
	t.Parallel()
	block := blocks.Block(t, blocks.Library)
	for _, c := range sentenceCases {
		text := "Given the \"library\" building block\n" + c.text
		for _, m := range Lint(block, sentencesOf(t, text)) {
			t.Errorf("%s\nsentence %d: %s", text, m.Step, m.Message)
		}
	}
}

func TestFollow(t *testing.T) {
	t.Parallel()
	got := Follow(sentencesOf(t, `
		Given the "library" building block
		And an existing book
		And "memberCreate" has been called with
			| name | Ada |
		And a valid "bookUpdate" request
		And its query parameter "x" is set to "1"
		But its body field "book.title" is too long, alas
		But its body field "book.title" is empty
		And its body is not readable
		And it carries no credentials
		When it is sent
		Then it is refused
		When "bookRead" is attempted
		Then the answer is 200 and conforms to the contract
		And the book can be read`))
	want := []Use{
		{Step: 0, Kind: language.UseBlock, Field: "library"},
		{Step: 1, Kind: language.UseResource, Resource: "book"},
		{Step: 2, Kind: UseCall, Operation: "memberCreate"},
		{Step: 2, Kind: UseField, Operation: "memberCreate", Part: "name", Field: "name"},
		{Step: 2, Kind: UseOutcome, Operation: "memberCreate", Outcome: OutcomeAccepted},
		{Step: 3, Kind: language.UseRequest, Operation: "bookUpdate"},
		{Step: 4, Kind: UseField, Operation: "bookUpdate", Part: "query parameter", Field: "x"},
		{Step: 6, Kind: UseFault, Operation: "bookUpdate", Part: "body field", Field: "book.title", Fault: "is empty"},
		{Step: 7, Kind: UseFault, Operation: "bookUpdate", Part: "body", Fault: "is not readable"},
		{Step: 8, Kind: UseFault, Operation: "bookUpdate", Fault: "no credentials"},
		{Step: 9, Kind: UseCall, Operation: "bookUpdate"},
		{Step: 10, Kind: UseOutcome, Operation: "bookUpdate", Outcome: OutcomeRefused},
		{Step: 11, Kind: UseCall, Operation: "bookRead"},
		{Step: 11, Kind: UseOutcome, Operation: "bookRead", Outcome: OutcomeEither},
		{Step: 12, Kind: UseOutcome, Operation: "bookRead", Outcome: "200"},
		{Step: 13, Kind: language.UseResource, Resource: "book"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if uses := vocabulary().Uses("nonsense"); uses != nil {
		t.Error(uses)
	}
}
