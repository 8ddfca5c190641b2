package consent

import (
	"net/http"
	"slices"
	"sync"
	"testing"

	"github.com/bbconform/bbconform/examples/sandbox"
)

func (c *client) mine(person string) []string {
	c.t.Helper()
	return identifiers(c.call("serviceIndividualConsentRecordList", request{person: person}).list("consentRecords"))
}

func TestConsentIsGivenOnce(t *testing.T) {
	t.Parallel()
	c := start(t)
	person, agreement := c.individual("one"), c.agreement(nil)
	given := c.consent(person, agreement)
	hash := c.call("serviceDataAgreementRead", request{id: agreement}).text("revision.serializedHash")
	want := Object{"optIn": true, "state": "unsigned", "individual": Object{"id": person}, "dataAgreement": Object{"id": agreement}, "dataAgreementRevisionHash": hash}
	if !sandbox.Holds(given.get("consentRecord"), want) {
		t.Errorf("the record is %s, and should hold %s", given.raw, serialise(want))
	}
	c.refused(409, "serviceIndividualConsentRecordCreate", request{id: agreement, query: "individualId=" + person})
	if got := c.mine(person); len(got) != 1 {
		t.Errorf("the individual has %d records, want 1", len(got))
	}
}

func TestConsentIsGivenOnceHoweverManyAskAtOnce(t *testing.T) {
	t.Parallel()
	c := start(t)
	person, agreement := c.individual("one"), c.agreement(nil)
	statuses := make([]int, 8)
	var all sync.WaitGroup
	for i := range statuses {
		all.Go(func() {
			statuses[i] = c.send("serviceIndividualConsentRecordCreate", request{id: agreement, query: "individualId=" + person}).status
		})
	}
	all.Wait()
	slices.Sort(statuses)
	if statuses[0] != http.StatusOK || statuses[1] != http.StatusConflict {
		t.Errorf("the answers are %v, want exactly one 200", statuses)
	}
}

func TestChangedAgreementIsConsentedToAnew(t *testing.T) {
	t.Parallel()
	c := start(t)
	person, policy := c.individual("one"), c.policy("1")
	agreement := c.call("configDataAgreementCreate", request{body: agreementBody(policy, "first", nil)}).text("dataAgreement.id")
	first := c.consent(person, agreement)
	changed := c.call("configDataAgreementUpdate", request{id: agreement, body: agreementBody(policy, "second", nil)})
	if got := c.call("serviceIndividualConsentRecordRead", request{id: agreement, person: person}); got.text("consentRecord.dataAgreement.purpose") != "first" {
		t.Errorf("the change reached into the record: %s", got.raw)
	}
	second := c.consent(person, agreement)
	if second.text("consentRecord.dataAgreementRevisionHash") != changed.text("revision.serializedHash") {
		t.Error("the second record is not for the new revision")
	}
	ids := []string{first.text("consentRecord.id"), second.text("consentRecord.id")}
	if got := c.call("serviceIndividualConsentRecordRead", request{id: agreement, person: person}).text("consentRecord.id"); got != ids[1] {
		t.Errorf("%s is read, want the newest, %s", got, ids[1])
	}
	if got := c.mine(person); !slices.Equal(got, ids[1:]) {
		t.Errorf("%v are current, want %v", got, ids[1:])
	}
	all := c.call("serviceIndividualDataAgreementConsentRecordList", request{id: agreement, person: person})
	if got := identifiers(all.list("consentRecords")); !slices.Equal(got, ids) {
		t.Errorf("%v are all, want %v", got, ids)
	}
}

func TestConsentIsWithdrawn(t *testing.T) {
	t.Parallel()
	c := start(t)
	person, agreement := c.individual("one"), c.agreement(nil)
	id := c.consent(person, agreement).text("consentRecord.id")
	for _, optIn := range []bool{false, true} {
		c.call("serviceIndividualConsentRecordUpdate", request{id: id, person: person, body: recordBody(optIn, "signed")})
		for operation, r := range map[string]request{
			"serviceIndividualConsentRecordRead":   {id: agreement, person: person},
			"serviceVerificationConsentRecordRead": {id: id},
			"auditConsentRecordRead":               {id: id},
		} {
			if a := c.call(operation, r); a.get("consentRecord.optIn") != optIn || a.text("consentRecord.state") != unsigned {
				t.Errorf("%s answers optIn %v, state %v", operation, a.get("consentRecord.optIn"), a.get("consentRecord.state"))
			}
		}
	}
}

