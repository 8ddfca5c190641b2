package digitalregistries

import (
	"net/http"

	"github.com/bbconform/bbconform/examples/sandbox"
)

func listFaults() []sandbox.Fault {
	return family("list", []sandbox.Fault{
		behaves("search-ignored", "Lists every record, whatever is searched for."),
		behaves("expressions-not-supported", "Takes a regular expression for a plain text."),
		behaves("filter-ignored", "Searches every field, where only one was asked for."),
		behaves("field-query-ignored", "Ignores that a field must have a given value."),
		behaves("ordering-ignored", "Lists in the same order, whichever is asked for."),
		behaves("page-size-ignored", "Lists everything on one page."),
		behaves("page-ignored", "Answers with the first page, whichever is asked for."),
		behaves("page-repeats", "Begins each page with the last record of the one before."),
		behaves("page-skips", "Leaves a record out between two pages."),
		behaves("next-on-last-page", "Names a next page when there is none."),
		behaves("newest-missing", "Does not list the newest record."),
		behaves("other-registry-disclosed", "Lists records of other registries, too."),
		answers("next-missing", "Does not say that there is a next page.", sandbox.Null("next")),
		answers("count-wrong", "Counts one record too many.", sandbox.Alter("count")),
		answers("count-dropped", "Does not say how many records there are.", sandbox.Drop("count")),
		answers("count-type-changed", "Gives the number of records as a text.", sandbox.Retype("count")),
		answers("results-null", "Answers with null in the place of the records.", sandbox.Null("results")),
		answers("results-empty", "Lists no record.", sandbox.EmptyList("results")),
		answers("identifier-wrong", "Lists the records with other identifiers.", sandbox.Alter("results.#.id")),
		answers("status-wrong", "Answers 206, which the contract does not have.", sandbox.Status(http.StatusPartialContent)),
		overlooks("page-not-checked", "Accepts a page that is no number.", "page"),
		lets("credentials-not-checked", "Accepts requests with wrong credentials, and with none.", sandbox.CheckCredentials),
	})
}

func modifyDatabaseFaults() []sandbox.Fault {
	return family("modifyDatabase", []sandbox.Fault{
		behaves("triggers-lost", "Stores a schema without what is to happen on its own."),
		behaves("change-half-applied", "Of a changed schema, stores only the description of its identifier."),
		overlooks("nested-types-not-checked", "Accepts an action whose type is no text.", "actions.0.type", "wrong-type"),
		behaves("not-stored", "Answers as if the database had been created, and forgets it."),
		behaves("schema-lost", "Creates the database without its schema."),
		behaves("change-not-applied", "Answers as if the database had been changed, and leaves it as it was."),
		behaves("others-changed", "Changes the schema of every database."),
		answers("type-changed", "Answers with a number in the place of the schema's type.", sandbox.Retype("type")),
		answers("status-wrong", "Answers 201, which the contract does not have.", sandbox.Status(http.StatusCreated)),
		overlooks("types-not-checked", "Accepts numbers where the contract has texts.", "", "wrong-type"),
		overlooks("client-not-required", "Accepts a request that does not say from which client it comes.", client),
	})
}

func readDatabaseFaults() []sandbox.Fault {
	return family("readDatabase", []sandbox.Fault{
		answers("required-dropped", "Leaves out which fields every record must have.", sandbox.Drop("schema.required")),
		answers("example-altered", "Answers with another example of the identifier.", sandbox.Alter("schema.properties.ID.example")),
		behaves("other-database", "Answers with the first database, whichever is asked for."),
		behaves("unknown-answers-200", "Answers 200 with an empty object when there is no such database."),
		answers("schema-dropped", "Leaves the schema out of the answer.", sandbox.Drop("schema")),
		answers("identifier-wrong", "Answers with the identifier of another database.", sandbox.Alter("id")),
		answers("type-changed", "Gives the identifier as a text.", sandbox.Retype("id")),
		lets("credentials-not-checked", "Accepts requests with wrong credentials, and with none.", sandbox.CheckCredentials),
		answers("refusal-discloses-stack", "Puts its stack trace into refusals.", sandbox.Leak(sandbox.LeakedGoStack)),
	})
}

func deleteDatabaseFaults() []sandbox.Fault {
	return family("deleteDatabase", []sandbox.Fault{
		behaves("not-applied", "Answers as if the database had been deleted, and keeps it."),
		behaves("others-changed", "Writes into the schema of every other database."),
		answers("answer-is-object", "Answers with an object, where the contract has a text.", sandbox.Set("", sandbox.Object{"ok": true})),
		answers("status-wrong", "Answers 204 without the text that the contract has.", sandbox.Status(http.StatusNoContent), sandbox.NoBody()),
		lets("credentials-not-checked", "Deletes without credentials.", sandbox.CheckCredentials),
	})
}

func listDatabasesFaults() []sandbox.Fault {
	return family("listDatabases", []sandbox.Fault{
		answers("schema-altered", "The entries show another schema than the database has.", sandbox.Alter("databases.#.schema.properties.ID.description")),
		answers("one-twice", "Lists the first database twice.", sandbox.RepeatFirst("databases")),
		behaves("built-in-only", "Lists only the databases that were there from the beginning."),
		answers("type-changed", "Gives the identifiers as texts.", sandbox.Retype("databases.#.id")),
		answers("name-dropped", "Lists the databases without their names and schemas.",
			sandbox.Drop("databases.#.name"), sandbox.Drop("databases.#.schema")),
		answers("wrapping-lost", "Answers with a bare list.", sandbox.Set("", []any{})),
		lets("credentials-not-checked", "Accepts requests with wrong credentials, and with none.", sandbox.CheckCredentials),
	})
}
