package steps

import (
	"github.com/bbconform/bbconform/steps/language"
)

// The group of consent's own sentences: what the consent specification says of revisions and signatures.
const groupConsent = "Consent"

func consentSentences() []sentence {
	return []sentence{
		{
			Definition: language.Definition{
				Group:    groupConsent,
				Sentence: `its "<location>" is an intact revision`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "revision" is an intact revision`,
				About: "serializedHash is the SHA-1 of serializedSnapshot (in hexadecimal or base64), which is a JSON text. The snapshot names schemaName, objectId (unless " +
					"signedWithoutObjectId) and timestamp as the revision does, and nobody else as its author.",
			},
			does: isIntactRevision,
		}, {
			Definition: language.Definition{
				Group:    groupConsent,
				Sentence: `its "<location>" is a revision of the [other ]<resource>[, with its "<fields>"]`,
				Facts:    language.Facts{Needs: language.AnAnswer, Kinds: language.Roles{"resource": language.TheInstance}},
				Example:  `And its "revision" is a revision of the policy`,
				About: "Intact; schemaName and objectId name the thing, and the snapshot holds the thing as the same answer (or the last one) gives it. " +
					"What belongs to it may be a reference, unless the fields name it: then it is there as well.",
			},
			does: isRevisionOf,
		}, {
			Definition: language.Definition{
				Group:    groupConsent,
				Sentence: `its "<location>" is a revision that follows the remembered "<name>"`,
				Facts:    language.Facts{Needs: language.AnAnswer | language.AMemory},
				Example:  `And its "revision" is a revision that follows the remembered "first revision"`,
				About:    "Intact, of the same object and schema, another one, and its predecessorHash is the serializedHash of the remembered revision.",
			},
			does: isRevisionAfter,
		}, {
			Definition: language.Definition{
				Group:    groupConsent,
				Sentence: `its "<location>" is an intact signature`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "signature" is an intact signature`,
				About: "verificationPayloadHash is a digest of verificationPayload (SHA-1 or SHA-2, in hexadecimal or base64), and payload is a JSON text " +
					"that holds both, and whatever else it holds of the signature as the signature has it.",
			},
			does: isIntactSignature,
		}, {
			Definition: language.Definition{
				Group:    groupConsent,
				Sentence: `its "<location>" is a signature of the consent that is shown in "<consent>"`,
				Facts:    language.Facts{Needs: language.AnAnswer},
				Example:  `And its "signature" is a signature of the consent that is shown in "consentRecord"`,
				About: "Intact, and verificationPayload holds the dataAgreementRevisionHash and optIn of the consent record, and the identifier of the " +
					"individual. The name is of a value of the last answer, or of a remembered one.",
			},
			does: isSignatureOfConsent,
		},
	}
}
