package consent

import (
	"net/http"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// active reports whether new consent can be given to a data agreement. One that does not say so is active.
func active(agreement Object) bool { return agreement["active"] != false }

// forgettable reports whether consent to a data agreement may be deleted.
func forgettable(agreement Object) bool { return agreement["forgettable"] == true }

// checkAgreement refuses a data agreement under a policy that does not exist. The agreement keeps the copy of the policy that
// it is sent with, so that a later change of the policy does not change what individuals consented to.
func (b *block) checkAgreement(c *sandbox.Call) *sandbox.Answer {
	if c.Get("dataAgreement.policy") == nil {
		return nil
	}
	if _, ok := b.policies.find(c.Text("dataAgreement.policy.id")); !ok {
		return refuse(c, http.StatusNotFound, "there is no such policy")
	}
	return nil
}

// activeAgreements are those that consent can be verified for.
func (b *block) activeAgreements(*sandbox.Call) []Object {
	found := []Object{}
	for _, agreement := range b.agreements.objects() {
		if active(agreement) {
			found = append(found, agreement)
		}
	}
	return found
}

// auditedAgreements are all of them: an auditor sees inactive ones as well.
func (b *block) auditedAgreements(c *sandbox.Call) []Object {
	if b.wrong(c, "inactive-left-out") {
		return b.activeAgreements(c)
	}
	return b.agreements.objects()
}
