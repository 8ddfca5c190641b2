package verdicts_test

import (
	"net/http"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/examples/consent"
	"github.com/bbconform/bbconform/examples/freedom"
	"github.com/bbconform/bbconform/examples/sandbox"
)

func byIdentifier(list []consent.Object) {
	slices.SortFunc(list, func(a, b consent.Object) int { return strings.Compare(sandbox.Text(a, "id"), sandbox.Text(b, "id")) })
}

// othersAdd has others make one of each.
func othersAdd(handler http.Handler, _ int) []*http.Request {
	add := func(address, body string) any {
		return freedom.Others(handler, freedom.OthersRequest(http.MethodPost, address, body))
	}
	policy := add("/config/policy/", `{"policy":{"id":"","name":"Theirs","version":"1","url":"https://example.org/p"}}`)
	webhook := add("/config/webhook/",
		`{"webhook":{"id":"","payloadUrl":"https://example.org","contentType":"application/json","disabled":true,"secretKey":"x"}}`)
	agreement := add("/config/data-agreement/", `{"dataAgreement":{"id":"","version":"1","purpose":"Theirs","lawfulBasis":"consent","dpia":"none"}}`)
	individual := add("/config/individual/", `{"individual":{"id":""}}`)
	add("/service/individual/record/data-agreement/"+sandbox.Text(agreement, "dataAgreement.id")+"/?individualId="+sandbox.Text(individual, "individual.id"), "")
	return []*http.Request{
		freedom.OthersRequest(http.MethodDelete, "/config/policy/"+sandbox.Text(policy, "policy.id")+"/", ""),
		freedom.OthersRequest(http.MethodDelete, "/config/webhook/"+sandbox.Text(webhook, "webhook.id")+"/", ""),
	}
}
