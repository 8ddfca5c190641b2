package steps

// Consent's own sentences: what the consent specification says of revisions and signatures.
const groupConsent = "Consent"

func consentSentences() []Definition {
	return []Definition{
		{
			Group:    groupConsent,
			Sentence: `its "<place>" is an intact revision`,
			Example:  `And its "revision" is an intact revision`,
			About:    "serializedHash is the SHA-1 of serializedSnapshot, which is a JSON text.",
			run:      isIntactRevision,
		}, {
			Group:    groupConsent,
			Sentence: `its "<place>" is a revision of the [other ]<resource>`,
			Example:  `And its "revision" is a revision of the policy`,
			About:    "Intact; schemaName and objectId name the thing, and the snapshot holds the thing as the same answer (or the last one) gives it.",
			run:      isRevisionOf,
		}, {
			Group:    groupConsent,
			Sentence: `its "<place>" is a revision that follows the remembered "<name>"`,
			Example:  `And its "revision" is a revision that follows the remembered "first revision"`,
			About:    "Intact, of the same object, another one, and its predecessorHash is the serializedHash of the remembered revision.",
			run:      isRevisionAfter,
		}, {
			Group:    groupConsent,
			Sentence: `its "<place>" is an intact signature`,
			Example:  `And its "signature" is an intact signature`,
			About: "verificationPayloadHash is a digest of verificationPayload (SHA-1 or SHA-2, in hexadecimal or base64), and payload is a JSON text " +
				"that holds both.",
			run: isIntactSignature,
		},
	}
}
