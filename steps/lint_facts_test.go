package steps

import (
	"strings"
	"testing"

	"github.com/bbconform/bbconform/steps/internal/blocks"
	"github.com/bbconform/bbconform/steps/language"
	"github.com/bbconform/bbconform/steps/request"
)

// payments are sentences as a building block may have of its own, in a group of their own. Their words are those of other sentences,
// and mean something else.
func payments() []language.Definition {
	return []language.Definition{
		{Sentence: `it was right to say no`, Facts: language.Facts{Needs: language.AnAnswer | language.AControl}},
		{Sentence: `the receipt is stamped`, Facts: language.Facts{Needs: language.AnAnswer}},
		{Sentence: `the login page asks for a password`, Facts: language.Facts{Needs: language.AnAnswer}},
		{Sentence: `the front page of the statement is complete`, Facts: language.Facts{Needs: language.Pages}},
		{Sentence: `the survey holds all answers`, Facts: language.Facts{Needs: language.AnAnswer}},
		{Sentence: `the survey holds one answer`, Facts: language.Facts{Needs: language.AnAnswer}},
		{Sentence: `every transfer is settled`, Facts: language.Facts{Needs: language.ABatch}},
		{Sentence: `it names the existing <resource>`, Facts: language.Facts{Needs: language.AnAnswer, Kinds: language.Roles{"resource": language.TheInstance}}},
		{Sentence: `a <resource> is on the shelf`, Facts: language.Facts{Makes: language.AnAnswer, Kinds: language.Roles{"resource": language.Made}}},
		{Sentence: `one more <resource> has come in`, Facts: language.Facts{Makes: language.AnAnswer, Kinds: language.Roles{"resource": language.MadeOther}}},
		{Sentence: `the <resource> has its own number[ beside the other <need>]`, Facts: language.Facts{Needs: language.AnAnswer, Kinds: language.Roles{"resource": language.TheInstance, "need": language.TheOther}}},
		{Sentence: `the <resource> is already settled`, Facts: language.Facts{Kinds: language.Roles{"resource": language.TheInstance}}},
		{Sentence: `the ledger has a line for the <resource>`, Facts: language.Facts{Needs: language.Reading, Kinds: language.Roles{"resource": language.TheInstance}}},
		{Sentence: `the <resources> add up`, Facts: language.Facts{Needs: language.AnAnswer}},
		{Sentence: `the ledger has a line for each of the <resources>`, Facts: language.Facts{Needs: language.Listing}},
		{Sentence: `its "<location>" is remembered as "<name>" by the payer`, Facts: language.Facts{Needs: language.AnAnswer}},
		{Sentence: `its "<location>" is noted as "<name>"`, Facts: language.Facts{Needs: language.AnAnswer, Makes: language.AMemory}},
		{Sentence: `its "<location>" is what was noted as "<name>"`, Facts: language.Facts{Needs: language.AnAnswer | language.AMemory}},
		{Sentence: `"<operation>" answers every page at once`, Facts: language.Facts{Makes: language.AnAnswer, Effect: language.Calls}},
		{Sentence: `"<operation>" answers from the second entry on`, Facts: language.Facts{Makes: language.AnAnswer, Effect: language.Calls}},
		{Sentence: `"<operation>" is leafed through`, Facts: language.Facts{Needs: language.Paging, Makes: language.AnAnswer | language.Pages, Effect: language.MustCall}},
		{Sentence: `it is sent <n> times in a row`, Facts: language.Facts{Needs: language.ARequest, Makes: language.AnAnswer | language.ABatch, Effect: language.Sends}},
		{Sentence: `its reference says on behalf of whom it is made`, Facts: language.Facts{Needs: language.ARequest, Effect: language.Changes}},
		{Sentence: `it is made for nobody`, Facts: language.Facts{Needs: language.ARequest | language.APerson, Effect: language.Breaks, Breaks: request.OnBehalfOfNobody}},
		{Sentence: `its <part> "<field>" is set to what was left out`, Facts: language.Facts{Needs: language.ARequest, Effect: language.Changes}},
		{Sentence: `its <part> "<field>" is dropped`, Facts: language.Facts{Needs: language.ARequest, Effect: language.LeavesOut}},
		{Sentence: `its "<location>" is the <resource>[ as a list]`, Facts: language.Facts{Needs: language.AnAnswer, Kinds: language.Roles{"resource": language.TheInstance}}},
		{Sentence: `the balance of the <resource> is what it was`, Facts: language.Facts{Needs: language.Reading | language.ACall, Kinds: language.Roles{"resource": language.TheInstance}, Compares: language.AsItWas}},
	}
}

