package consent

import "github.com/bbconform/bbconform/examples/sandbox"

func verificationFaults() []sandbox.Fault {
	read, list := of("serviceVerificationConsentRecordRead"), of("serviceVerificationConsentRecordList")
	agreements := of("serviceVerificationDataAgreementList")
	return []sandbox.Fault{
		read.behaves("stale", "Consent that was withdrawn is verified as given."),
		read.behaves("unknown-answered", "An unknown consent record is answered with some other one."),
		read.answers("state-dropped", "The answer leaves out whether the record is signed.", sandbox.Drop("consentRecord.state")),
		read.answers("opt-in-as-text", "Whether consent is given is answered as a text.", sandbox.Retype("consentRecord.optIn")),
		read.answers("controller-altered", "Another organisation is shown as responsible.", sandbox.Alter("consentRecord.dataAgreement.controller.name")),

		list.answers("hash-dropped", "The entries leave out which revision was consented to.", sandbox.Drop("consentRecords.#.dataAgreementRevisionHash")),
		list.behaves("incomplete", "The list ends after its first entry."),
		list.answers("purpose-altered", "The entries show another purpose than was consented to.", sandbox.Alter("consentRecords.#.dataAgreement.purpose")),
		list.behaves("limit-ignored", "All consent is listed, however little is asked for."),
		list.admits("credentials-not-checked", "Everybody's consent is listed without any credentials.", sandbox.CheckCredentials),

		agreements.behaves("incomplete", "The list ends after its first entry."),
		agreements.answers("named-in-the-singular", "The list is answered under another name.", sandbox.Rename("dataAgreements", "dataAgreement")),
		agreements.accepts("offset-text-accepted", "An offset that is no number is accepted.", "wrong-type", "offset"),
	}
}

func auditFaults() []sandbox.Fault {
	record, records := of("auditConsentRecordRead"), of("auditConsentRecordList")
	agreement, agreements := of("auditDataAgreementRead"), of("auditDataAgreementList")
	return []sandbox.Fault{
		record.behaves("stale", "The auditor sees consent as it was first: that it was withdrawn is not seen."),
		record.behaves("unknown-answered", "An unknown consent record is answered with some other one."),
		record.answers("hash-altered", "The auditor sees another hash of the data agreement.", sandbox.Alter("consentRecord.dataAgreementRevisionHash")),
		record.answers("snapshot-of-agreement-altered", "The auditor sees another snapshot of the data agreement.", sandbox.Alter("consentRecord.dataAgreementRevision.serializedSnapshot")),

		records.behaves("withdrawn-left-out", "The auditor does not see withdrawn consent."),
		records.answers("individual-altered", "The auditor sees consent of others than gave it.", sandbox.Alter("consentRecords.#.individual.id")),
		records.behaves("incomplete", "The list ends after its first entry."),
		records.behaves("page-repeats", "Each page begins with the last entry of the one before."),
		records.admits("credentials-not-checked", "Everybody's consent is shown without any credentials.", sandbox.CheckCredentials),
		records.admits("role-not-checked", "Individuals see everybody's consent, as auditors do.", sandbox.CheckRole),

		agreement.behaves("unknown-answered", "An unknown data agreement is answered with some other one."),
		agreement.behaves("stale", "The auditor sees the data agreement as it was first."),
		agreement.answers("basis-dropped", "The auditor does not see the lawful basis.", sandbox.Drop("dataAgreement.lawfulBasis")),

		agreements.behaves("inactive-left-out", "The auditor does not see inactive data agreements."),
		agreements.behaves("beyond-first-altered", "All but the first data agreement of a page are listed with other values."),
		agreements.behaves("cached", "The list is answered as it was when it was first asked for."),
		agreements.behaves("limit-ignored", "All data agreements are listed, however few are asked for."),
		agreements.answers("empty", "The list is always empty.", sandbox.EmptyList("dataAgreements")),
	}
}
