package consent

import "github.com/bbconform/bbconform/examples/sandbox"

func noticeFaults() []sandbox.Fault {
	agreement, policy := of("serviceDataAgreementRead"), of("servicePolicyRead")
	return []sandbox.Fault{
		agreement.behaves("stale", "Individuals are shown the data agreement as it was first."),
		agreement.answers("purpose-dropped", "Individuals are shown a data agreement without its purpose.", sandbox.Drop("dataAgreement.purpose")),
		agreement.behaves("unknown-answered", "An unknown data agreement is answered with some other one."),
		agreement.answers("moment-altered", "A revision that is shown again is of another moment.", sandbox.Alter("revision.timestamp")),
		agreement.admits("credentials-not-checked", "Data agreements are shown without any credentials.", sandbox.CheckCredentials),

		policy.behaves("stale", "Individuals are shown the policy as it was first."),
		policy.behaves("revision-ignored", "The latest revision is shown, whichever is asked for."),
		policy.behaves("unknown-revision-answered", "An unknown revision is answered with the latest."),
		policy.behaves("unknown-answered", "An unknown policy is answered with some other one."),
		policy.answers("predecessor-altered", "A revision that is shown again names another predecessor.", sandbox.Alter("revision.predecessorHash")),
		policy.answers("as-plain-text", "The answer claims to be a plain text.", sandbox.ContentType("text/plain")),
	}
}
