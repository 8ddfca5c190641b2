package digitalregistries

import (
	"net/http"

	"github.com/bbconform/bbconform/examples/sandbox"
)

func createFaults() []sandbox.Fault {
	return family("create", []sandbox.Fault{
		despite("stored-although-refused", "Stores a record although the request lacks credentials and is refused.", sandbox.CheckCredentials),
		despite("invalid-stored-although-refused", "Stores a record although it is invalid and refused.", sandbox.CheckContract),
		behaves("not-stored", "Answers as if the record had been created, and forgets it."),
		behaves("stored-otherwise", "Stores another last name than the one that it was sent and that it answers with."),
		behaves("stored-twice", "Stores the record twice."),
		behaves("unknown-registry-accepted", "Accepts a record for a registry that does not exist."),
		answers("field-dropped", "Leaves the last name out of the answer.", sandbox.Drop("content.lastName")),
		answers("content-dropped", "Answers with an empty object.", sandbox.Drop("content")),
		answers("identifier-wrong", "Answers with another identifier than the one that was sent.", sandbox.Alter("content.id")),
		answers("type-changed", "Answers with a number in the place of the identifier.", sandbox.Retype("content.id")),
		answers("value-null", "Answers with null in the place of the first name.", sandbox.Null("content.firstName")),
		answers("status-wrong", "Answers 201, which the contract does not have.", sandbox.Status(http.StatusCreated)),
		answers("refusal-answers-202", "Answers 202 where it refuses.", sandbox.Status(http.StatusAccepted).OnRefusals()),
		answers("content-type-wrong", "Says that its JSON is plain text.", sandbox.ContentType("text/plain")),
		answers("content-type-missing", "Does not say what its answer is.", sandbox.ContentType("")),
		answers("body-empty", "Answers 200 without a body.", sandbox.NoBody()),
		answers("body-followed-by-text", "Writes a line of its log after the JSON.", sandbox.Trailing("\nINFO done in 3 ms\n")),
		answers("key-twice", "Gives the identifier twice, with two values.", sandbox.DuplicateKey("content.id")),
		answers("cut-short", "Closes the connection in the middle of the answer.", sandbox.Truncated()),
		answers("hangs-up", "Stores the record and closes the connection without an answer.", sandbox.HangUp()),
		lets("refusal-missing", "Accepts every body and every header.", sandbox.CheckContract),
		lets("credentials-not-checked", "Accepts requests with wrong credentials, and with none.", sandbox.CheckCredentials),
		lets("wrong-credentials-accepted", "Asks for credentials, but not for the right ones.", sandbox.CheckRightCredentials),
		overlooks("client-not-required", "Accepts a request that does not say from which client it comes.", client),
		overlooks("content-not-required", "Accepts a request without content, and makes an empty record.", "write.content", "missing-field"),
		overlooks("types-not-checked", "Accepts numbers where the contract has texts.", "", "wrong-type"),
		overlooks("unreadable-accepted", "Accepts a body that is no JSON.", "", "not-json", "trailing-data"),
		answers("refusal-discloses-stack", "Puts its stack trace into refusals.", sandbox.Leak(sandbox.LeakedJavaStack)),
		answers("refusal-is-500", "Answers 500 instead of refusing.", sandbox.Status(http.StatusInternalServerError).OnRefusals()),
	})
}

