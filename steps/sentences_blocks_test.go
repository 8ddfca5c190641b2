package steps

// Of sentences that belong to one building block.
var blockSentenceCases = []sentenceCase{
	{sentence: `its "<location>" is an intact revision`, text: "When \"bookCreate\" is called\nThen its \"revision\" is an intact revision", fault: "hash wrong", code: "broken-revision"},
	{sentence: `its "<location>" is an intact revision`, text: "When \"bookCreate\" is called\nThen its \"revision\" is an intact revision",
		fault: "snapshot by somebody else", code: "broken-revision"},
	{sentence: `its "<location>" is an intact revision`, text: "When \"bookCreate\" is called\nThen its \"revision\" is an intact revision",
		fault: "snapshot of another time", code: "broken-revision"},
	{sentence: `its "<location>" is a revision of the [other ]<resource>[, with its "<fields>"]`, text: "When \"bookCreate\" is called\nThen its \"revision\" is a revision of the book",
		fault: "snapshot of another", code: "broken-revision"},
	{sentence: `its "<location>" is a revision of the [other ]<resource>[, with its "<fields>"]`, text: "When \"bookCreate\" is called\nThen its \"revision\" is a revision of the book, with its \"author\"",
		fault: "snapshot without its author", code: "broken-revision"},
	{sentence: `its "<location>" is a revision that follows the remembered "<name>"`, text: `
		Given an existing book
		And its "revision" is remembered as "first"
		When "bookUpdate" is called
		Then its "revision" is a revision that follows the remembered "first"`, fault: "chain broken", code: "broken-revision"},
	{sentence: `its "<location>" is an intact signature`, text: "When \"signatureCreate\" is called\nThen its \"signature\" is an intact signature", fault: "hash wrong", code: "broken-signature"},
	{sentence: `its "<location>" is an intact signature`, text: "When \"signatureCreate\" is called\nThen its \"signature\" is an intact signature",
		fault: "signed by somebody else", code: "broken-signature"},
	{sentence: `its "<location>" is a signature of the consent that is shown in "<consent>"`,
		text:  "When \"signatureCreate\" is called\nThen its \"signature\" is a signature of the consent that is shown in \"consentRecord\"",
		fault: "another signed", code: "broken-signature"},
	{sentence: `it gives "<value>"`, text: "When \"valueRead\" is called\nThen it gives \"Sources\"", fault: "another value", code: "wrong-value"},
	{sentence: `it gives the record's "<field>"`, text: `
		When "valueRead" is called
		Then it gives the record's "title"
		When "valueRead" is called with
			| field | year |
		Then it gives the record's "year"`, fault: "another value", code: "wrong-value"},
}
