package consent

import (
	"net/http"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// forget deletes the individual's consent records of which the data agreement says that they may be forgotten. It goes by
// the agreement as it was consented to.
func (b *block) forget(c *sandbox.Call) sandbox.Answer {
	individual, refusal := b.onBehalfOf(c)
	if refusal != nil {
		return *refusal
	}
	for _, record := range b.records.objects() {
		if b.forgets(c, record, individual) {
			b.records.drop(record["id"].(string))
		}
	}
	return sandbox.Empty(http.StatusOK)
}

func (b *block) forgets(c *sandbox.Call, record Object, individual string) bool {
	own := individualOf(record) == individual
	can := forgettable(sandbox.Get(record, "dataAgreement").(Object))
	switch {
	case b.wrong(c, "nothing-deleted"):
		return false
	case b.wrong(c, "kept-consent-deleted"):
		return own
	case b.wrong(c, "others-deleted"):
		return can
	}
	return own && can
}
