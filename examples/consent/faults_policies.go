package consent

import "github.com/bbconform/bbconform/examples/sandbox"

func policyFaults() []sandbox.Fault {
	create, read, update := of("configPolicyCreate"), of("configPolicyRead"), of("configPolicyUpdate")
	remove, list, revisions := of("configPolicyDelete"), of("configPolicyList"), of("configPolicyRevisionsList")
	return []sandbox.Fault{
		create.answers("name-dropped", "The answer leaves out the name of the policy.", sandbox.Drop("policy.name")),
		create.answers("retention-as-text", "The retention period is answered as a text.", sandbox.Retype("policy.dataRetentionPeriodDays")),
		create.answers("sector-altered", "Another industry sector is answered than was sent.", sandbox.Alter("policy.industrySector")),
		create.answers("status-created", "Answers 201, which the contract does not declare.", sandbox.Status(201)),
		create.answers("as-html", "The answer claims to be a web page.", sandbox.ContentType("text/html")),
		create.answers("revision-missing", "A new policy is answered without a revision.", sandbox.Drop("revision")),
		create.behaves("revision-hash-wrong", "The hash of the first revision is not that of its snapshot."),
		create.behaves("not-stored", "The policy is answered, and forgotten at once."),
		create.accepts("missing-name-accepted", "A policy without a name is accepted.", "missing-field", "policy.name"),
		create.accepts("text-as-number-accepted", "Values of another type are accepted.", "wrong-type", ""),
		create.admits("credentials-not-checked", "Policies can be created without any credentials.", sandbox.CheckCredentials),
		create.leaks("stack-trace-in-refusal", "A refusal shows the stack of the program.", sandbox.LeakedGoStack),
		create.answers("refused-as-server-error", "An invalid request is answered with 500.", sandbox.Status(500).OnRefusals()),
		create.behaves("stored-twice", "The policy is stored twice, under two identifiers."),
		create.behaves("first-forgotten", "A new policy takes the place of the one before."),
		create.behaves("clock-stopped", "Revisions are of the year 1970."),
		create.despite("stored-although-refused", "A policy is stored although the request lacks credentials and is refused.", sandbox.CheckCredentials),
		create.despite("invalid-stored-although-refused", "A policy is stored although it is incomplete and refused.", sandbox.CheckContract),
		create.accepts("number-as-jurisdiction-accepted", "A jurisdiction that is no text is accepted.", "wrong-type", "policy.jurisdiction"),

		read.behaves("stale", "A policy is read as it was first, whatever was changed since."),
		read.answers("wrong-identifier", "The policy is answered under another identifier.", sandbox.Alter("policy.id")),
		read.behaves("unknown-answered", "An unknown policy is answered with some other one."),
		read.behaves("revision-ignored", "The latest revision is answered, whichever is asked for."),
		read.behaves("unknown-revision-answered", "An unknown revision is answered with the latest."),
		read.behaves("old-revision-rewritten", "An old revision is answered with the content of the current one."),
		read.answers("predecessor-altered", "A revision that is read again names another predecessor.", sandbox.Alter("revision.predecessorHash")),
		read.answers("successor-altered", "An old revision names a successor that does not exist.", sandbox.Alter("revision.successor.id")),

		update.behaves("update-not-applied", "A change of a policy is confirmed, but not stored."),
		update.behaves("update-half-applied", "A change of a policy reaches only some of its fields."),
		update.behaves("echoes-the-old", "A change of a policy is answered with what it was before."),
		update.answers("wrong-identifier-echoed", "The changed policy is answered under another identifier.", sandbox.Alter("policy.id")),
		update.behaves("revision-not-written", "A change of a policy leaves no revision: the one before is answered again."),
		update.behaves("revision-chain-broken", "The revision of a change does not name the one before."),
		update.behaves("snapshot-stale", "The revision of a change holds the policy as it was before."),
		update.behaves("rewrites-agreements", "A change of a policy reaches into the data agreements made under it."),
		update.behaves("unknown-created", "An unknown policy is not refused, but made."),
		update.accepts("null-accepted", "null is accepted in the place of a value.", "null-not-allowed", ""),
		update.behaves("jurisdiction-kept", "A change of a policy does not reach its jurisdiction."),
		update.behaves("snapshot-of-another-time", "The snapshot of a revision names another moment than the revision."),
		update.behaves("snapshot-by-another", "The snapshot of a revision names another author than the revision."),
		update.despite("changed-although-refused", "A policy is changed although the request is invalid and refused.", sandbox.CheckContract),
		update.accepts("missing-address-accepted", "A changed policy without an address is accepted.", "missing-field", "policy.url"),

		remove.behaves("delete-not-applied", "The deletion of a policy is confirmed, but it stays."),
		remove.behaves("deleted-although-in-use", "A policy is deleted while an active data agreement needs it."),
		remove.answers("revision-of-another-object", "The deletion is recorded for another object.", sandbox.Alter("revision.objectId")),
		remove.behaves("revision-chain-broken", "The revision of the deletion does not name the one before."),
		remove.answers("revision-of-another-schema", "The deletion is recorded for another kind of thing.", sandbox.Alter("revision.schemaName")),
		remove.despite("deleted-although-refused", "A policy is deleted although the request lacks credentials and is refused.", sandbox.CheckCredentials),
		remove.admits("role-not-checked", "Whoever has any key can delete policies, also individuals.", sandbox.CheckRole),

		list.behaves("incomplete", "The list ends after its first entry."),
		list.behaves("limit-ignored", "All policies are listed, however few are asked for."),
		list.behaves("offset-ignored", "Every page begins with the first policy."),
		list.behaves("beyond-first-altered", "All but the first policy of a page are listed with other values."),
		list.behaves("cached", "The list is answered as it was when it was first asked for."),
		list.accepts("offset-text-accepted", "An offset that is no number is accepted.", "wrong-type", "offset"),
		list.answers("as-an-object", "One policy is answered in the place of the list.", sandbox.Set("policies", Object{})),

		revisions.behaves("another-policy", "The revisions of another policy are answered."),
		revisions.behaves("unknown-answered", "The revisions of an unknown policy are not refused."),
		revisions.behaves("stale", "The policy is answered as it was first."),
	}
}