func readFaults() []sandbox.Fault {
	return family("read", []sandbox.Fault{
		behaves("identifier-not-compared", "Does not look at the identifier when a query has other values too."),
		answers("last-name-altered", "Answers with another last name.", sandbox.Alter("content.lastName")),
		answers("certificate-altered", "Answers with another birth certificate.", sandbox.Alter("content.birthCertificateId")),
		behaves("first-record-always", "Answers with the first record of the registry, whatever was asked for."),
		behaves("second-criterion-ignored", "Looks at one field of the query only."),
		behaves("other-registry-disclosed", "Finds records of other registries, too."),
		behaves("unknown-answers-200", "Answers 200 with an empty record when there is none."),
		behaves("unknown-answers-query", "Answers 200 with the query when there is no record."),
		behaves("stale", "Answers with the record as it was first written."),
		answers("field-dropped", "Leaves the first name out of the answer.", sandbox.Drop("content.firstName")),
		answers("identifier-wrong", "Answers with another identifier.", sandbox.Alter("content.id")),
		answers("type-changed", "Answers with an object in which the last name is a number.", sandbox.Retype("content.lastName")),
		answers("detail-wrong", "Says in other words than the contract's that there is no record.",
			sandbox.Set("detail", "not here").OnRefusals()),
		answers("refusal-is-html", "Refuses with a web page.",
			sandbox.Bytes("<!doctype html><title>404</title>").OnRefusals(), sandbox.ContentType("text/html").OnRefusals()),
		answers("refusal-discloses-sql", "Puts its database's error into refusals.", sandbox.Leak(sandbox.LeakedSQL)),
		lets("credentials-not-checked", "Accepts requests with wrong credentials, and with none.", sandbox.CheckCredentials),
		overlooks("client-not-required", "Accepts a request that does not say from which client it comes.", client),
	})
}

func existsFaults() []sandbox.Fault {
	return family("exists", []sandbox.Fault{
		behaves("identifier-not-compared", "Does not look at the identifier when a query has other values too."),
		behaves("always-true", "Says of every record that it exists."),
		behaves("always-false", "Says of no record that it exists."),
		behaves("second-criterion-ignored", "Looks at one field of the query only."),
		behaves("remembers-the-deleted", "Says of deleted records that they exist."),
		answers("type-changed", "Answers with a text in the place of true or false.", sandbox.Retype("answer.status")),
		answers("status-dropped", "Answers with a message, but neither true nor false.", sandbox.Drop("answer.status")),
		answers("wrapping-lost", "Answers without the field that the contract wraps the answer in.", sandbox.Rename("answer", "result")),
		lets("credentials-not-checked", "Accepts requests with wrong credentials, and with none.", sandbox.CheckCredentials),
		overlooks("query-not-required", "Accepts a request without a query.", "query", "missing-field"),
	})
}

func deleteFaults() []sandbox.Fault {
	return family("delete", []sandbox.Fault{
		behaves("registry-ignored", "Deletes records in registries that do not exist."),
		despite("deleted-although-refused", "Deletes a record although the request lacks credentials and is refused.", sandbox.CheckCredentials),
		behaves("not-applied", "Answers as if the record had been deleted, and keeps it."),
		behaves("family-deleted", "Deletes every record of the same last name."),
		behaves("still-listed", "Deletes the record, and leaves it in the list."),
		behaves("only-emptied", "Empties the record and leaves it there."),
		answers("status-wrong", "Answers 200 with an object, where the contract has 204 and nothing.",
			sandbox.Status(http.StatusOK), sandbox.Bytes(`{"deleted":true}`), sandbox.ContentType("application/json")),
		lets("credentials-not-checked", "Deletes without credentials.", sandbox.CheckCredentials),
		lets("wrong-credentials-accepted", "Asks for credentials, but not for the right ones.", sandbox.CheckRightCredentials),
		overlooks("client-not-required", "Accepts a request that does not say from which client it comes.", client),
	})
}

func readValueFaults() []sandbox.Fault {
	return family("readValue", []sandbox.Fault{
		behaves("other-field", "Answers with the value of another field."),
		behaves("other-record", "Answers with the value of another record."),
		behaves("whole-record", "Answers with the whole record."),
		behaves("unknown-record-answers-null", "Answers 200 when there is no such record."),
		behaves("unknown-field-answers-empty", "Answers 200 with an empty value when there is no such field."),
		answers("type-changed", "Answers with a list.", sandbox.Set("", []any{"a"})),
		answers("content-type-wrong", "Says that its JSON is plain text.", sandbox.ContentType("text/plain")),
		lets("credentials-not-checked", "Accepts requests with wrong credentials, and with none.", sandbox.CheckCredentials),
	})
}
