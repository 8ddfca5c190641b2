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

		read.behaves("another-individual-served", "Another individual's consent is disclosed."),
		read.behaves("identity-not-required", "Consent is disclosed without saying whose."),
		read.behaves("oldest-answered", "The consent to an earlier revision is answered as the current one."),

		update.behaves("update-not-applied", "A withdrawal is confirmed, but not stored."),
		update.behaves("echoes-the-old", "A withdrawal is answered with the consent as it was before."),
		update.behaves("revision-not-written", "A withdrawal leaves no revision: the one before is answered again."),
		update.behaves("revision-chain-broken", "The revision of a withdrawal does not name the one before."),
		update.behaves("snapshot-stale", "The revision of a withdrawal says that consent is given."),
		update.behaves("state-set-by-client", "A client can declare a record signed."),
		update.behaves("another-individual-served", "Another individual's consent can be withdrawn."),
		update.behaves("identity-not-required", "Consent can be withdrawn without saying whose."),
		update.accepts("text-as-number-accepted", "Values of another type are accepted.", "wrong-type", ""),

		list.behaves("another-individual-served", "The consent of all individuals is listed."),
		list.behaves("identity-not-required", "Consent is listed without saying whose."),
		list.behaves("incomplete", "The list ends after its first entry."),
		list.behaves("limit-ignored", "All consent is listed, however little is asked for."),

		byAgreement.behaves("another-individual-served", "The consent of all individuals to the data agreement is listed."),
		byAgreement.behaves("identity-not-required", "Consent is listed without saying whose."),
		byAgreement.behaves("earlier-left-out", "Consent to earlier revisions of the data agreement is left out."),

		forget.behaves("nothing-deleted", "Nothing is forgotten."),
		forget.behaves("kept-consent-deleted", "Consent that has to be kept is deleted as well."),
		forget.behaves("others-deleted", "The consent of other individuals is deleted as well."),
		forget.behaves("identity-not-required", "Consent can be deleted without saying whose."),
	}
}
