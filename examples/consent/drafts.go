package consent

import (
	"net/http"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// draft shows the consent record and the signature as they would be, without identifiers. Nothing is stored. What the
// individual signs is the snapshot that the first revision of the record will hold (see createSigned).
func (b *block) draft(c *sandbox.Call) sandbox.Answer {
	individual, refusal := b.consenting(c)
	if refusal != nil {
		return *refusal
	}
	agreement, refusal := b.consentable(c, c.Query.Get("dataAgreementId"))
	if refusal != nil {
		return *refusal
	}
	record := b.spoiledRecord(c, newRecord("", agreement, individual, true))
	text, _ := b.take(b.records.kind, "", record, individualAuthor(individual), c.Now)
	if b.wrong(c, "another-individual-signed") {
		another := sandbox.NewID()
		text, _ = b.take(b.records.kind, "", with(record, "individual", Object{"id": another}), individualAuthor(another), c.Now)
	}
	signature := b.newSignature("", text, "", nil, c.Now)
	switch {
	case b.wrong(c, "payload-hash-wrong"):
		signature["verificationPayloadHash"] = digest(serialise(record))
	case b.wrong(c, "identifier-given"):
		record["id"] = c.NewID()
	case b.wrong(c, "stored"):
		id := c.NewID()
		kept := with(record, "id", id)
		b.records.put(id, version{object: kept, revision: b.revise(c, b.records.kind, id, kept, nil, individualAuthor(individual))})
	}
	return sandbox.OK(Object{"consentRecord": record, "signature": signature})
}

// createSigned stores a consent record together with its signature. The text that was signed becomes the snapshot of the
// record's first revision; it lacks the identifier of the record, which did not exist when it was signed.
func (b *block) createSigned(c *sandbox.Call) sandbox.Answer {
	individual, agreement, refusal := b.parties(c)
	if refusal != nil {
		return *refusal
	}
	if b.answered(individual, agreement.revision.SerializedHash) != nil {
		return c.Refuse(http.StatusConflict, "the individual has a consent record for this revision of the data agreement")
	}
	sent, _ := c.Get("signature").(Object)
	value, _ := sent["signature"].(string)
	if value == "" {
		return c.Refuse(http.StatusBadRequest, "the value of the signature is missing")
	}
	id := b.choices.identifier(c, c.Text("consentRecord.id"))
	record := newRecord(id, agreement, individual, c.Get("consentRecord.optIn") != false)
	text, covered, ok := b.signedText(c, record, sent)
	if !ok {
		return c.Refuse(http.StatusBadRequest, "what was signed is not this consent record")
	}
	revision := b.firstRevision(c, record, text, covered)
	record["signature"] = b.pairedSignature(c, sent, text, revision.ID)
	if covered && !b.wrong(c, "state-not-changed") {
		record["state"] = signed
	}
	switch {
	case b.wrong(c, "not-stored"):
	case b.wrong(c, "stored-otherwise"):
		forged := with(record["signature"].(Object), "verificationSignedBy", "somebody else")
		b.records.put(id, version{object: with(record, "signature", forged), revision: revision})
	default:
		b.records.put(id, version{object: record, revision: revision})
	}
	return sandbox.OK(Object{"consentRecord": record, "signature": record["signature"], "revision": revision.answer()})
}

// pairedSignature keeps what was sent: the payload was signed as it is. The reference to the revision was not part of it.
func (b *block) pairedSignature(c *sandbox.Call, sent Object, text, revisionID string) Object {
	signature := b.newSignature(b.choices.identifier(c, ""), text, "", sent, c.Now)
	if p, ok := sent["payload"]; ok && p != "" {
		signature["payload"] = p
	}
	signature["signature"] = sent["signature"]
	signature["objectReference"] = revisionID
	return signature
}

// parties are the individual and the version of the data agreement that a sent consent record is about.
func (b *block) parties(c *sandbox.Call) (string, version, *sandbox.Answer) {
	individual := c.Text("consentRecord.individual.id")
	if _, ok := b.individuals.find(individual); !ok {
		return "", version{}, refuse(c, http.StatusNotFound, "there is no such individual")
	}
	if refusal := b.speaksFor(c, individual); refusal != nil {
		return "", version{}, refusal
	}
	hash := c.Text("consentRecord.dataAgreementRevisionHash")
	for _, t := range b.agreements.things.All() {
		if wanted := c.Text("consentRecord.dataAgreement.id"); wanted != "" && wanted != t.id {
			continue
		}
		for _, v := range t.versions {
			if v.revision.SerializedHash != hash && !b.wrong(c, "unknown-agreement-hash-accepted") {
				continue
			}
			if !active(t.current().object) {
				return "", version{}, refuse(c, http.StatusConflict, "the data agreement is not active")
			}
			return individual, v, nil
		}
	}
	return "", version{}, refuse(c, http.StatusNotFound, "there is no such revision of the data agreement")
}

// signedText is what the individual signed, by default what a draft would have them sign. It must be about the same revision
// of the agreement and the same individual. Where the individual then decides otherwise than the draft has it, the text does
// not cover the record: that is kept, but does not count as signed.
func (b *block) signedText(c *sandbox.Call, record, sent Object) (text string, covered, ok bool) {
	own, made := b.take(b.records.kind, "", record, individualAuthor(individualOf(record)), c.Now)
	given, _ := sent["verificationPayload"].(string)
	if given == "" {
		return own, true, true
	}
	if hash, _ := sent["verificationPayloadHash"].(string); hash != "" && hash != b.choices.payloadHash(given) {
		return "", false, false
	}
	claimed, err := sandbox.Decode([]byte(given))
	data := sandbox.Get(claimed, "objectData")
	if err != nil || !sandbox.Holds(data, without(made.ObjectData, "optIn")) {
		return "", false, false
	}
	return given, sandbox.Holds(data, made.ObjectData), true
}

// firstRevision records a consent record that comes with its signature. Where the signature covers it, what was signed is the
// snapshot.
func (b *block) firstRevision(c *sandbox.Call, record Object, text string, covered bool) *revision {
	r := b.revise(c, b.records.kind, record["id"].(string), record, nil, individualAuthor(individualOf(record)))
	if !covered {
		return r
	}
	if signedAt, err := sandbox.Decode([]byte(text)); err == nil && sandbox.Text(signedAt, "timestamp") != "" {
		r.Timestamp = sandbox.Text(signedAt, "timestamp")
	}
	r.SerializedSnapshot, r.SignedWithoutObjectID = text, true
	if !b.wrong(c, "revision-hash-wrong") {
		r.SerializedHash = b.choices.hash(text)
	}
	return r
}
