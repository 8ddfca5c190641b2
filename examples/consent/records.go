package consent

import (
	"net/http"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// The states of a consent record (schema ConsentRecord). One signature is enough here, so none is ever pending.
const (
	unsigned = "unsigned"
	signed   = "signed"
)

// newRecord is one individual's answer to one revision of a data agreement. Of the individual it holds the identifier alone:
// whoever verifies or audits consent needs nothing more.
func newRecord(id string, agreement version, individual string, optIn bool) Object {
	return Object{
		"id":                        id,
		"dataAgreement":             agreement.object,
		"dataAgreementRevision":     without(agreement.revision.answer(), "successor"),
		"dataAgreementRevisionHash": agreement.revision.SerializedHash,
		"individual":                Object{"id": individual},
		"optIn":                     optIn,
		"state":                     unsigned,
	}
}

// recordData is what a revision of a consent record says: whose answer it is, to which revision of which agreement, what the
// answer is, and in which state the record was then. Signing it afterwards makes no revision.
func recordData(o Object) Object {
	return Object{
		"dataAgreement":             Object{"id": sandbox.Text(o, "dataAgreement.id")},
		"dataAgreementRevisionHash": o["dataAgreementRevisionHash"],
		"individual":                o["individual"],
		"optIn":                     o["optIn"],
		"state":                     o["state"],
	}
}

func individualOf(record Object) string { return identifierOf(record["individual"]) }
func agreementOf(record Object) string  { return identifierOf(record["dataAgreement"]) }

func identifierOf(v any) string {
	o, _ := v.(Object)
	id, _ := o["id"].(string)
	return id
}

// records of an individual, oldest first; of all individuals where a fault says so.
func (b *block) recordsOf(c *sandbox.Call, individual string) []Object {
	if individual == "" || b.wrong(c, "another-individual-served") {
		return b.records.objects()
	}
	return currentOf(b.records.owned[individual])
}

// consentable returns the version of a data agreement that consent is asked for: the current one, or that of a revision.
func (b *block) consentable(c *sandbox.Call, agreementID string) (version, *sandbox.Answer) {
	t, ok := b.agreements.find(agreementID)
	if !ok {
		return version{}, refuse(c, http.StatusNotFound, "there is no such dataAgreement")
	}
	if !active(t.current().object) && b.fault != "configDataAgreementUpdate/inactive-takes-consent" {
		return version{}, refuse(c, http.StatusConflict, "the data agreement is not active")
	}
	if b.wrong(c, "agreement-hash-stale") {
		return t.first(), nil
	}
	wanted := c.Query.Get("revisionId")
	if wanted == "" {
		return t.current(), nil
	}
	v, ok := t.at(wanted)
	switch {
	case !ok && b.wrong(c, "unknown-revision-accepted"):
		return t.current(), nil
	case !ok:
		return version{}, refuse(c, http.StatusNotFound, "the data agreement has no such revision")
	}
	return v, nil
}

// consenting returns the individual that a query parameter names.
func (b *block) consenting(c *sandbox.Call) (string, *sandbox.Answer) {
	id := c.Query.Get("individualId")
	if b.wrong(c, "unknown-individual-accepted") {
		return id, nil
	}
	if _, ok := b.individuals.find(id); !ok {
		return "", refuse(c, http.StatusNotFound, "there is no such individual")
	}
	return id, b.speaksFor(c, id)
}

// answered returns the consent record that an individual has for a revision of a data agreement, or nil: there is never a
// second one.
func (b *block) answered(individual, hash string) *thing {
	for _, t := range b.records.owned[individual] {
		if t.current().object["dataAgreementRevisionHash"] == hash {
			return t
		}
	}
	return nil
}

// giveConsent records that an individual opts in.
func (b *block) giveConsent(c *sandbox.Call) sandbox.Answer {
	individual, refusal := b.consenting(c)
	if refusal != nil {
		return *refusal
	}
	agreement, refusal := b.consentable(c, c.Path["dataAgreementId"])
	if refusal != nil {
		return *refusal
	}
	if known := b.answered(individual, agreement.revision.SerializedHash); known != nil && !b.wrong(c, "duplicate-accepted") {
		if b.choices.Repeatable {
			return b.records.answer(known.current())
		}
		return c.Refuse(http.StatusConflict, "the individual has a consent record for this revision of the data agreement")
	}
	record := b.spoiledRecord(c, newRecord(b.choices.identifier(c, ""), agreement, individual, true))
	made := version{object: record, revision: b.revise(c, b.records.kind, record["id"].(string), record, nil, individualAuthor(individual))}
	if !b.wrong(c, "not-stored") {
		b.records.put(record["id"].(string), made)
	}
	if b.wrong(c, "given-elsewhere-too") {
		b.spreadConsent(c, individual, agreement.object)
	}
	return b.records.answer(made)
}

// spreadConsent is what a fault makes of consent to one data agreement: consent to all others as well.
func (b *block) spreadConsent(c *sandbox.Call, individual string, given Object) {
	for _, t := range b.agreements.things.All() {
		now := t.current()
		if t.id == given["id"] || b.answered(individual, now.revision.SerializedHash) != nil {
			continue
		}
		record := newRecord(sandbox.NewID(), now, individual, true)
		b.records.put(record["id"].(string), version{
			object: record, revision: b.revise(c, b.records.kind, record["id"].(string), record, nil, individualAuthor(individual)),
		})
	}
}

// spoiledRecord is the record that a fault makes of a new one.
func (b *block) spoiledRecord(c *sandbox.Call, record Object) Object {
	switch {
	case b.wrong(c, "opted-out"):
		return with(record, "optIn", false)
	case b.wrong(c, "signed-at-once"):
		return with(record, "state", signed)
	case b.wrong(c, "agreement-hash-wrong"):
		return with(record, "dataAgreementRevisionHash", digest(serialise(record["dataAgreement"])))
	case b.wrong(c, "individual-swapped"):
		for _, other := range b.individuals.objects() {
			if other["id"] != individualOf(record) {
				return with(record, "individual", Object{"id": other["id"]})
			}
		}
	}
	return record
}

// readConsent answers the individual's latest consent record for a data agreement.
func (b *block) readConsent(c *sandbox.Call) sandbox.Answer {
	individual, refusal := b.onBehalfOf(c)
	if refusal != nil {
		return *refusal
	}
	found := b.recordsFor(c, individual, c.Path["dataAgreementId"])
	if len(found) == 0 {
		return b.records.unknown(c)
	}
	latest := found[len(found)-1]
	if b.wrong(c, "oldest-answered") {
		latest = found[0]
	}
	return b.fresh(c, sandbox.OK(Object{b.records.field: latest}))
}

// recordsFor are the individual's consent records for one data agreement, oldest first.
func (b *block) recordsFor(c *sandbox.Call, individual, agreement string) []Object {
	found := []Object{}
	for _, record := range b.recordsOf(c, individual) {
		if agreementOf(record) == agreement {
			found = append(found, record)
		}
	}
	return found
}

// listConsentToAgreement lists all of the individual's consent records for a data agreement, of whatever revision. They stay
// on record when the agreement has ended.
func (b *block) listConsentToAgreement(c *sandbox.Call) sandbox.Answer {
	individual, refusal := b.onBehalfOf(c)
	if refusal != nil {
		return *refusal
	}
	found := b.recordsFor(c, individual, c.Path["dataAgreementId"])
	if _, ok := b.agreements.find(c.Path["dataAgreementId"]); !ok && len(found) == 0 {
		return b.agreements.unknown(c)
	}
	if b.wrong(c, "earlier-left-out") {
		found = latestPerAgreement(found)
	}
	return b.page(c, "consentRecords", found)
}

// listConsent lists the individual's current consent records, one for each data agreement.
func (b *block) listConsent(c *sandbox.Call) sandbox.Answer {
	individual, refusal := b.onBehalfOf(c)
	if refusal != nil {
		return *refusal
	}
	return b.page(c, "consentRecords", latestPerAgreement(b.recordsOf(c, individual)))
}

// latestPerAgreement keeps the last record of each individual for each data agreement.
func latestPerAgreement(records []Object) []Object {
	type answer struct{ individual, agreement string }
	last := map[answer]int{}
	for i, r := range records {
		last[answer{individualOf(r), agreementOf(r)}] = i
	}
	found := []Object{}
	for i, r := range records {
		if last[answer{individualOf(r), agreementOf(r)}] == i {
			found = append(found, r)
		}
	}
	return found
}

// changeConsent withdraws consent or gives it again: nothing else of a record can be changed by a client. A signature covers
// what the record said before, so it is gone afterwards.
func (b *block) changeConsent(c *sandbox.Call) sandbox.Answer {
	individual, refusal := b.onBehalfOf(c)
	if refusal != nil {
		return *refusal
	}
	t, refusal := b.ownRecord(c, individual)
	if refusal != nil {
		return *refusal
	}
	record := without(t.current().object, "signature")
	record["state"] = unsigned
	if optIn, ok := c.Get("consentRecord.optIn").(bool); ok {
		record["optIn"] = optIn
	}
	switch {
	case b.fault == "serviceIndividualSignatureUpdate/kept-after-a-change":
		record["state"] = t.current().object["state"]
	case b.wrong(c, "state-set-by-client"):
		record["state"] = c.Get("consentRecord.state")
	}
	return b.records.answer(b.change(c, b.records, t, record, individualAuthor(individualOf(record))))
}
