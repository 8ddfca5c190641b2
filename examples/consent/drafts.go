package consent

import (
	"net/http"
	"time"

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
	text, _ := b.records.take("", record, individualAuthor(individual), c.Now)
	signature := newSignature("", text, "", nil, c.Now)
	switch {
	case b.wrong(c, "payload-hash-wrong"):
		signature["verificationPayloadHash"] = digest(serialise(record))
	case b.wrong(c, "identifier-given"):
		record["id"] = sandbox.NewID()
	case b.wrong(c, "stored"):
		id := sandbox.NewID()
		kept := with(record, "id", id)
		b.records.put(id, version{object: kept, revision: b.revise(c, b.records.kind, id, kept, nil, individualAuthor(individual))})
	}
	return sandbox.OK(Object{"consentRecord": record, "signature": signature})
}

// createSigned stores a consent record together with its signature. The text that was signed becomes the snapshot of the
// record's first revision; it lacks the identifier of the record, which did not exist when it was signed.
func (b *block) createSigned(c *sandbox.Call) sandbox.Answer {
	sent, _ := c.Get("signature").(Object)
	individual, agreement, refusal := b.parties(c)
	if refusal != nil {
		return *refusal
	}
	if b.answered(individual, agreement.revision.SerializedHash) && !b.wrong(c, "duplicate-accepted") {
		return c.Refuse(http.StatusConflict, "the individual has a consent record for this revision of the data agreement")
	}
	value, _ := sent["signature"].(string)
	if value == "" {
		return c.Refuse(http.StatusBadRequest, "the value of the signature is missing")
	}
	optIn := c.Get("consentRecord.optIn") != false
	id := sandbox.NewID()
	record := newRecord(id, agreement, individual, optIn)
	revision, ok := b.signedRevision(c, record, sent)
	if !ok {
		return c.Refuse(http.StatusBadRequest, "what was signed is not this consent record")
	}
	signature := newSignature(sandbox.NewID(), revision.SerializedSnapshot, "", sent, c.Now)
	if signedPayload, _ := sent["payload"].(string); signedPayload != "" {
		signature["payload"] = signedPayload
	}
	signature["signature"] = value
	signature["objectReference"] = revision.ID
	record["signature"] = signature
	record["state"] = signed
	switch {
	case b.wrong(c, "state-not-changed"):
		record["state"] = unsigned
	case b.wrong(c, "opted-out"):
		record["optIn"] = false
	}
	if !b.wrong(c, "not-stored") {
		b.records.put(id, version{object: record, revision: revision})
	}
	return sandbox.OK(Object{"consentRecord": record, "signature": signature, "revision": revision.answer()})
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
			if !active(t.current().object) && !b.wrong(c, "inactive-agreement-accepted") {
				return "", version{}, refuse(c, http.StatusConflict, "the data agreement is not active")
			}
			return individual, v, nil
		}
	}
	return "", version{}, refuse(c, http.StatusNotFound, "there is no such revision of the data agreement")
}

// signedRevision is the first revision of a record that comes with its signature: its snapshot is the text that was signed,
// which must say what the record says. Where no text was sent, the building block makes it.
func (b *block) signedRevision(c *sandbox.Call, record, sent Object) (*revision, bool) {
	id, by := record["id"].(string), individualAuthor(individualOf(record))
	text, made := b.records.take("", record, by, c.Now)
	if given, _ := sent["verificationPayload"].(string); given != "" {
		claimed, err := sandbox.Decode([]byte(given))
		hash, _ := sent["verificationPayloadHash"].(string)
		if err != nil || !sandbox.Holds(sandbox.Get(claimed, "objectData"), sandbox.Normal(made.ObjectData)) || hash != "" && hash != digest(given) {
			if !b.wrong(c, "other-payload-accepted") {
				return nil, false
			}
		}
		text, made.Timestamp = given, sandbox.Text(claimed, "timestamp")
	}
	r := &revision{
		ID: sandbox.NewID(), SchemaName: made.SchemaName, ObjectID: id, SignedWithoutObjectID: true,
		SerializedSnapshot: text, SerializedHash: digest(text), Timestamp: made.Timestamp, author: by,
	}
	if r.Timestamp == "" {
		r.Timestamp = c.Now.UTC().Format(time.RFC3339Nano)
	}
	if b.wrong(c, "revision-hash-wrong") {
		r.SerializedHash = digest(serialise(record["dataAgreement"]))
	}
	return r, true
}
