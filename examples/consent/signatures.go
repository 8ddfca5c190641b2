package consent

import (
	"net/http"
	"time"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// newSignature prepares a signature of a text: of the snapshot of a revision, or of a draft that has no revision yet, in which
// case the reference is empty. The value is for the individual to add.
func (b *block) newSignature(id, text, reference string, sent Object, now time.Time) Object {
	signature := Object{
		"id":                           id,
		"signature":                    "",
		"verificationMethod":           "",
		"verificationSignedBy":         "",
		"verificationPayload":          text,
		"verificationPayloadHash":      b.choices.payloadHash(text),
		"objectType":                   "revision",
		"objectReference":              reference,
		"signedWithoutObjectReference": reference == "",
		"timestamp":                    now.UTC().Format(time.RFC3339Nano),
	}
	describe(signature, sent)
	signature["payload"] = b.payload(signature)
	return signature
}

// describe takes over who signed, how and when. All other fields of a signature are the building block's own.
func describe(signature, sent Object) {
	for _, field := range []string{
		"verificationMethod", "verificationSignedBy", "verificationSignedAs", "verificationArtifact", "verificationJwsHeader", "timestamp",
	} {
		if v, ok := sent[field]; ok && v != "" {
			signature[field] = v
		}
	}
}

// payload is the text that an individual signs. The reference is left out where it is filled in afterwards.
func (b *block) payload(signature Object) string {
	fields := without(signature, "id", "payload", "signature", "timestamp")
	if signature["signedWithoutObjectReference"] == true {
		delete(fields, "objectReference")
	}
	return b.choices.payload(fields)
}

// prepareSignature makes a signature for a consent record that waits to be signed. It covers what the current revision says
// of the record.
func (b *block) prepareSignature(c *sandbox.Call) sandbox.Answer {
	t, refusal := b.ownRecord(c, c.Header(IdentityHeader))
	if refusal != nil {
		return *refusal
	}
	now := t.current()
	if now.object["state"] == signed {
		return c.Refuse(http.StatusConflict, "the consent record is signed")
	}
	sent, _ := c.Get("signature").(Object)
	text := now.revision.SerializedSnapshot
	if b.wrong(c, "hash-not-signed") {
		text, _ = b.take(b.records.kind, t.id, with(now.object, "dataAgreementRevisionHash", digest(t.id)), individualAuthor(individualOf(now.object)), c.Now)
	}
	signature := b.newSignature(b.choices.identifier(c, c.Text("signature.id")), text, now.revision.ID, sent, c.Now)
	if b.wrong(c, "payload-hash-wrong") {
		signature["verificationPayloadHash"] = digest(serialise(now.object))
	}
	kept := signature
	if b.wrong(c, "stored-under-another-identifier") {
		kept = with(signature, "id", sandbox.NewID())
	}
	b.attach(c, t, kept, unsigned)
	return sandbox.OK(Object{"signature": signature})
}

// attach puts a signature into a record. It is no change of the consent, so it leaves no revision.
func (b *block) attach(c *sandbox.Call, t *thing, signature Object, state string) {
	if b.wrong(c, "signed-at-once") {
		state = signed
	}
	b.records.amend(t, with(with(t.current().object, "signature", signature), "state", state))
}

// sign adds the value to a prepared signature, and the record is signed. What was signed must be what was prepared.
func (b *block) sign(c *sandbox.Call) sandbox.Answer {
	t, refusal := b.ownRecord(c, c.Header(IdentityHeader))
	if refusal != nil {
		return *refusal
	}
	prepared, ok := t.current().object["signature"].(Object)
	if !ok {
		return c.Refuse(http.StatusConflict, "no signature has been prepared for the consent record as it is now")
	}
	sent, _ := c.Get("signature").(Object)
	for _, field := range []string{"payload", "verificationPayload", "verificationPayloadHash"} {
		if v, ok := sent[field]; ok && v != "" && v != prepared[field] {
			return c.Refuse(http.StatusBadRequest, field+" is not that of the prepared signature")
		}
	}
	value, _ := sent["signature"].(string)
	if value == "" {
		return c.Refuse(http.StatusBadRequest, "the value of the signature is missing")
	}
	signature := with(with(prepared, "signature", value), "timestamp", c.Now.UTC().Format(time.RFC3339Nano))
	describe(signature, sent)
	if sent["payload"] != prepared["payload"] {
		signature["payload"] = b.payload(signature)
	}
	state := signed
	if b.wrong(c, "state-not-changed") {
		state = unsigned
	}
	switch {
	case b.wrong(c, "not-stored"):
	case b.wrong(c, "stored-otherwise"):
		b.attach(c, t, with(signature, "verificationSignedBy", "somebody else"), state)
	default:
		b.attach(c, t, signature, state)
	}
	return sandbox.OK(Object{"signature": signature})
}
