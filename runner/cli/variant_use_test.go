package cli_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// inUse fills a building block with what others made, and goes on to add and remove things until it is stopped, or until there is
// so much that the run would take long.
func inUse(t *testing.T, handler http.Handler) func() {
	t.Helper()
	const before, most = 100, 400
	for i := range before {
		othersAdd(handler, i)
	}
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		var added []string
		for i := before; i < most; i++ {
			select {
			case <-stop:
				return
			case <-time.After(40 * time.Millisecond):
			}
			added = append(added, othersAdd(handler, i)...)
			if len(added) > 20 {
				call(handler, http.MethodDelete, added[0], "")
				added = added[1:]
			}
		}
	}()
	return func() {
		close(stop)
		<-done
	}
}

// othersAdd has others make one of each, whichever building block it is, and returns the addresses at which some of it can be deleted.
func othersAdd(handler http.Handler, i int) []string {
	policy := call(handler, http.MethodPost, "/config/policy/", `{"policy":{"id":"","name":"Theirs","version":"1","url":"https://example.org/p"}}`)
	webhook := call(handler, http.MethodPost, "/config/webhook/",
		`{"webhook":{"id":"","payloadUrl":"https://example.org","contentType":"application/json","disabled":true,"secretKey":"x"}}`)
	agreement := call(handler, http.MethodPost, "/config/data-agreement/",
		`{"dataAgreement":{"id":"","version":"1","purpose":"Theirs","lawfulBasis":"consent","dpia":"none"}}`)
	individual := call(handler, http.MethodPost, "/config/individual/", `{"individual":{"id":""}}`)
	if id := sandbox.Text(individual, "individual.id"); id != "" {
		call(handler, http.MethodPost, "/service/individual/record/data-agreement/"+sandbox.Text(agreement, "dataAgreement.id")+"/?individualId="+id, "")
		return []string{"/config/policy/" + sandbox.Text(policy, "policy.id") + "/", "/config/webhook/" + sandbox.Text(webhook, "webhook.id") + "/"}
	}
	number := fmt.Sprintf("%d-%d", time.Now().UnixNano(), i)
	call(handler, http.MethodPost, "/data/cr/1.0/create", `{"write":{"content":{"id":"`+number+`","firstName":"Usha","lastName":"Bajaj","birthCertificateId":"B"}}}`)
	call(handler, http.MethodPost, "/data/mcts/createEntries", `{"write":[{"content":{"paymentId":"`+number+`"}}]}`)
	call(handler, http.MethodPost, "/data/cr/1.0/read", `{"query":{"content":{"id":"`+number+`"}}}`)
	return []string{"/data/cr/1.0/" + number + "/delete"}
}

// call is a request of somebody else.
func call(handler http.Handler, method, address, body string) any {
	r := httptest.NewRequest(method, address, strings.NewReader(body))
	r.Header.Set("Authorization", sandbox.DefaultCredential)
	r.Header.Set("Information-Mediator-Client", "OTHERS")
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	v, _ := listen(handler, r).json()
	return v
}
