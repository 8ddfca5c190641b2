package consent

import (
	"net/http"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// inUse refuses to delete a policy that an active data agreement is governed by.
func (b *block) inUse(c *sandbox.Call) *sandbox.Answer {
	for _, agreement := range b.agreements.objects() {
		if active(agreement) && sandbox.Text(agreement, "policy.id") == c.Path["policyId"] && !b.wrong(c, "deleted-although-in-use") {
			return refuse(c, http.StatusConflict, "an active data agreement is governed by this policy")
		}
	}
	return nil
}

// policiesOfRevision lists all policies, or the one that a revision belongs to where one is asked for.
func (b *block) policiesOfRevision(c *sandbox.Call) []Object {
	wanted := c.Query.Get("revisionId")
	if wanted == "" {
		return b.policies.objects()
	}
	found := []Object{}
	for _, t := range b.policies.things.All() {
		if v, ok := t.at(wanted); ok {
			found = append(found, v.object)
		}
	}
	return found
}

// listRevisions answers the current policy, which is all that the contract declares for this list, and the revisions beside it.
func (b *block) listRevisions(c *sandbox.Call) sandbox.Answer {
	t, ok := b.policies.find(c.Path["policyId"])
	switch {
	case b.wrong(c, "another-policy") && b.policies.things.Len() > 1:
		t, ok = anotherThan(b.policies, c.Path["policyId"]), true
	case !ok && b.wrong(c, "unknown-answered") && b.policies.things.Len() > 0:
		t, ok = b.policies.things.All()[0], true
	}
	if !ok {
		return b.policies.unknown(c)
	}
	shown := t.current()
	if b.wrong(c, "stale") {
		shown = t.first()
	}
	revisions := make([]Object, len(t.versions))
	for i, v := range t.versions {
		revisions[i] = v.revision.answer()
	}
	page := b.page(c, "revisions", revisions)
	if body, ok := page.Body.(Object); ok && page.Status == http.StatusOK {
		body["policy"] = shown.object
	}
	return page
}

func anotherThan(s *store, id string) *thing {
	for _, t := range s.things.All() {
		if t.id != id {
			return t
		}
	}
	return nil
}

// spread is what a fault makes of an update: it reaches the data agreements that keep a copy of the policy.
func (b *block) spread(c *sandbox.Call, made version) {
	if !b.wrong(c, "rewrites-agreements") {
		return
	}
	for _, t := range b.agreements.things.All() {
		if now := t.current(); sandbox.Get(now.object, "policy.id") == made.object["id"] {
			b.change(c, b.agreements, t, with(now.object, "policy", made.object), organisation())
		}
	}
}