// What lint says of a sentence follows from what its definition declares, whatever its words and its group are.
func TestLintReadsFactsAndNoWords(t *testing.T) {
	t.Parallel()
	block := blocks.Block(t, blocks.Library)
	var all []language.Definition
	for _, d := range vocabulary().Definitions() {
		all = append(all, *d)
	}
	for _, d := range payments() {
		d.Group = "Payments"
		all = append(all, d)
	}
	v := language.New(all...)
	const called, made, leafed = "Given \"bookRead\" has been called\n", "Given an existing book\n", "When every page of \"bookList\" is read, 2 entries at a time\n"
	for _, c := range []struct{ text, says string }{
		// A group is a heading: its sentences are held to the same.
		{"Then the receipt is stamped", "there is no answer yet"},
		{called + "Then the receipt is stamped", ""},
		// "page"
		{called + "Then the login page asks for a password", ""},
		{called + "Then the front page of the statement is complete", "no pages were read"},
		{leafed + "Then the front page of the statement is complete", ""},
		{"When \"memberRead\" answers every page at once\nThen it is accepted", ""},
		{"When \"loanList\" is leafed through\nThen it is accepted", "divide its list into pages"},
		{"When \"bookList\" is leafed through\nThen no page holds more than 2 entries", ""},
		{"When \"memberRead\" answers every page at once\nThen no page holds more than 2 entries", "no pages were read"},
		// "second entry"
		{"When \"memberRead\" answers from the second entry on\nThen it is accepted", ""},
		{"When \"bookList\" answers from the second entry on\nThen it begins with the second entry of the whole list", "from its second entry on before"},
		// "all answers", "one answer", "at once"
		{called + "Then the survey holds all answers", ""},
		{called + "Then the survey holds one answer", ""},
		{called + "Then every transfer is settled", "several times at once"},
		{"When \"memberRead\" answers every page at once\nThen all answers are accepted", "several times at once"},
		{"Given a valid \"bookCreate\" request\nWhen it is sent 3 times in a row\nThen every transfer is settled", ""},
		{"Given a valid \"bookCreate\" request\nWhen it is sent 99 times in a row\nThen every transfer is settled", "2 to 32 times"},
		// "existing", "another", "own"
		{"When \"memberCreate\" is called\nThen it names the existing book", "there is no book yet"},
		{made + "Then it names the existing book", ""},
		{"Given a book is on the shelf\nThen it names the existing book", ""},
		{"Given a book is on the shelf\nThen the other book can be read", "no other book"},
		{"Given one more book has come in\nThen the other book can be read", ""},
		{made + "Then the book has its own number", ""},
		{made + "And another existing member\nThen the book has its own number beside the other member", ""},
		{made + "Then the book has its own number beside the other member", "no other member"},
		// "read", and the group in which the state is checked
		{"Given an existing shelf\nThen the shelf is already settled", ""},
		{"Given an existing shelf\nThen the ledger has a line for the shelf", "no operation that reads a shelf"},
		{"Given an existing member\nThen the members add up", ""},
		{"Given an existing member\nThen the ledger has a line for each of the members", "no operation that lists members"},
		// "as it reads"
		{"Given an existing shelf\nThen its \"shelf\" is the shelf as a list", ""},
		{"Given an existing shelf\nThen its \"shelves\" contains the shelf, as it reads", "no operation that reads a shelf"},
		// "remembered as", "the remembered"
		{called + "And its \"book\" is remembered as \"x\" by the payer\nThen its \"book\" is the remembered \"x\"", "nothing was remembered"},
		{called + "And its \"book\" is noted as \"x\"\nThen its \"book\" is the remembered \"x\"", ""},
		{called + "Then its \"book\" is what was noted as \"x\"", "nothing was remembered"},
		// "on behalf"
		{"Given a valid \"bookRead\" request\nAnd its reference says on behalf of whom it is made\nWhen it is sent\nThen it is accepted", ""},
		{"Given a valid \"bookRead\" request\nBut it is made for nobody\nWhen it is sent\nThen it is refused", "not made on behalf of anybody"},
		// "left out"
		{"Given a valid \"bookCreate\" request\nAnd its body field \"book.title\" is set to what was left out\nWhen it is sent\nThen it is accepted", ""},
		{"Given a valid \"bookCreate\" request\nAnd its body field \"book.title\" is dropped\nWhen it is sent\nThen it is accepted", "say \"is missing\""},
		// A control.
		{called + "Then it was right to say no", ""},
		{"When \"bookRead\" is called\nThen it was right to say no", "has no control"},
		// The state before a call.
		{made + "Then the balance of the book is what it was", "no call comes before it"},
		{made + "When \"bookUpdate\" is called\nThen the balance of the book is what it was", ""},
	} {
		var all []string
		for _, m := range v.Lint(block, sentencesOf(t, c.text)) {
			all = append(all, m.Message)
		}
		if got := strings.Join(all, "\n"); c.says == "" && got != "" || !strings.Contains(got, c.says) {
			t.Errorf("%q: %q, want %q", c.text, all, c.says)
		}
	}
}

