package consent

import (
	"testing"

	"github.com/bbconform/bbconform/examples/sandbox"
)

func (c *client) draft(person, agreement string) answer {
	c.t.Helper()
	return c.call("serviceIndividualConsentRecordDraftCreate", request{query: "individualId=" + person + "&dataAgreementId=" + agreement})
}

func TestDraftIsNotStored(t *testing.T) {
	t.Parallel()
	c := start(t)
	person, agreement := c.individual("one"), c.agreement(nil)
	draft := c.draft(person, agreement)
	if draft.text("consentRecord.id") != "" || draft.text("signature.id") != "" || draft.text("signature.signature") != "" {
		t.Errorf("the draft is %s", draft.raw)
	}
	if got := c.mine(person); len(got) != 0 {
		t.Errorf("the draft is stored as %v", got)
	}
}

func TestSignedDraftIsStored(t *testing.T) {
	t.Parallel()
	c := start(t)
	person, agreement := c.individual("one"), c.agreement(nil)
	body := pairedBody(c.draft(person, agreement), person)
	made := c.call("serviceIndividualConsentRecordSignatureCreate", request{body: body})
	sent := without(body["signature"].(Object), "id")
	if !sandbox.Holds(made.get("signature"), sandbox.Normal(sent)) || made.text("signature.id") == "" {
		t.Errorf("the signature is %s, and should hold %s", made.raw, serialise(sent))
	}
	if made.text("revision.serializedSnapshot") != sent["verificationPayload"] || made.get("revision.signedWithoutObjectId") != true {
		t.Errorf("what was signed is not the snapshot of the revision: %s", made.raw)
	}
	stored := c.call("serviceIndividualConsentRecordRead", request{id: agreement, person: person})
	if stored.text("consentRecord.state") != signed || stored.text("consentRecord.signature.id") != made.text("signature.id") {
		t.Errorf("the record is %s", stored.raw)
	}
	c.refused(409, "serviceIndividualConsentRecordSignatureCreate", request{body: body})
}

func TestSignedDraftMustBeAboutTheRecord(t *testing.T) {
	t.Parallel()
	c := start(t)
	person, other, agreement, another := c.individual("one"), c.individual("other"), c.agreement(nil), c.agreement(nil)
	right := pairedBody(c.draft(person, agreement), person)
	tests := []struct {
		name   string
		status int
		change func(record, signature Object)
	}{
		{"an unknown individual", 404, func(r, _ Object) { r["individual"] = Object{"id": "nobody"} }},
		{"another individual", 400, func(r, _ Object) { r["individual"] = Object{"id": other} }},
		{"an unknown revision", 404, func(r, _ Object) { r["dataAgreementRevisionHash"] = digest("") }},
		{"a revision of another agreement", 404, func(r, _ Object) { r["dataAgreement"] = agreementBody("", "x", Object{"id": another})["dataAgreement"] }},
		{"another text", 400, func(_, s Object) { s["verificationPayload"] = `{"objectData":{}}` }},
		{"no JSON", 400, func(_, s Object) { s["verificationPayload"] = "what they said" }},
		{"another hash", 400, func(_, s Object) { s["verificationPayloadHash"] = digest("x") }},
		{"no value", 400, func(_, s Object) { s["signature"] = "" }},
	}
	for _, tt := range tests {
		body := sandbox.Clone(right).(Object)
		tt.change(body["consentRecord"].(Object), body["signature"].(Object))
		if a := c.send("serviceIndividualConsentRecordSignatureCreate", request{body: body}); a.status != tt.status {
			t.Errorf("%s: %d, want %d", tt.name, a.status, tt.status)
		}
	}
	if got := c.mine(person); len(got) != 0 {
		t.Errorf("something was stored: %v", got)
	}
}

// Whoever signs a draft and then decides otherwise has signed something else.
func TestRecordThatDiffersFromWhatWasSignedIsUnsigned(t *testing.T) {
	t.Parallel()
	c := start(t)
	person, agreement := c.individual("one"), c.agreement(nil)
	body := pairedBody(c.draft(person, agreement), person)
	body["consentRecord"].(Object)["optIn"] = false
	made := c.call("serviceIndividualConsentRecordSignatureCreate", request{body: body})
	if made.get("consentRecord.optIn") != false || made.text("consentRecord.state") != unsigned {
		t.Errorf("the record is %s", made.raw)
	}
	said, _ := sandbox.Decode([]byte(made.text("revision.serializedSnapshot")))
	if sandbox.Get(said, "objectData.optIn") != false {
		t.Errorf("the revision says %s", made.text("revision.serializedSnapshot"))
	}
}

func TestStoredConsentIsSigned(t *testing.T) {
	t.Parallel()
	c := start(t)
	person, agreement := c.individual("one"), c.agreement(nil)
	given := c.consent(person, agreement)
	r := request{id: given.text("consentRecord.id"), person: person, body: signatureBody("value")}
	c.refused(409, "serviceIndividualSignatureUpdate", r)
	prepared := c.call("serviceIndividualSignatureCreate", r)
	if prepared.text("signature.signature") != "" || prepared.text("signature.objectReference") != given.text("revision.id") ||
		prepared.text("signature.verificationPayload") != given.text("revision.serializedSnapshot") {
		t.Errorf("the signature is prepared as %s", prepared.raw)
	}
	state := func(want string) {
		t.Helper()
		if a := c.call("serviceVerificationConsentRecordRead", request{id: r.id}); a.text("consentRecord.state") != want {
			t.Errorf("the state is %q, want %q", a.text("consentRecord.state"), want)
		}
	}
	state(unsigned)
	other := sandbox.Clone(signatureBody("value")).(Object)
	other["signature"].(Object)["verificationPayload"] = "{}"
	c.refused(400, "serviceIndividualSignatureUpdate", request{id: r.id, person: person, body: other})
	c.refused(400, "serviceIndividualSignatureUpdate", request{id: r.id, person: person, body: signatureBody("")})
	added := c.call("serviceIndividualSignatureUpdate", r)
	if added.text("signature.signature") != "value" || added.text("signature.payload") != prepared.text("signature.payload") {
		t.Errorf("the signature is %s", added.raw)
	}
	state(signed)
	c.refused(409, "serviceIndividualSignatureCreate", r)
	changed := c.call("serviceIndividualConsentRecordUpdate", request{id: r.id, person: person, body: recordBody(true, "signed")})
	if changed.get("consentRecord.signature") != nil {
		t.Errorf("the signature outlives a change: %s", changed.raw)
	}
	state(unsigned)
	c.refused(409, "serviceIndividualSignatureUpdate", r)
}
