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
		create.behaves("snapshot-without-policy", "The snapshot of a revision leaves out the policy of the data agreement."),
		create.behaves("stored-twice", "The data agreement is stored twice, under two identifiers."),
		create.accepts("number-as-policy-version-accepted", "A version of the policy that is no text is accepted.", "wrong-type", "dataAgreement.policy.version"),
		create.despite("stored-although-refused", "A data agreement is stored although the request lacks credentials and is refused.", sandbox.CheckCredentials),

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
		update.behaves("ground-kept", "A change of a data agreement does not reach its lawful basis."),
		update.behaves("policy-kept", "A data agreement stays under the policy that it was made with."),
		update.accepts("number-as-controller-accepted", "The name of a controller that is no text is accepted.", "wrong-type", "dataAgreement.controller.name"),
		update.despite("changed-although-refused", "A data agreement is changed although the request is refused.", sandbox.CheckContract),

		remove.behaves("delete-not-applied", "The end of a data agreement is confirmed, but it stays."),
		remove.answers("revision-missing", "The end of a data agreement is answered without a revision.", sandbox.Drop("revision")),
		remove.answers("status-no-content", "Answers 204, which the contract does not declare.", sandbox.Status(204), sandbox.NoBody()),
		remove.despite("ended-although-refused", "A data agreement is ended although the request lacks credentials and is refused.", sandbox.CheckCredentials),

		list.behaves("incomplete", "The list ends after its first entry."),
		list.behaves("limit-ignored", "All data agreements are listed, however few are asked for."),
		list.behaves("offset-ignored", "Every page begins with the first data agreement."),
		list.answers("policy-altered", "The entries show another version of the policy.", sandbox.Alter("dataAgreement.#.policy.version")),
		list.answers("entries-without-basis", "The entries leave out the lawful basis.", sandbox.Drop("dataAgreement.#.lawfulBasis")),
		list.answers("truncated", "The connection is closed in the middle of the answer.", sandbox.Truncated()),
	}
}
