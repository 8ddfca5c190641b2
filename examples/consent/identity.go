package consent

import (
	"net/http"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// IdentityHeader names the individual on whose behalf a request is made. The specification says that there is such a header
// and leaves its name open.
const IdentityHeader = "X-ConsentBB-IndividualId"

// onBehalfOf returns the individual that a request is made for, where the specification demands one.
func (b *block) onBehalfOf(c *sandbox.Call) (string, *sandbox.Answer) {
	id := c.Header(IdentityHeader)
	switch _, ok := b.individuals.find(id); {
	case ok, b.wrong(c, "identity-not-required"):
		return id, nil
	case id == "":
		return "", refuse(c, http.StatusBadRequest, "the header "+IdentityHeader+" is missing")
	default:
		return "", refuse(c, http.StatusNotFound, "there is no such individual")
	}
}

// speaksFor refuses a request that names one individual in its header and is about another. Without the header, the API key
// alone is what the caller has to show.
func (b *block) speaksFor(c *sandbox.Call, individual string) *sandbox.Answer {
	caller := c.Header(IdentityHeader)
	if caller == "" || caller == individual || b.wrong(c, "another-individual-served") {
		return nil
	}
	return refuse(c, http.StatusForbidden, "this concerns another individual")
}

// ownRecord returns a consent record that the caller may see. Another individual's is as if it did not exist, so that its
// existence is not disclosed either.
func (b *block) ownRecord(c *sandbox.Call, caller string) (*thing, *sandbox.Answer) {
	t, ok := b.records.find(c.Path["consentRecordId"])
	if !ok {
		return nil, refuse(c, http.StatusNotFound, "there is no such consentRecord")
	}
	if caller != "" && caller != individualOf(t.current().object) && !b.wrong(c, "another-individual-served") {
		return nil, refuse(c, http.StatusNotFound, "there is no such consentRecord")
	}
	return t, nil
}
