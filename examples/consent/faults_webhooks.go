package consent

import "github.com/bbconform/bbconform/examples/sandbox"

func webhookFaults() []sandbox.Fault {
	create, read, update := of("configWebhookCreate"), of("configWebhookRead"), of("configWebhookUpdate")
	remove, list := of("configWebhookDelete"), of("configWebhookList")
	return []sandbox.Fault{
		create.answers("secret-key-dropped", "The answer leaves out the key, which the contract requires.", sandbox.Drop("webhook.secretKey")),
		create.answers("disabled-as-text", "Whether the webhook is off is answered as a text.", sandbox.Retype("webhook.disabled")),
		create.behaves("not-stored", "The webhook is answered, and forgotten at once."),
		create.accepts("missing-address-accepted", "A webhook without an address is accepted.", "missing-field", "webhook.payloadUrl"),
		create.accepts("null-as-content-type-accepted", "A webhook whose content type is null is accepted.", "null-not-allowed", "webhook.contentType"),
		create.despite("stored-although-refused", "A webhook is stored although it is invalid and refused.", sandbox.CheckContract),
		create.admits("role-not-checked", "Individuals can have notifications sent anywhere.", sandbox.CheckRole),
		create.behaves("stored-twice", "The webhook is stored twice, under two identifiers."),

		read.answers("wrong-identifier", "The webhook is answered under another identifier.", sandbox.Alter("webhook.id")),
		read.answers("address-null", "null is answered in the place of the address.", sandbox.Null("webhook.payloadUrl")),
		read.behaves("unknown-answered", "An unknown webhook is answered with some other one."),

		update.behaves("update-not-applied", "A change of a webhook is confirmed, but not stored."),
		update.behaves("update-half-applied", "A webhook that is switched off stays on."),
		update.behaves("unknown-created", "An unknown webhook is not refused, but made."),
		update.accepts("text-as-number-accepted", "Values of another type are accepted.", "wrong-type", ""),

		remove.behaves("delete-not-applied", "The deletion of a webhook is confirmed, but it stays."),
		remove.behaves("unknown-accepted", "The deletion of an unknown webhook is confirmed."),
		remove.answers("status-accepted", "Answers 202, which the contract does not declare.", sandbox.Status(202)),

		list.behaves("incomplete", "The list ends after its first entry."),
		list.behaves("limit-ignored", "All webhooks are listed, however few are asked for."),
		list.answers("as-html", "The list claims to be a web page.", sandbox.ContentType("text/html")),
	}
}
