package steps

import (
	"slices"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/steps/internal/blocks"
)

// sentenceCase is a scenario that a conformant library passes and a faulty one does not. The sentence is the one that it is there
// for, as the vocabulary has it.
type sentenceCase struct {
	sentence string
	text     string
	fault    string // of the library
	verdict  string // with the fault; empty: failed
	code     string // of the finding
	at       string // sentence at which the faulty library is caught; empty: any
}

var sentenceCases = append([]sentenceCase{
	// Preparing.
	{sentence: `the "<block>" building block`, text: "When \"bookCreate\" is called\nThen it is accepted", fault: "wrong status", code: "undeclared-status"},
	{sentence: `an existing <resource>[ for the other <need>]`, text: "Given an existing book\nThen the book can be read", fault: "wrong status", verdict: "inconclusive", at: "an existing book"},
	{sentence: `an existing <resource>[ for the other <need>]`, text: `
		Given an existing member
		And another existing member
		And an existing loan for the other member
		When "loanList" is called on behalf of the other member
		Then its "loans" contains the loan exactly once
		And the loan can be read`, fault: "member not checked", verdict: "passed"},
	{sentence: `another existing <resource>[ for the other <need>]`, text: `
		Given an existing book
		And another existing book
		When "bookList" is called
		Then its "books" contains the other book exactly once`, fault: "list incomplete", code: "missing-entry"},
	{sentence: `<n> existing <resources>[, each with its own <need>]`, text: `
		Given 3 existing loans, each with its own book
		When "loanList" is called
		Then its "loans" has 3 entries`, fault: "wrong status", verdict: "inconclusive"},
	{sentence: `"<operation>" has been called[ again][ as <which> <role>][ for the other <resource>][ on behalf of the other <person>]`, text: `
		Given an existing book
		And another existing book
		And "bookDelete" has been called for the other book
		When "bookList" is called
		Then its "books" does not contain the other book
		And its "books" contains the book`, fault: "delete not applied", code: "unexpected-entry"},
	{sentence: `"<operation>" has been called with`, text: `
		Given an existing book
		And "bookUpdate" has been called with
			| name       | value |
			| book.pages | 99    |
		When "bookRead" is called
		Then its "book.pages" is 99`, fault: "update not applied", code: "wrong-value"},
	{sentence: `"<operation>" has been called[ as <which> <role>][ for the other <resource>][ on behalf of the other <person>], with`, text: `
		Given an existing book
		And another existing book
		And "bookUpdate" has been called for the other book, with
			| body book.pages | 99 |
		When "bookRead" is called for the other book
		Then its "book.pages" is 99
		And its "book.id" is the identifier of the other book
		And the other book reads as sent`, fault: "update not applied", code: "wrong-value"},

	// The request.
	{sentence: `a valid "<operation>" request[ for the other <resource>]`, text: `
		Given an existing book
		And another existing book
		And a valid "bookRead" request for the other book
		When it is sent
		Then it is accepted
		And its "book.id" is the identifier of the other book`, fault: "reads another", code: "wrong-value"},
	{sentence: `its <part> "<field>" <fault>`, text: `
		Given a valid "bookCreate" request
		But its body field "book.author.name" is missing
		When it is sent
		Then it is refused`, fault: "accepts everything", code: "not-refused", at: "it is refused"},
	{sentence: `its body is missing`, text: "Given a valid \"bookCreate\" request\nBut its body is missing\nWhen it is sent\nThen it is refused",
		fault: "refusal breaks down", code: "not-refused"},
	{sentence: `its body is not readable`, text: "Given a valid \"bookUpdate\" request\nBut its body is not readable\nWhen it is sent\nThen it is refused",
		fault: "refusal leaks", code: "leaks-internals"},
	{sentence: `it carries no credentials`, text: "Given a valid \"bookRead\" request\nBut it carries no credentials\nWhen it is sent\nThen it is refused",
		fault: "credentials not checked", code: "not-refused"},
	{sentence: `it carries wrong credentials`, text: "Given a valid \"bookDelete\" request\nBut it carries wrong credentials\nWhen it is sent\nThen it is refused\nAnd the book is unchanged",
		fault: "credentials not checked", code: "not-refused"},
	{sentence: `it carries the credentials of the <role>`, text: "Given a valid \"bookRead\" request\nBut it carries the credentials of the visitor\nWhen it is sent\nThen it is refused",
		fault: "roles not checked", code: "not-refused"},
	{sentence: `it is made as <which> <role>`, text: `
		Given an existing book
		And "bookRead" has been called
		And a valid "bookRead" request
		And it is made as another librarian
		When it is sent
		Then it is refused`, fault: "libraries share books", code: "not-refused"},
	{sentence: `it is made as <which> <role>`, text: `
		Given an existing loan
		And another existing member
		And "loanRead" has been called as the book reader
		And a valid "loanRead" request
		And it is made as another book reader
		When it is sent
		Then it is refused`, fault: "discloses loans", code: "not-refused"},
	{sentence: `it is made on behalf of nobody`, text: "Given a valid \"loanCreate\" request\nBut it is made on behalf of nobody\nWhen it is sent\nThen it is refused",
		fault: "member not checked", code: "not-refused"},
	{sentence: `it is made on behalf of somebody unknown`, text: "Given a valid \"loanCreate\" request\nBut it is made on behalf of somebody unknown\nWhen it is sent\nThen it is refused",
		fault: "member not checked", code: "not-refused"},
	{sentence: `it is made on behalf of the other <person>`, text: `
		Given an existing loan
		And another existing member
		And "loanRead" has been called
		And a valid "loanRead" request
		And it is made on behalf of the other member
		When it is sent
		Then it is refused`, fault: "discloses loans", code: "not-refused"},
	{sentence: `its <part> "<field>" is set to "<value>"`, text: `
		Given 3 existing books
		And a valid "bookList" request
		And its query parameter "limit" is set to "2"
		When it is sent
		Then its "books" has 2 entries`, fault: "paging ignored", code: "wrong-count"},
	{sentence: `its <part> "<field>" is set to the remembered "<name>"`, text: `
		Given an existing book
		And its "book.title" is remembered as "title"
		And another existing book
		And a valid "bookSearch" request
		And its query parameter "title" is set to the remembered "title"
		When it is sent
		Then the answer has 1 entry`, fault: "search ignored", code: "wrong-count"},
	{sentence: `its <part> "<field>" is left out`, text: `
		Given a valid "bookCreate" request
		And its body field "book.subtitle" is left out
		When it is sent
		Then it is accepted
		And its "book.subtitle" is absent`, fault: "wrong status", code: "undeclared-status"},

	// Calling.
	{sentence: `it is sent[ again]`, text: "Given a valid \"loanCreate\" request\nWhen it is sent\nThen it is accepted\nWhen it is sent again\nThen it is refused with 409",
		fault: "lends twice", code: "not-refused"},
	{sentence: `it is sent <n> times at once[, each with values of its own]`, text: "Given a valid \"loanCreate\" request\nWhen it is sent 4 times at once\nThen exactly one answer is accepted",
		fault: "lends twice", code: "wrong-count"},
	{sentence: `it is attempted[ again]`, text: "Given a valid \"loanCreate\" request\nWhen it is attempted\nAnd it is attempted again\nThen it answers within 5 seconds",
		fault: "field dropped", verdict: "passed"},
	{sentence: `it is attempted[ again]`, text: `
		Given an existing book
		And a valid "bookUpdate" request
		But its body field "book.pages" is of another type
		When it is attempted
		Then the book is unchanged`, fault: "refusal breaks down", code: "not-accepted", at: "it is attempted"},
	{sentence: `it is attempted <n> times at once[, each with values of its own]`, text: `
		Given a valid "loanCreate" request
		When it is attempted 4 times at once
		And "loanList" is called
		Then its "loans" has 1 entry`, fault: "lends twice", code: "wrong-count"},
	{sentence: `"<operation>" is called[ again][ as <which> <role>][ for the other <resource>][ on behalf of the other <person>]`, text: `
		Given an existing book
		When "bookRead" is called
		Then it is accepted
		When "bookRead" is called as another librarian
		Then it is refused
		And the book can be read`, fault: "libraries share books", code: "not-refused"},
	{sentence: `"<operation>" is called[ again][ as <which> <role>][ for the other <resource>][ on behalf of the other <person>]`, text: `
		When "loanCreate" is called
		Then it is accepted
		When "loanCreate" is called again
		Then it is refused`, fault: "lends twice", code: "not-refused"},
	{sentence: `"<operation>" is called with`, text: "Given 3 existing books\nWhen \"bookList\" is called with\n| limit | 2 |\nThen its \"books\" has 2 entries",
		fault: "paging ignored", code: "wrong-count"},
	{sentence: `"<operation>" is called[ as <which> <role>][ for the other <resource>][ on behalf of the other <person>], with`, text: `
		Given an existing book
		And another existing book
		When "bookUpdate" is called for the other book, with
			| book.title | Renamed ${number} |
		Then it is accepted
		And its "book.id" is the identifier of the other book
		And its "book" is as sent
		And the book is unchanged`, fault: "update not applied", code: "wrong-value"},
	{sentence: `"<operation>" is attempted[ again][ as <which> <role>][ for the other <resource>][ on behalf of the other <person>]`, text: `
		Given an existing loan
		And another existing member
		When "loanList" is attempted on behalf of the other member
		Then its "loans" does not contain the loan`, fault: "discloses loans", code: "unexpected-entry"},
	{sentence: `"<operation>" is attempted with`, text: `
		Given an existing book
		And its "book.title" is remembered as "title"
		When "bookUpdate" is attempted with
			| book.title | x |
		Then its "book.title" is not the remembered "title"
		And the book is unchanged`, fault: "accepts everything", code: "wrong-value", at: "the book is unchanged"},
	{sentence: `"<operation>" is attempted[ as <which> <role>][ for the other <resource>][ on behalf of the other <person>], with`, text: `
		Given an existing book
		And another existing book
		When "bookUpdate" is attempted for the other book, with
			| book.pages | -1 |
		Then the other book is unchanged`, fault: "accepts everything", code: "wrong-value"},
	{sentence: `"<operation>" is called until its "<field>" is "<value>", for at most <seconds> seconds`,
		text:  "When \"jobRead\" is called until its \"state\" is \"done\", for at most 2 seconds\nThen it is accepted",
		fault: "never done", code: "wrong-value"},
	{sentence: `every page of "<operation>" is read, <n> entries at a time`, text: `
		Given 5 existing books
		When every page of "bookPages" is read, 2 entries at a time
		Then no page holds more than 2 entries
		And the pages hold each of the books exactly once`, fault: "paging ignored", code: "wrong-count"},

	{sentence: `"<operation>" is read from its second entry on`, text: `
		Given 3 existing books
		When "bookList" is read from its second entry on
		Then it begins with the second entry of the whole list`, fault: "wrong status", verdict: "inconclusive"},
	{sentence: `it begins with the second entry of the whole list`, text: `
		Given 3 existing books
		When "bookList" is read from its second entry on
		Then it begins with the second entry of the whole list`, fault: "paging ignored", code: "wrong-value"},

	// The answer.
	{sentence: `it is accepted`, text: "When \"bookRead\" is called\nThen it is accepted", fault: "never reads", code: "not-accepted"},
	{sentence: `the answer is <status> and conforms to the contract`, text: "When \"bookCreate\" is called\nThen the answer is 200 and conforms to the contract",
		fault: "wrong status", code: "wrong-status"},
	{sentence: `it is refused`, text: `
		Given an existing book
		And "bookRead" has been called
		And "bookDelete" has been called
		When "bookRead" is called
		Then it is refused`, fault: "delete not applied", code: "not-refused"},
	{sentence: `it is refused`, text: `
		Given a valid "bookUpdate" request
		But its body field "book.pages" is null
		When it is sent
		Then it is refused`, fault: "refuses, and does it", code: "changed-though-refused", at: "it is refused"},
	{sentence: `it is refused`, text: `
		Given a valid "bookDelete" request
		But its header "X-Client" is missing
		When it is sent
		Then it is refused`, fault: "refuses, and does it", code: "changed-though-refused", at: "it is refused"},
	{sentence: `it is refused with <status>`, text: `
		Given a valid "bookRead" request
		But its path parameter "bookId" is unknown
		When it is sent
		Then it is refused with 404`, fault: "unknown is found", code: "not-refused"},
	{sentence: `nothing is found`, text: `
		When "bookSearch" is called with
			| title | Nothing of that title |
		Then nothing is found`, fault: "search ignored", code: "unexpected-entry"},
	{sentence: `nothing is found`, text: `
		Given an existing book
		And "bookDelete" has been called
		When "bookRead" is called
		Then nothing is found`, fault: "delete not applied", code: "unexpected-entry"},
	{sentence: `all answers are accepted`, text: `
		Given a valid "bookCreate" request
		When it is sent 3 times at once, each with values of its own
		Then all answers are accepted`, fault: "wrong status", code: "undeclared-status"},
	{sentence: `exactly one answer is accepted`, text: "Given a valid \"bookCreate\" request\nWhen it is sent 2 times at once\nThen all answers are accepted",
		fault: "wrong status", code: "undeclared-status"},
	{sentence: `it answers within <seconds> seconds`, text: "When \"bookCreate\" is called\nThen it answers within 20 seconds", fault: "lends twice", verdict: "passed"},
	{sentence: `its header "<header>" is present`, text: "When \"bookCreate\" is called\nThen its header \"X-Library\" is present", fault: "lends twice", verdict: "passed"},
	{sentence: `its header "<header>" is "<value>"`, text: "When \"bookCreate\" is called\nThen its header \"X-Library\" is \"small\"", fault: "lends twice", verdict: "passed"},

	// Values.
	{sentence: `its "<location>" is "<value>"[, where it is given]`, text: `
		When "bookCreate" is called with
			| book.title | Ada ${scenario} |
		Then its "book.title" is "Ada ${scenario}"
		And its "book.publisher" is "${data.publisher}"
		And its "book.written" is "2024-05-01T12:00:00+02:00"`, fault: "field changed", code: "wrong-value"},
	{sentence: `its "<location>" is "<value>"[, where it is given]`, text: `
		When "bookCreate" is called with
			| book.title | Ada ${scenario} |
		Then its "book.left out" is "Ada", where it is given
		And its "book.title" is "Ada ${scenario}", where it is given`, fault: "field changed", code: "wrong-value"},
	{sentence: `its "<location>" is "<value>"[, where it is given]`, text: `
		Given an existing book
		When "bookRead" is called
		Then its "book.title" is "${book:title}"`, fault: "reads otherwise", code: "wrong-value"},
	{sentence: `its "<location>" is not "<value>"`, text: "When \"bookCreate\" is called\nThen its \"book.title\" is not \"Another\"", fault: "field changed", code: "wrong-value"},
	{sentence: `its "<field>" is <number>`, text: "When \"bookCreate\" is called\nThen its \"book.pages\" is 312\nAnd its \"book.price\" is 12.50\nAnd its \"book.author.born\" is 1980",
		fault: "field dropped", code: "missing-field"},
	{sentence: `its "<location>" is true`, text: "When \"bookCreate\" is called\nThen its \"book.available\" is true", fault: "type changed", code: "wrong-type"},
	{sentence: `its "<location>" is false`, text: "When \"bookCreate\" is called with\n| book.available | false |\nThen its \"book.available\" is false", fault: "type changed", code: "wrong-type"},
	{sentence: `its "<location>" is present`, text: "When \"bookCreate\" is called\nThen its \"book.author\" is present", fault: "field dropped", code: "missing-field"},
	{sentence: `its "<location>" is absent`, text: "When \"bookCreate\" is called\nThen its \"book.nothing\" is absent\nAnd its \"book.cover.none\" is absent\nAnd its \"book.author.died\" is absent",
		fault: "field dropped", code: "missing-field"},
	{sentence: `its "<location>" is empty`, text: "When \"bookCreate\" is called\nThen its \"book.empty\" is empty", fault: "wrong status", code: "undeclared-status"},
	{sentence: `its "<location>" is not empty[, where it is given]`, text: "When \"bookCreate\" is called\nThen its \"book.id\" is not empty", fault: "null identifier", code: "wrong-value"},
	{sentence: `its "<location>" is not empty[, where it is given]`, text: `
		When "bookCreate" is called
		Then its "book.left out" is not empty, where it is given
		And its "book.id" is not empty, where it is given`, fault: "null identifier", code: "wrong-value"},
	{sentence: `its "<location>" is absent or empty`, text: "When \"bookCreate\" is called\nThen its \"book.empty\" is absent or empty\nAnd its \"book.author.died\" is absent or empty",
		fault: "field dropped", code: "missing-field"},
	{sentence: `its "<location>" is a date and time`, text: "When \"bookCreate\" is called\nThen its \"revision.timestamp\" is a date and time", fault: "wrong status", code: "undeclared-status"},
	{sentence: `its "<location>" is the present time, give or take <n> hours`,
		text:  "When \"bookCreate\" is called\nThen its \"revision.timestamp\" is the present time, give or take 24 hours",
		fault: "clock wrong", code: "wrong-value"},
	{sentence: `its "<location>" [is absent or ]agrees with the [other ]<resource>`, text: `
		Given an existing book
		When "bookRead" is called
		Then its "book" agrees with the book`, fault: "reads otherwise", code: "wrong-value"},
	{sentence: `its "<location>" [is absent or ]agrees with the remembered "<name>"`, text: `
		Given an existing book
		And its "book" is remembered as "book"
		When "bookRead" is called
		Then its "book.sequel" is absent or agrees with the remembered "book"
		And its "book" agrees with the remembered "book"`, fault: "reads otherwise", code: "wrong-value"},
	{sentence: `its "<location>" is remembered as "<name>"`, text: "When \"bookCreate\" is called\nThen its \"book.author\" is remembered as \"author\"", fault: "field dropped", code: "missing-field"},
	{sentence: `its "<location>" is the remembered "<name>"`, text: `
		Given an existing book
		And another existing book
		And its "book" is remembered as "other"
		When "bookRead" is called for the other book
		Then its "book" is the remembered "other"`, fault: "reads another", code: "wrong-value"},
	{sentence: `its "<location>" is not the remembered "<name>"`, text: `
		Given an existing book
		And its "book.id" is remembered as "first"
		And another existing book
		When "bookRead" is called for the other book
		Then its "book.id" is not the remembered "first"`, fault: "reads another", code: "wrong-value"},
	{sentence: `its "<location>" is the identifier of the [other ]<resource>[, where it is given]`, text: `
		Given an existing book
		And another existing book
		When "bookRead" is called for the other book
		Then its "book.series.id" is the identifier of the other book, where it is given
		And its "book.id" is the identifier of the other book, where it is given`, fault: "reads another", code: "wrong-value"},
	{sentence: `its "<location>" is as sent[ in "<sent>"][, apart from "<fields>"]`, text: `
		When "bookCreate" is called
		Then its "book" is as sent
		And the answer is as sent, apart from "book.author.born"
		And its "book.author" is as sent in "book.author", apart from "born"`, fault: "field dropped", code: "wrong-value"},

	// Lists.
	{sentence: `its "<location>" has <n> entries`, text: "Given 2 existing books\nWhen \"bookList\" is called\nThen its \"books\" has 2 entries", fault: "list incomplete", code: "wrong-count"},
	{sentence: `its "<location>" has at least <n> entries`, text: "Given 2 existing books\nWhen \"bookList\" is called\nThen its \"books\" has at least 2 entries", fault: "list incomplete", code: "wrong-count"},
	{sentence: `its "<location>" has at most <n> entries`, text: "Given 2 existing books\nWhen \"bookList\" is called\nThen its \"books\" has at most 2 entries", fault: "list repeats", code: "wrong-count"},
	{sentence: `its "<location>" contains the [other ]<resource>[ exactly once][, as it reads[, apart from "<fields>"]]`, text: `
		Given an existing book
		And "bookUpdate" has been called
		When "bookList" is called
		Then its "books" contains the book exactly once, as it reads`, fault: "list stale", code: "wrong-value"},
	{sentence: `its "<location>" contains the [other ]<resource>[ exactly once][, as it reads[, apart from "<fields>"]]`, text: `
		Given an existing book
		And "bookUpdate" has been called
		When "bookList" is called
		Then its "books" contains the book exactly once, as it reads, apart from "title"`, fault: "list stale", verdict: "passed"},
	{sentence: `its "<location>" contains the [other ]<resource>[ exactly once][, as it reads[, apart from "<fields>"]]`, text: "Given an existing book\nWhen \"bookList\" is called\nThen its \"books\" contains the book exactly once",
		fault: "list repeats", code: "duplicate-entry"},
	{sentence: `its "<location>" does not contain the [other ]<resource>`, text: `
		Given an existing book
		And another existing book
		When "bookSearch" is called
		Then the answer contains the book
		And the answer does not contain the other book`, fault: "search ignored", code: "unexpected-entry"},
	{sentence: `its "<location>" contains an entry whose "<field>" is "<value>"`, text: `
		Given an existing book
		When "bookList" is called
		Then its "books" contains an entry whose "title" is "${book:title}"
		And its "books" contains an entry whose "pages" is "312"`, fault: "list incomplete", code: "missing-entry"},
	{sentence: `its "<location>" does not contain an entry whose "<field>" is "<value>"`, text: `
		Given an existing book
		And another existing book
		When "bookSearch" is called
		Then the answer does not contain an entry whose "title" is "${other book:title}"`, fault: "search ignored", code: "unexpected-entry"},
	{sentence: `its "<location>" contains an entry whose "<field>" is the remembered "<name>"`, text: `
		Given an existing book
		And its "book.title" is remembered as "title"
		When "bookList" is called
		Then its "books" contains an entry whose "title" is the remembered "title"`, fault: "list incomplete", code: "missing-entry"},
	{sentence: `its "<location>" does not contain an entry whose "<field>" is the remembered "<name>"`, text: `
		Given an existing book
		And another existing book
		And its "book.id" is remembered as "other"
		When "bookSearch" is called
		Then the answer does not contain an entry whose "id" is the remembered "other"`, fault: "search ignored", code: "unexpected-entry"},
	{sentence: `every entry of its "<location>" has "<field>" "<value>"`, text: `
		Given an existing book
		And another existing book
		When "bookSearch" is called
		Then every entry of the answer has "title" "${book:title}"`, fault: "search ignored", code: "unexpected-entry"},
	{sentence: `no two entries of its "<location>" share their "<field>"`, text: "Given 2 existing books\nWhen \"bookList\" is called\nThen no two entries of its \"books\" share their \"id\"",
		fault: "list repeats", code: "duplicate-entry"},
	{sentence: `the pages hold each of the <resources> exactly once`, text: `
		Given 5 existing books
		When every page of "bookList" is read, 2 entries at a time
		Then the pages hold each of the books exactly once`, fault: "list repeats", code: "duplicate-entry"},
	{sentence: `the pages hold the [other ]<resource> exactly once[, as it reads[, apart from "<fields>"]]`, text: `
		Given 3 existing books
		When every page of "bookList" is read, 2 entries at a time
		Then the pages hold the book exactly once, as it reads`, fault: "list stale", code: "wrong-value"},
	{sentence: `the pages hold the [other ]<resource> exactly once[, as it reads[, apart from "<fields>"]]`, text: `
		Given an existing book
		And another existing book
		When every page of "bookPages" is read, 1 entry at a time
		Then the pages hold the other book exactly once`, fault: "list incomplete", code: "missing-entry"},
	{sentence: `the pages hold the [other ]<resource> at most once[, as it reads[, apart from "<fields>"]]`, text: `
		Given 3 existing books
		When every page of "bookList" is read, 2 entries at a time
		Then the pages hold the book at most once, as it reads`, fault: "list stale", code: "wrong-value"},
	{sentence: `the pages hold the [other ]<resource> at most once[, as it reads[, apart from "<fields>"]]`, text: `
		Given an existing book
		And another existing book
		When every page of "bookList" is read, 50 entries at a time
		Then the pages hold the other book at most once`, fault: "list incomplete", verdict: "passed"},
	{sentence: `no page holds more than <n> entries`, text: "Given 3 existing books\nWhen every page of \"bookList\" is read, 2 entries at a time\nThen no page holds more than 2 entries",
		fault: "paging ignored", code: "wrong-count"},

	// The state.
	{sentence: `the [other ]<resource> can be read`, text: "When \"bookCreate\" is called\nThen it is accepted\nAnd the book can be read", fault: "not stored", code: "not-accepted"},
	{sentence: `the [other ]<resource> can no longer be read`, text: "Given an existing book\nWhen \"bookDelete\" is called\nThen it is accepted\nAnd the book can no longer be read",
		fault: "delete not applied", code: "still-there"},
	{sentence: `the [other ]<resource> can no longer be read`, text: "Given an existing book\nWhen \"bookDelete\" is called\nThen it is accepted\nAnd the book can no longer be read",
		fault: "never reads", verdict: "inconclusive", at: `"bookDelete" is called`},
	{sentence: `the [other ]<resource> reads as sent[ in "<sent>"][, apart from "<fields>"]`, text: "Given an existing book\nWhen \"bookUpdate\" is called\nThen it is accepted\nAnd the book reads as sent",
		fault: "update not applied", code: "wrong-value"},
	{sentence: `the [other ]<resource> is unchanged[, apart from "<fields>"]`, text: `
		Given a valid "bookUpdate" request
		But its body field "book.genre" is not one of the allowed values
		When it is attempted
		Then the book is unchanged`, fault: "accepts everything", code: "wrong-value"},
	{sentence: `the list of <resources> contains the [other ]<resource>[ exactly once]`, text: "When \"bookCreate\" is called\nThen the list of books contains the book exactly once",
		fault: "list incomplete", code: "missing-entry"},
	{sentence: `the list of <resources> no longer contains the [other ]<resource>`, text: `
		Given an existing book
		When "bookDelete" is called
		Then it is accepted
		And the list of books no longer contains the book`, fault: "delete not applied", code: "unexpected-entry"},
	{sentence: `the list of <resources> no longer contains the [other ]<resource>`, text: `
		Given an existing book
		When "bookDelete" is called
		Then it is accepted
		And the list of books no longer contains the book`, fault: "list incomplete", verdict: "inconclusive"},
	{sentence: `the list of <resources> holds what was sent exactly once`, text: "When \"bookCreate\" is called\nThen the list of books holds what was sent exactly once",
		fault: "stored twice", code: "duplicate-entry"},
	{sentence: `the list of <resources> holds what was sent exactly once`, text: "When \"bookCreate\" is called\nThen the list of books holds what was sent exactly once",
		fault: "not stored", code: "missing-entry"},
	{sentence: `the list of <resources> holds nothing of what was refused`, text: `
		Given a valid "bookCreate" request
		But it carries no credentials
		When it is sent
		Then it is refused
		And the list of books holds nothing of what was refused`, fault: "refuses, and does it", code: "unexpected-entry"},
	{sentence: `the list of <resources> holds nothing of what was refused`, text: `
		Given a valid "bookCreate" request
		But it carries no credentials
		When it is sent
		Then it is refused
		And the list of books holds nothing of what was refused`, fault: "not stored", verdict: "inconclusive"},
}, slices.Concat(formSentenceCases, blockSentenceCases)...)

func TestSentencesTellConformantFromFaulty(t *testing.T) {
	t.Parallel()
	for _, c := range sentenceCases {
		t.Run(strings.NewReplacer("/", "_", "<", "", ">", "", `"`, "").Replace(c.sentence)+" "+c.fault, func(t *testing.T) {
			t.Parallel()
			tell(t, blocks.NewLibrary(t, ""), c.text).mustBe(t, "passed", "")
			faulty := tell(t, blocks.NewLibrary(t, c.fault), c.text)
			if c.verdict == "" {
				c.verdict = "failed"
			}
			faulty.mustBe(t, c.verdict, c.code)
			if c.at != "" && faulty.sentence != c.at {
				t.Errorf("caught at %q, want %q", faulty.sentence, c.at)
			}
		})
	}
}

func TestEverySentenceHasACase(t *testing.T) {
	t.Parallel()
	for _, d := range Vocabulary() {
		found := false
		for _, c := range sentenceCases {
			found = found || c.sentence == d.Sentence
		}
		if !found {
			t.Errorf("no case for %q", d.Sentence)
		}
	}
}
