package consent

import "github.com/bbconform/bbconform/examples/sandbox"

func consentFaults() []sandbox.Fault {
	create, read, update := of("serviceIndividualConsentRecordCreate"), of("serviceIndividualConsentRecordRead"), of("serviceIndividualConsentRecordUpdate")
	list, byAgreement := of("serviceIndividualConsentRecordList"), of("serviceIndividualDataAgreementConsentRecordList")
	forget := of("serviceIndividualConsentRecordDeleteAll")
	return []sandbox.Fault{
		create.behaves("opted-out", "Consent that was given is recorded as refused."),
		create.behaves("signed-at-once", "New consent counts as signed, though nobody signed it."),
		create.behaves("individual-swapped", "Consent is recorded for another individual."),
		create.behaves("agreement-hash-wrong", "The record names a hash that no revision of the data agreement has."),
		create.behaves("agreement-hash-stale", "Consent is recorded for the first revision of the data agreement, though it was changed."),
		create.behaves("duplicate-accepted", "An individual can consent to the same revision of a data agreement twice."),
		create.behaves("unknown-individual-accepted", "Consent is recorded for an individual that does not exist."),
		create.behaves("unknown-revision-accepted", "Consent is recorded although the revision that it is for does not exist."),
		create.behaves("revision-hash-wrong", "The hash of the first revision is not that of its snapshot."),
		create.answers("revision-missing", "New consent is answered without a revision.", sandbox.Drop("revision")),
		create.behaves("not-stored", "The consent is answered, and forgotten at once."),
		create.behaves("given-elsewhere-too", "Consent to one data agreement is recorded for all others as well."),
		create.answers("basis-altered", "The data agreement is shown with another lawful basis.", sandbox.Alter("consentRecord.dataAgreement.lawfulBasis")),
		create.answers("revision-of-agreement-altered", "Another revision of the data agreement is shown than consent was given to.", sandbox.Alter("consentRecord.dataAgreementRevision.id")),

		read.behaves("another-individual-served", "Another individual's consent is disclosed."),
		read.behaves("identity-not-required", "Consent is disclosed without saying whose."),
		read.behaves("oldest-answered", "The consent to an earlier revision is answered as the current one."),
		read.answers("policy-altered", "The data agreement is shown under another version of its policy.", sandbox.Alter("consentRecord.dataAgreement.policy.version")),
		read.behaves("cached", "Consent is answered as it was when it was first asked for."),

		update.behaves("update-not-applied", "A withdrawal is confirmed, but not stored."),
		update.behaves("echoes-the-old", "A withdrawal is answered with the consent as it was before."),
		update.behaves("revision-not-written", "A withdrawal leaves no revision: the one before is answered again."),
		update.behaves("revision-chain-broken", "The revision of a withdrawal does not name the one before."),
		update.behaves("snapshot-stale", "The revision of a withdrawal says that consent is given."),
		update.behaves("state-set-by-client", "A client can declare a record signed."),
		update.behaves("another-individual-served", "Another individual's consent can be withdrawn."),
		update.behaves("identity-not-required", "Consent can be withdrawn without saying whose."),
		update.accepts("text-as-number-accepted", "Values of another type are accepted.", "wrong-type", ""),
		update.answers("purpose-altered", "Withdrawn consent is answered with another purpose.", sandbox.Alter("consentRecord.dataAgreement.purpose")),
		update.despite("withdrawn-although-refused", "Consent is withdrawn although the request lacks credentials and is refused.", sandbox.CheckCredentials),
		update.admits("role-not-checked", "An auditor can withdraw the consent of individuals.", sandbox.CheckRole),
		update.despite("withdrawn-by-wrong-role", "Consent is withdrawn although an auditor asks for it and is refused.", sandbox.CheckRole),

		list.behaves("another-individual-served", "The consent of all individuals is listed."),
		list.behaves("identity-not-required", "Consent is listed without saying whose."),
		list.behaves("incomplete", "The list ends after its first entry."),
		list.behaves("limit-ignored", "All consent is listed, however little is asked for."),
		list.answers("version-altered", "The entries show another version of the data agreement.", sandbox.Alter("consentRecords.#.dataAgreement.version")),

		byAgreement.behaves("another-individual-served", "The consent of all individuals to the data agreement is listed."),
		byAgreement.behaves("identity-not-required", "Consent is listed without saying whose."),
		byAgreement.behaves("earlier-left-out", "Consent to earlier revisions of the data agreement is left out."),
		byAgreement.answers("revision-of-agreement-altered", "The entries show another revision than consent was given to.", sandbox.Alter("consentRecords.#.dataAgreementRevision.serializedHash")),

		forget.behaves("nothing-deleted", "Nothing is forgotten."),
		forget.behaves("kept-consent-deleted", "Consent that has to be kept is deleted as well."),
		forget.behaves("others-deleted", "The consent of other individuals is deleted as well."),
		forget.behaves("identity-not-required", "Consent can be deleted without saying whose."),
	}
}
