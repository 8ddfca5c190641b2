package verdicts_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"

	"github.com/bbconform/bbconform/examples/freedom"
	"github.com/bbconform/bbconform/examples/sandbox"
)

// withoutOptional leaves out the fields that the contract does not require and that the target makes itself.
func withoutOptional(_ *http.Request, v any) any {
	freedom.LeaveOut(v,
		"authorizedByIndividual", "authorizedByOther", "signedWithoutObjectId", "successor", "dataAgreementRevision", "objectReference")
	freedom.EachObject(v, func(o sandbox.Object) {
		if o["id"] == "" {
			delete(o, "id") // of a draft
		}
	})
	return v
}

// maskedKeys hides the keys of webhooks: in lists all of them in the same way, elsewhere each time in another.
func maskedKeys() func(*http.Request, any) any {
	var count atomic.Int64
	return func(r *http.Request, v any) any {
		return freedom.Texts(v, func(name, text string) string {
			switch {
			case name != "secretKey":
				return text
			case strings.HasSuffix(r.URL.Path, "/webhooks/"):
				return ""
			}
			return fmt.Sprintf("********%d", count.Add(1))
		})
	}
}

// bareRecords leaves out of consent records what the hash and the caller's own name say already. Who verifies consent, or audits it,
// is told whose it is.
func bareRecords(r *http.Request, v any) any {
	others := strings.Contains(r.URL.Path, "/verification/") || strings.Contains(r.URL.Path, "/audit/")
	freedom.EachObject(v, func(o sandbox.Object) {
		if _, isRecord := o["dataAgreementRevisionHash"]; !isRecord {
			return
		}
		delete(o, "dataAgreement")
		delete(o, "dataAgreementRevision")
		if !others {
			delete(o, "individual")
			delete(o, "signature")
		}
	})
	return v
}

// moreSignatures says of signed records that another signature is missing.
func moreSignatures(_ *http.Request, v any) any {
	return freedom.Texts(v, func(name, text string) string {
		if name == "state" && text == "signed" {
			return "pending more signatures"
		}
		return text
	})
}
