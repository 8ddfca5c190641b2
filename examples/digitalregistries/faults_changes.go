package digitalregistries

import (
	"net/http"

	"github.com/bbconform/bbconform/examples/sandbox"
)

func updateFaults() []sandbox.Fault {
	return family("update", []sandbox.Fault{
		behaves("query-ignored", "Goes by the identifier that is written, and not by the query."),
		despite("changed-although-refused", "Changes a record although the request is invalid and refused.", sandbox.CheckContract),
		behaves("not-applied", "Answers as if the record had been changed, and leaves it as it was."),
		behaves("one-field-only", "Changes the first name and forgets the other fields."),
		behaves("every-record-changed", "Writes the same values into every record."),
		behaves("creates-when-missing", "Makes a record when there is none to change."),
		behaves("adds-a-copy", "Adds a second record and leaves the first as it was."),
		answers("status-wrong", "Answers 202, which the contract does not have.", sandbox.Status(http.StatusAccepted)),
		lets("credentials-not-checked", "Accepts requests with wrong credentials, and with none.", sandbox.CheckCredentials),
		overlooks("write-not-required", "Accepts a request that writes nothing.", "write", "missing-field"),
		answers("refusal-is-500", "Answers 500 instead of refusing.", sandbox.Status(http.StatusInternalServerError).OnRefusals()),
	})
}

func updateEntriesFaults() []sandbox.Fault {
	return family("updateEntries", []sandbox.Fault{
		behaves("one-value-suffices", "Changes records that have any of the values of the query."),
		despite("changed-although-refused", "Changes records although the request lacks credentials and is refused.", sandbox.CheckCredentials),
		behaves("not-applied", "Answers as if the records had been changed, and leaves them as they were."),
		behaves("first-only", "Changes only the first of the records."),
		behaves("last-forgotten", "Forgets the last of the records."),
		behaves("every-record-changed", "Changes records that were not asked for."),
		behaves("other-fields-dropped", "Drops the fields that were not written."),
		lets("credentials-not-checked", "Accepts requests with wrong credentials, and with none.", sandbox.CheckCredentials),
		overlooks("write-not-required", "Accepts a request that writes nothing.", "write", "missing-field"),
	})
}

func updateOrCreateFaults() []sandbox.Fault {
	return family("update-or-create", []sandbox.Fault{
		behaves("never-creates", "Answers as if a record had been created, and forgets it."),
		behaves("duplicates", "Adds a second record instead of changing the one that there is."),
		behaves("update-not-applied", "Answers with the changed record, and leaves it as it was."),
		behaves("answers-the-old", "Answers with the record as it was before."),
		answers("field-dropped", "Leaves the last name out of the answer.", sandbox.Drop("content.lastName")),
		answers("type-changed", "Answers with a number in the place of the identifier.", sandbox.Retype("content.id")),
		answers("status-wrong", "Answers 201, which the contract does not have.", sandbox.Status(http.StatusCreated)),
		lets("credentials-not-checked", "Accepts requests with wrong credentials, and with none.", sandbox.CheckCredentials),
		overlooks("write-not-required", "Accepts a request that writes nothing.", "write", "missing-field"),
	})
}

func createEntriesFaults() []sandbox.Fault {
	return family("GDB-MCTS-create-entries", []sandbox.Fault{
		despite("stored-although-refused", "Stores entries although the request is invalid and refused.", sandbox.CheckContract),
		behaves("details-lost", "Stores an entry without what is within the caretaker."),
		answers("uuid-altered", "Answers with a UUID that nothing is known by.", sandbox.Alter("receive.#.uuid")),
		answers("clock-stopped", "Says that entries were made in the year 1970.", sandbox.Set("receive.#.createdAt", "1970-01-01T00:00:00Z")),
		behaves("first-only", "Creates and answers with only the first of the entries."),
		behaves("only-first-stored", "Answers with all entries, and stores the first."),
		behaves("not-stored", "Answers as if the entries had been created, and forgets them."),
		behaves("order-reversed", "Answers in another order than that of the entries."),
		behaves("same-uuid", "Gives all entries the same uuid."),
		behaves("nested-fields-lost", "Loses what is known of the child."),
		answers("uuid-dropped", "Leaves the uuid out of the answer.", sandbox.Drop("receive.#.uuid")),
		answers("uuid-malformed", "Answers with a uuid that is none.", sandbox.Set("receive.#.uuid", "1")),
		answers("date-malformed", "Answers with a time of creation that is none.", sandbox.Set("receive.#.createdAt", "yesterday")),
		answers("status-wrong", "Answers 200, where the contract has 201.", sandbox.Status(http.StatusOK)),
		overlooks("unknown-gender-accepted", "Accepts a gender that the contract does not list.", "", "not-in-enumeration"),
		overlooks("malformed-date-accepted", "Accepts a birthdate that is no date.", "", "wrong-format"),
		overlooks("types-not-checked", "Accepts numbers where the contract has texts.", "", "wrong-type"),
		behaves("form-refused", "Takes JSON only, and no form, which the contract has beside it."),
		behaves("form-first-part-only", "Reads only the first of the parts in which a form has its entries."),
		behaves("form-content-lost", "Does not read the JSON in the parts of a form, and makes empty entries."),
		behaves("form-not-stored", "Answers as if the entries of a form had been created, and forgets them."),
		behaves("form-in-one-line-breaks-down", "Answers 500 to a form in one line."),
		lets("form-not-checked", "Checks what comes as JSON, and accepts every form.", sandbox.CheckForms),
		overlooks("cut-form-accepted", "Accepts a form that ends in the middle.", "", "not-a-form"),
		overlooks("content-not-required", "Accepts an entry without content, and makes an empty one.", "content", "missing-field"),
	})
}

func usageFaults() []sandbox.Fault {
	return family("DPU", []sandbox.Fault{
		answers("clock-stopped", "Says that data was read in the year 1970.", sandbox.Set("#.searchDateTime", "1970-01-01T00:00:00Z")),
		behaves("not-logged", "Does not note who reads a record."),
		behaves("others-disclosed", "Discloses who has read the data of other people."),
		behaves("database-ignored", "Answers with the reads of every database."),
		behaves("latest-only", "Knows only the latest of several reads."),
		answers("time-dropped", "Does not say when the data was read.", sandbox.Drop("#.searchDateTime")),
		answers("reader-dropped", "Does not say who has read the data.", sandbox.Drop("#.readerId")),
		answers("time-malformed", "Says when the data was read, but in words.", sandbox.Set("#.searchDateTime", "this morning")),
		answers("wrapped", "Answers with an object, where the contract has a list.", sandbox.Set("", sandbox.Object{"results": []any{}})),
		overlooks("person-not-required", "Accepts a request that does not say whose data it is about.", "userId"),
		overlooks("database-not-required", "Accepts a request that does not say which database it is about.", "databaseId"),
	})
}
