package consent

import "github.com/bbconform/bbconform/examples/sandbox"

func agreementFaults() []sandbox.Fault {
	create, read, update := of("configDataAgreementCreate"), of("configDataAgreementRead"), of("configDataAgreementUpdate")
	remove, list := of("configDataAgreementDelete"), of("configDataAgreementList")
	return []sandbox.Fault{
		create.answers("controller-dropped", "The answer leaves out who is responsible for the data.", sandbox.Drop("dataAgreement.controller")),
		create.answers("purpose-dropped", "The answer leaves out the purpose, which every data agreement has.", sandbox.Drop("dataAgreement.purpose")),
		create.answers("active-inverted", "An active data agreement is answered as inactive.", sandbox.Alter("dataAgreement.active")),
		create.answers("forgettable-as-text", "Whether consent may be forgotten is answered as a text.", sandbox.Retype("dataAgreement.forgettable")),
		create.behaves("revision-hash-wrong", "The hash of the first revision is not that of its snapshot."),
		create.behaves("not-stored", "The data agreement is answered, and forgotten at once."),
		create.accepts("missing-purpose-accepted", "A data agreement without a purpose is accepted.", "missing-field", "dataAgreement.purpose"),
		create.admits("wrong-credentials-accepted", "Any credentials will do to create a data agreement.", sandbox.CheckRightCredentials),

		read.behaves("stale", "A data agreement is read as it was first, whatever was changed since."),
		read.answers("basis-dropped", "A data agreement is read without its lawful basis.", sandbox.Drop("dataAgreement.lawfulBasis")),
		read.behaves("unknown-answered", "An unknown data agreement is answered with some other one."),
		read.leaks("query-in-refusal", "A refusal shows the query of the database.", sandbox.LeakedSQL),

		update.behaves("update-not-applied", "A change of a data agreement is confirmed, but not stored."),
		update.answers("wrong-identifier-echoed", "The changed data agreement is answered under another identifier.", sandbox.Alter("dataAgreement.id")),
		update.behaves("revision-not-written", "A change of a data agreement leaves no revision: the one before is answered again."),
		update.behaves("revision-chain-broken", "The revision of a change does not name the one before."),
		update.behaves("snapshot-stale", "The revision of a change holds the data agreement as it was before."),
		update.behaves("inactive-takes-consent", "A data agreement that was taken out of use still takes new consent."),
		update.behaves("unknown-created", "An unknown data agreement is not refused, but made."),

		remove.behaves("delete-not-applied", "The end of a data agreement is confirmed, but it stays."),
		remove.answers("revision-missing", "The end of a data agreement is answered without a revision.", sandbox.Drop("revision")),
		remove.answers("status-no-content", "Answers 204, which the contract does not declare.", sandbox.Status(204), sandbox.NoBody()),

		list.behaves("incomplete", "The list ends after its first entry."),
		list.behaves("limit-ignored", "All data agreements are listed, however few are asked for."),
		list.behaves("offset-ignored", "Every page begins with the first data agreement."),
		list.answers("entries-without-basis", "The entries leave out the lawful basis.", sandbox.Drop("dataAgreement.#.lawfulBasis")),
		list.answers("truncated", "The connection is closed in the middle of the answer.", sandbox.Truncated()),
	}
}
