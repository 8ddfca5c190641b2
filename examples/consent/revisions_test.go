package consent

import (
	"testing"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// follows checks that a revision is intact, is of a thing, holds what it should, and names the one before.
func follows(t *testing.T, revision Object, schema, id, predecessor string, holds Object) {
	t.Helper()
	text := sandbox.Text(revision, "serializedSnapshot")
	if got := sandbox.Text(revision, "serializedHash"); got != digest(text) {
		t.Errorf("the hash is %s, that of the snapshot is %s", got, digest(text))
	}
	if sandbox.Text(revision, "schemaName") != schema || sandbox.Text(revision, "objectId") != id {
		t.Errorf("the revision is of %s %s, want %s %s", revision["schemaName"], revision["objectId"], schema, id)
	}
	if got := sandbox.Text(revision, "predecessorHash"); got != predecessor {
		t.Errorf("predecessorHash is %q, want %q", got, predecessor)
	}
	said, err := sandbox.Decode([]byte(text))
	if err != nil {
		t.Fatalf("the snapshot is no JSON: %v", err)
	}
	want := Object{"objectData": holds, "schemaName": schema, "objectId": id, "signedWithoutObjectId": false, "timestamp": revision["timestamp"]}
	if !sandbox.Holds(said, sandbox.Normal(want)) {
		t.Errorf("the snapshot is\n%s\nand should hold\n%s", text, serialise(want))
	}
}

func revisionOf(a answer) Object {
	r, _ := a.get("revision").(Object)
	return r
}

func TestRevisionsOfPoliciesFormAChain(t *testing.T) {
	t.Parallel()
	c := start(t)
	made := c.call("configPolicyCreate", request{body: policyBody("1")})
	id := made.text("policy.id")
	follows(t, revisionOf(made), "Policy", id, "", without(policyBody("1")["policy"].(Object), "id"))
	changed := c.call("configPolicyUpdate", request{id: id, body: policyBody("2")})
	follows(t, revisionOf(changed), "Policy", id, made.text("revision.serializedHash"), Object{"version": "2"})

	old := c.call("configPolicyRead", request{id: id, query: "revisionId=" + made.text("revision.id")})
	if old.text("policy.version") != "1" || old.text("revision.serializedHash") != made.text("revision.serializedHash") {
		t.Errorf("the old revision is answered as %s", old.raw)
	}
	if old.text("revision.successor.id") != changed.text("revision.id") {
		t.Errorf("the successor is %q, want %q", old.text("revision.successor.id"), changed.text("revision.id"))
	}
	now := c.call("servicePolicyRead", request{id: id})
	if now.text("revision.id") != changed.text("revision.id") || now.get("revision.successor") != nil {
		t.Errorf("the latest revision is answered as %s", now.raw)
	}
	if n := len(c.call("configPolicyRevisionsList", request{id: id}).list("revisions")); n != 2 {
		t.Errorf("%d revisions are listed, want 2", n)
	}
	gone := c.call("configPolicyDelete", request{id: id})
	follows(t, revisionOf(gone), "Policy", id, changed.text("revision.serializedHash"), Object{"version": "2"})
	c.refused(404, "configPolicyRead", request{id: id})
}

func TestRevisionsOfConsentFormAChain(t *testing.T) {
	t.Parallel()
	c := start(t)
	person, agreement := c.individual("one"), c.agreement(nil)
	given := c.consent(person, agreement)
	id := given.text("consentRecord.id")
	data := Object{
		"individual": Object{"id": person}, "dataAgreement": Object{"id": agreement}, "optIn": true,
		"dataAgreementRevisionHash": given.text("consentRecord.dataAgreementRevisionHash"),
	}
	follows(t, revisionOf(given), "ConsentRecord", id, "", data)
	if got := given.text("revision.authorizedByIndividual.id"); got != person {
		t.Errorf("the revision is authorised by %q, want %q", got, person)
	}
	withdrawn := c.call("serviceIndividualConsentRecordUpdate", request{id: id, person: person, body: recordBody(false, "x")})
	follows(t, revisionOf(withdrawn), "ConsentRecord", id, given.text("revision.serializedHash"), with(data, "optIn", false))
}

func TestAgreementsKeepTheirPolicy(t *testing.T) {
	t.Parallel()
	c := start(t)
	policy := c.policy("1")
	made := c.call("configDataAgreementCreate", request{body: agreementBody(policy, "reminders", nil)})
	c.call("configPolicyUpdate", request{id: policy, body: policyBody("2")})
	now := c.call("configDataAgreementRead", request{id: made.text("dataAgreement.id")})
	if now.text("dataAgreement.policy.version") != "1" || now.text("revision.id") != made.text("revision.id") {
		t.Errorf("the data agreement has become %s", now.raw)
	}
}

func TestPolicyInUseIsNotDeleted(t *testing.T) {
	t.Parallel()
	for _, ending := range []string{"deactivated", "deleted"} {
		c := start(t)
		policy := c.policy("1")
		id := c.call("configDataAgreementCreate", request{body: agreementBody(policy, "reminders", nil)}).text("dataAgreement.id")
		c.refused(409, "configPolicyDelete", request{id: policy})
		c.call("configPolicyRead", request{id: policy})
		if ending == "deleted" {
			c.call("configDataAgreementDelete", request{id: id})
		} else {
			c.call("configDataAgreementUpdate", request{id: id, body: agreementBody(policy, "reminders", Object{"active": false})})
		}
		c.call("configPolicyDelete", request{id: policy})
		c.refused(404, "configPolicyRead", request{id: policy})
	}
}