// A sentence that says again what another one has said says nothing, unless something happened in between.
func TestLintFindsRepeatedSentences(t *testing.T) {
	t.Parallel()
	block := blocks.Block(t, blocks.Library)
	for _, c := range []struct {
		text     string
		repeated int // index of the sentence; 0: none
	}{
		{"When \"bookCreate\" is called\nThen it is accepted\nAnd it is accepted", 2},
		{"When \"bookCreate\" is called\nThen it is accepted\nAnd the book can be read\nAnd it is accepted", 3},
		{"When \"bookCreate\" is called\nThen it is accepted\nAnd the book can be read\nAnd the book can be read", 3},
		{"When \"bookCreate\" is called\nThen it is accepted\nWhen \"bookCreate\" is called\nThen it is accepted", 0},
		{"When \"bookCreate\" is called\nAnd \"bookCreate\" is called\nThen it is accepted", 0},
		{"Given an existing book\nAnd an existing book\nThen the book can be read", 0},
		{"Given a valid \"bookCreate\" request\nBut its body is missing\nAnd its body is missing\nWhen it is sent\nThen it is refused", 2},
		{"Given a valid \"bookCreate\" request\nBut its body is missing\nWhen it is sent\nThen it is refused\nGiven a valid \"bookUpdate\" request\nBut its body is missing\nWhen it is sent\nThen it is refused", 0},
		{"When \"bookCreate\" is called\nThen its \"book.id\" is remembered as \"a\"\nAnd its \"book.id\" is remembered as \"a\"", 2},
		{"When \"bookCreate\" is called\nThen its \"book.id\" is remembered as \"a\"\nAnd its \"book.id\" is remembered as \"b\"", 0},
		{"Given the \"library\" building block\nAnd the \"library\" building block\nWhen \"bookCreate\" is called\nThen it is accepted", 1},
	} {
		mistakes := Lint(block, sentencesOf(t, c.text))
		switch {
		case c.repeated == 0 && len(mistakes) > 0:
			t.Errorf("%q: %v", c.text, mistakes)
		case c.repeated > 0 && (len(mistakes) != 1 || mistakes[0].Step != c.repeated || !strings.Contains(mistakes[0].Message, "was said before")):
			t.Errorf("%q: %v, want one of sentence %d", c.text, mistakes, c.repeated)
		}
	}
}
