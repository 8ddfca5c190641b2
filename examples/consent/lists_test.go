package consent

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestListsArePaged(t *testing.T) {
	t.Parallel()
	c := start(t)
	var made []string
	for i := range 5 {
		made = append(made, c.policy(fmt.Sprint(i)))
	}
	tests := []struct {
		query string
		want  []string
	}{
		{"", made},
		{"limit=2", made[:2]},
		{"offset=2&limit=2", made[2:4]},
		{"offset=4&limit=2", made[4:]},
		{"offset=3", made[3:]},
		{"offset=5&limit=2", nil},
		{"offset=50", nil},
		{"limit=0", nil},
	}
	for _, tt := range tests {
		a := c.call("configPolicyList", request{query: tt.query})
		if got := identifiers(a.list("policies")); !slices.Equal(got, tt.want) {
			t.Errorf("%q lists %v, want %v", tt.query, got, tt.want)
		}
		if !strings.Contains(a.raw, "[") {
			t.Errorf("%q: an empty list is an array: %s", tt.query, a.raw)
		}
	}
	for _, query := range []string{"limit=-1", "offset=-1", "limit=two", "offset=1.5"} {
		c.refused(400, "configPolicyList", request{query: query})
	}
}

func TestListOfPoliciesByRevision(t *testing.T) {
	t.Parallel()
	c := start(t)
	c.policy("1")
	wanted := c.call("configPolicyCreate", request{body: policyBody("2")})
	got := identifiers(c.call("configPolicyList", request{query: "revisionId=" + wanted.text("revision.id")}).list("policies"))
	if !slices.Equal(got, []string{wanted.text("policy.id")}) {
		t.Errorf("the list holds %v", got)
	}
}

func TestViewsOfDataAgreements(t *testing.T) {
	t.Parallel()
	c := start(t)
	in, out := c.agreement(nil), c.agreement(Object{"active": false})
	tests := []struct {
		operation, field string
		want             []string
	}{
		{"configDataAgreementList", "dataAgreement", []string{in, out}},
		{"auditDataAgreementList", "dataAgreements", []string{in, out}},
		{"serviceVerificationDataAgreementList", "dataAgreements", []string{in}},
	}
	for _, tt := range tests {
		if got := identifiers(c.call(tt.operation, request{}).list(tt.field)); !slices.Equal(got, tt.want) {
			t.Errorf("%s lists %v, want %v", tt.operation, got, tt.want)
		}
	}
	c.call("auditDataAgreementRead", request{id: out})
}
