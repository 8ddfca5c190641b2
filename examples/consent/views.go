package consent

import "github.com/bbconform/bbconform/examples/sandbox"

// visibleRecords are what applications verify and auditors inspect: all consent records of all individuals, withdrawn ones
// included.
func (b *block) visibleRecords(c *sandbox.Call) []Object {
	found := []Object{}
	for _, record := range b.records.objects() {
		hidden := b.wrong(c, "withdrawn-left-out") || b.choices.HideWithdrawn && c.Operation == "serviceVerificationConsentRecordList"
		if record["optIn"] == false && hidden {
			continue
		}
		found = append(found, record)
	}
	return found
}

// auditRead shows an auditor one thing, without its revision: the contract declares none.
func (b *block) auditRead(s *store, parameter string) sandbox.Handler {
	read := b.read(s, parameter)
	return func(c *sandbox.Call) sandbox.Answer {
		answer := read(c)
		if body, ok := answer.Body.(Object); ok {
			delete(body, "revision")
		}
		return answer
	}
}
