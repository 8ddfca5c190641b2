package steps

// Of bodies that are no JSON.
var formSentenceCases = []sentenceCase{
	{sentence: `its body is <media>`, text: `
		Given a valid "noteCreate" request
		And its body is a form in parts
		When it is sent
		Then it is accepted
		And its "note.quotes" is as sent in "quotes"
		And its "note.tags" is as sent in "tags"
		And its "note.seal" is as sent in "seal"
		And its "note.author" is as sent in "author"`, fault: "forms flattened", code: "wrong-value"},
	{sentence: `its body is <media>`, text: `
		Given a valid "noteCreate" request
		And its body is a form in parts
		When it is sent
		Then it is accepted
		And the note can be read`, fault: "forms not stored", code: "not-accepted"},
	{sentence: `its body is <media>`, text: `
		Given a valid "noteCreate" request
		And its body is a form in one line
		And its body field "stars" is set to "5"
		And its body field "author.name" is set to "A & B"
		When it is sent
		Then it is accepted
		And its "note.stars" is 5
		And its "note.open" is true
		And its "note.marks" is as sent in "marks"
		And its "note.author.name" is "A & B"
		When "noteRead" is called
		Then its "note.author" is as sent in "author"`, fault: "forms flattened", code: "missing-field"},
	{sentence: `its body is <media>`, text: "Given a valid \"noteCreate\" request\nAnd its body is a form in one line\nWhen it is sent\nThen it is accepted",
		fault: "forms refused", code: "not-accepted"},
	{sentence: `its body is <media>`, text: `
		Given a valid "noteCreate" request
		And its body is a form in one line
		But its body field "author" is missing
		When it is sent
		Then it is refused`, fault: "forms refused", verdict: "inconclusive"}, // the control is refused, so that the refusal shows nothing
	{sentence: `its body is <media>`, text: `
		Given a valid "noteCreate" request
		And its body is a form in parts
		But its body field "picture" is of another type
		When it is sent
		Then it is refused`, fault: "accepts everything", code: "not-refused"},
	{sentence: `its body is <media>`, text: `
		Given a valid "noteCreate" request
		And its body is a form in parts
		But its body is not readable
		When it is sent
		Then it is refused`, fault: "accepts everything", code: "not-refused"},
	{sentence: `its body is <media>`, text: "Given a valid \"noteCreate\" request\nAnd its body is JSON\nWhen it is sent\nThen it is accepted\nAnd its \"note.author\" is as sent in \"author\"",
		fault: "accepts everything", verdict: "passed"},
	{sentence: `its body is <media>`, text: "Given a valid \"textCreate\" request\nAnd its body is plain text\nWhen it is sent\nThen its \"length\" is 24\nAnd its \"type\" is \"text/plain\"",
		fault: "text cut", code: "wrong-value"},
	{sentence: `its body is <media>`, text: "Given a valid \"textCreate\" request\nAnd its body is XML\nWhen it is sent\nThen its \"length\" is 27\nAnd its \"type\" is \"application/xml\"",
		fault: "type lost", code: "wrong-value"},
	{sentence: `its body is <media>`, text: "Given a valid \"textCreate\" request\nAnd its body is XML\nBut its body is not readable\nWhen it is sent\nThen it is refused",
		fault: "accepts everything", code: "not-refused"},
	{sentence: `its body is of the type "<type>"`, text: "Given a valid \"textCreate\" request\nAnd its body is of the type \"image/png\"\nWhen it is sent\nThen its \"length\" is 16\nAnd its \"type\" is \"image/png\"",
		fault: "text cut", code: "wrong-value"},
	{sentence: `its body is of the type "<type>"`, text: "Given a valid \"textCreate\" request\nAnd its body is of the type \"image/jpeg\"\nWhen it is sent\nThen its \"length\" is 6\nAnd its \"type\" is \"image/jpeg\"",
		fault: "type lost", code: "wrong-value"},
}
