package consent

import "github.com/bbconform/bbconform/examples/sandbox"

func signatureFaults() []sandbox.Fault {
	draft, paired := of("serviceIndividualConsentRecordDraftCreate"), of("serviceIndividualConsentRecordSignatureCreate")
	prepare, sign := of("serviceIndividualSignatureCreate"), of("serviceIndividualSignatureUpdate")
	return []sandbox.Fault{
		draft.behaves("stored", "A draft is stored as consent."),
		draft.behaves("identifier-given", "A draft has an identifier, as if it were stored."),
		draft.behaves("agreement-hash-wrong", "The draft names a hash that no revision of the data agreement has."),
		draft.behaves("payload-hash-wrong", "The hash that is to be signed is not that of the payload."),
		draft.answers("signature-missing", "The draft comes without a signature to fill in.", sandbox.Drop("signature")),
		draft.behaves("unknown-individual-accepted", "A draft is made for an individual that does not exist."),
		draft.behaves("another-individual-signed", "What is to be signed is the consent of another individual."),
		draft.answers("basis-altered", "The draft shows the data agreement with another lawful basis.", sandbox.Alter("consentRecord.dataAgreement.lawfulBasis")),

		paired.behaves("not-stored", "Signed consent is answered, and forgotten at once."),
		paired.behaves("state-not-changed", "Signed consent counts as unsigned."),
		paired.answers("signature-without-identifier", "The stored signature has no identifier.", sandbox.Set("signature.id", "")),
		paired.answers("value-altered", "The value of the signature is answered altered.", sandbox.Alter("signature.signature")),
		paired.behaves("revision-hash-wrong", "The hash of the revision is not that of its snapshot."),
		paired.behaves("unknown-agreement-hash-accepted", "Consent is recorded for a hash that no revision of the data agreement has."),
		paired.accepts("text-as-number-accepted", "Values of another type are accepted.", "wrong-type", ""),
		paired.behaves("stored-otherwise", "The signature is confirmed, and stored as made by somebody else."),
		paired.answers("signature-of-record-altered", "The record shows another signature than the one beside it.", sandbox.Alter("consentRecord.signature.id")),
		paired.accepts("missing-payload-accepted", "A signature that does not say what is signed is accepted.", "missing-field", "signature.verificationPayload"),

		prepare.behaves("payload-hash-wrong", "The hash that is to be signed is not that of the payload."),
		prepare.answers("method-dropped", "The answer leaves out how the signature is verified.", sandbox.Drop("signature.verificationMethod")),
		prepare.behaves("signed-at-once", "A record counts as signed when its signature is only prepared."),
		prepare.behaves("hash-not-signed", "What is to be signed does not name the revision of the data agreement."),
		prepare.behaves("stored-under-another-identifier", "The signature is stored under another identifier than it is answered."),

		sign.behaves("not-stored", "The signature is confirmed, but not stored."),
		sign.behaves("state-not-changed", "A record that was signed counts as unsigned."),
		sign.answers("value-altered", "The value of the signature is answered altered.", sandbox.Alter("signature.signature")),
		sign.behaves("kept-after-a-change", "A record that is changed after it was signed still counts as signed."),
		sign.accepts("text-as-number-accepted", "Values of another type are accepted.", "wrong-type", ""),
		sign.behaves("stored-otherwise", "The signature is confirmed, and stored as made by somebody else."),
		sign.despite("signed-although-refused", "Consent is signed although the request lacks credentials and is refused.", sandbox.CheckCredentials),
		sign.accepts("null-as-signer-accepted", "A signature by nobody is accepted.", "null-not-allowed", "signature.verificationSignedBy"),
	}
}
