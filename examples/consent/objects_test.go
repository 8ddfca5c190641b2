package consent

import (
	"testing"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// Everything that is configured can be made, read, changed and, but for individuals, deleted.
func TestObjectsAreStored(t *testing.T) {
	t.Parallel()
	c := start(t)
	policy := c.policy("1")
	tests := []struct {
		field, operations string
		first, second     Object
		remove            bool
	}{
		{"policy", "configPolicy", policyBody("1"), policyBody("2"), true},
		{"dataAgreement", "configDataAgreement", agreementBody(policy, "one", nil), agreementBody(policy, "two", nil), true},
		{"webhook", "configWebhook", webhookBody("https://one.example.org", false), webhookBody("https://two.example.org", true), true},
		{"individual", "serviceIndividual", individualBody("one"), individualBody("two"), false},
	}
	for _, tt := range tests {
		holds := func(a answer, id string, body Object) {
			t.Helper()
			want := with(body[tt.field].(Object), "id", id)
			if !sandbox.Holds(a.get(tt.field), sandbox.Normal(want)) {
				t.Errorf("%s is %s, and should hold %s", tt.field, a.raw, serialise(want))
			}
		}
		made := c.call(tt.operations+"Create", request{body: tt.first})
		id := made.text(tt.field + ".id")
		if id == "" {
			t.Fatalf("%s has no identifier: %s", tt.field, made.raw)
		}
		holds(made, id, tt.first)
		holds(c.call(tt.operations+"Read", request{id: id}), id, tt.first)
		holds(c.call(tt.operations+"Update", request{id: id, body: tt.second}), id, tt.second)
		holds(c.call(tt.operations+"Read", request{id: id}), id, tt.second)
		c.refused(404, tt.operations+"Read", request{id: "unknown"})
		c.refused(404, tt.operations+"Update", request{id: "unknown", body: tt.second})
		if tt.remove {
			c.call(tt.operations+"Delete", request{id: id})
			c.refused(404, tt.operations+"Read", request{id: id})
			c.refused(404, tt.operations+"Delete", request{id: id})
		}
	}
}

// An update replaces a thing as a whole.
func TestFieldsThatAreNotSentAreCleared(t *testing.T) {
	t.Parallel()
	c := start(t)
	id := c.policy("1")
	body := Object{"policy": without(policyBody("2")["policy"].(Object), "jurisdiction")}
	if a := c.call("configPolicyUpdate", request{id: id, body: body}); a.get("policy.jurisdiction") != nil {
		t.Errorf("the policy still has a jurisdiction: %s", a.raw)
	}
}

func TestAgreementUnderAnUnknownPolicyIsRefused(t *testing.T) {
	t.Parallel()
	c := start(t)
	c.refused(404, "configDataAgreementCreate", request{body: agreementBody("unknown", "x", nil)})
	id := c.agreement(nil)
	c.refused(404, "configDataAgreementUpdate", request{id: id, body: agreementBody("unknown", "x", nil)})
}

func TestCredentialsAreRequired(t *testing.T) {
	t.Parallel()
	c := start(t)
	for operation := range c.operations {
		c.refused(401, operation, request{id: "x", key: "-"})
		c.refused(401, operation, request{id: "x", key: "Bearer of something else"})
	}
	c.call("configPolicyList", request{key: "Bearer " + sandbox.DefaultCredential})
	for operation := range c.operations {
		c.refused(403, operation, request{id: "x", key: strangersKey(operation)})
	}
	for _, another := range []bool{false, true} {
		c.call("configPolicyList", request{key: sandbox.RoleCredential(sandbox.DefaultCredential, "administrator", another)})
	}
}