func TestInactiveAgreementTakesNoConsent(t *testing.T) {
	t.Parallel()
	c := start(t)
	person, other, policy := c.individual("one"), c.individual("other"), c.policy("1")
	agreement := c.call("configDataAgreementCreate", request{body: agreementBody(policy, "x", nil)}).text("dataAgreement.id")
	c.consent(person, agreement)
	c.call("configDataAgreementUpdate", request{id: agreement, body: agreementBody(policy, "x", Object{"active": false})})
	c.refused(409, "serviceIndividualConsentRecordCreate", request{id: agreement, query: "individualId=" + other})
	c.refused(409, "serviceIndividualConsentRecordDraftCreate", request{query: "individualId=" + other + "&dataAgreementId=" + agreement})
	c.call("serviceIndividualConsentRecordRead", request{id: agreement, person: person})
	c.call("configDataAgreementUpdate", request{id: agreement, body: agreementBody(policy, "x", nil)})
	c.consent(other, agreement)
	c.call("configDataAgreementDelete", request{id: agreement})
	c.refused(404, "serviceIndividualConsentRecordCreate", request{id: agreement, query: "individualId=" + c.individual("third")})
	if all := c.call("serviceIndividualDataAgreementConsentRecordList", request{id: agreement, person: other}); len(all.list("consentRecords")) != 1 {
		t.Error("consent to an agreement that has ended is no longer on record")
	}
}

func TestAnothersConsentIsNotDisclosed(t *testing.T) {
	t.Parallel()
	c := start(t)
	owner, other, agreement := c.individual("owner"), c.individual("other"), c.agreement(nil)
	id := c.consent(owner, agreement).text("consentRecord.id")
	update := request{id: id, person: other, body: recordBody(false, "unsigned")}
	c.refused(404, "serviceIndividualConsentRecordRead", request{id: agreement, person: other})
	c.refused(404, "serviceIndividualConsentRecordUpdate", update)
	c.refused(404, "serviceIndividualSignatureCreate", request{id: id, person: other, body: signatureBody("")})
	c.refused(404, "serviceIndividualSignatureUpdate", request{id: id, person: other, body: signatureBody("value")})
	c.refused(403, "serviceIndividualConsentRecordCreate", request{id: agreement, person: other, query: "individualId=" + owner})
	if got := c.mine(other); len(got) != 0 {
		t.Errorf("the other individual sees %v", got)
	}
	all := c.call("serviceIndividualDataAgreementConsentRecordList", request{id: agreement, person: other})
	if len(all.list("consentRecords")) != 0 {
		t.Errorf("the other individual sees %s", all.raw)
	}
	if a := c.call("serviceVerificationConsentRecordRead", request{id: id}); a.get("consentRecord.optIn") != true || a.get("consentRecord.individual.externalId") != nil {
		t.Errorf("the record has become %s", a.raw)
	}
}

func TestIdentityIsRequired(t *testing.T) {
	t.Parallel()
	c := start(t)
	owner, agreement := c.individual("owner"), c.agreement(nil)
	id := c.consent(owner, agreement).text("consentRecord.id")
	for operation, r := range map[string]request{
		"serviceIndividualConsentRecordRead":              {id: agreement},
		"serviceIndividualConsentRecordUpdate":            {id: id, body: recordBody(false, "unsigned")},
		"serviceIndividualConsentRecordList":              {},
		"serviceIndividualDataAgreementConsentRecordList": {id: agreement},
		"serviceIndividualConsentRecordDeleteAll":         {},
	} {
		c.refused(400, operation, r)
		r.person = "unknown"
		c.refused(404, operation, r)
	}
}

func TestForgetting(t *testing.T) {
	t.Parallel()
	c := start(t)
	one, other := c.individual("one"), c.individual("other")
	forgotten, kept := c.agreement(nil), c.agreement(Object{"forgettable": false})
	c.consent(one, forgotten)
	stays := c.consent(one, kept).text("consentRecord.id")
	others := c.consent(other, forgotten).text("consentRecord.id")
	if a := c.call("serviceIndividualConsentRecordDeleteAll", request{person: one}); a.raw != "" {
		t.Errorf("the answer has a body: %s", a.raw)
	}
	if got := c.mine(one); !slices.Equal(got, []string{stays}) {
		t.Errorf("%v are left, want %s", got, stays)
	}
	if got := c.mine(other); !slices.Equal(got, []string{others}) {
		t.Errorf("of the other individual, %v are left, want %s", got, others)
	}
}
