package verdicts_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/bbconform/bbconform/examples/digitalregistries"
	"github.com/bbconform/bbconform/examples/freedom"
	"github.com/bbconform/bbconform/examples/sandbox"
)

// choosing builds the building block with other choices.
func choosing(c digitalregistries.Choices) func(sandbox.Options) (http.Handler, error) {
	return func(o sandbox.Options) (http.Handler, error) { return digitalregistries.NewWith(o, c) }
}

// variants is the catalogue of the freedoms of digital registries. Those that have nothing to do with each other share a variant.
func variants() []freedom.Variant {
	return []freedom.Variant{
		freedom.Refusals(func(r *http.Request, status int) bool { // only a reading that finds nothing has a text of its own
			return status == http.StatusNotFound && strings.HasSuffix(r.URL.Path, "/read")
		}),
		{
			Name: "left out", About: "Fields that the contract does not require are left out, unless they were sent.",
			Before: freedom.RewriteJSON(withoutOptional),
		},
		{
			Name: "identifiers of databases", About: "Databases have large numbers that do not count.",
			Build: choosing(digitalregistries.Choices{DatabaseID: func() int { return 1<<53 + rand.IntN(1<<60) }}),
		},
		{
			Name: "short pages, newest first", About: "A page has at most 5 entries, and lists begin with what is newest unless an order is asked for.",
			Before: freedom.Ask(shortPagesNewestFirst),
		},
		{
			Name: "in use", About: "Hundreds of other things are there already, and others add and remove some all the time.",
			Before: freedom.InUse(othersAdd),
		},
		{
			Name:   "databases",
			About:  "What a database was stays beside what it is, under a number that does not count; its name is its code (DR-ERR-16), and what may be null is (DR-ERR-18).",
			Build:  choosing(digitalregistries.Choices{Versions: true, ByCode: true, DatabaseID: func() int { return 1000 + rand.IntN(1<<40) }}),
			Before: freedom.RewriteJSON(nulls),
		},
		{
			Name: "versions of databases", About: "What a database was stays beside what it is (DR-ERR-16).",
			Build: choosing(digitalregistries.Choices{Versions: true}),
		},
		{
			Name: "open questions",
			About: "A change leaves of a record only what was written; where there is nothing to change, to delete or to see, that is what is answered; " +
				"a change is answered with a text, a field with a bare one, and the number of records is that of the page (DR-ERR-06).",
			Build:  choosing(digitalregistries.Choices{Replace: true, Lenient: true}),
			Before: freedom.Together(freedom.Rewrite(freedom.SomethingSaid), freedom.RewriteJSON(bareValues), freedom.RewriteJSON(countOfThePage)),
		},
		{
			Name: "records without a key", About: "Records have no identifier beside the caller's (DR-ERR-07).",
			Before: freedom.RewriteJSON(withoutKeys),
		},
		{
			Name: "records by their key", About: "A field is read by the registry's own key alone (DR-ERR-07).",
			Build: choosing(digitalregistries.Choices{KeyOnly: true}),
		},
		{
			Name: "records with a key beside them", About: "The same, where that key is answered beside the content of a record.",
			Build: choosing(digitalregistries.Choices{KeyOnly: true}), Before: freedom.RewriteJSON(keysBeside),
		},
	}
}

// othersAdd has others make one of each.
func othersAdd(handler http.Handler, n int) []*http.Request {
	id := fmt.Sprintf("others-%d", n)
	request := func(method, address, body string) *http.Request {
		r := freedom.OthersRequest(method, address, body)
		r.Header.Set("Information-Mediator-Client", "OTHERS")
		return r
	}
	for address, body := range map[string]string{
		"/data/cr/1.0/create":      `{"write":{"content":{"id":"` + id + `","firstName":"Usha","lastName":"Bajaj","birthCertificateId":"B"}}}`,
		"/data/mcts/createEntries": `{"write":[{"content":{"paymentId":"` + id + `"}}]}`,
	} {
		freedom.Others(handler, request(http.MethodPost, address, body))
	}
	freedom.Others(handler, request(http.MethodPost, "/data/cr/1.0/read", `{"query":{"content":{"id":"`+id+`"}}}`))
	return []*http.Request{request(http.MethodDelete, "/data/cr/1.0/"+id+"/delete", "")}
}

// shortPagesNewestFirst gives lists of records at most five entries a page, also where nothing is asked for, and begins them with the
// newest unless another order is asked for.
func shortPagesNewestFirst(r *http.Request, query url.Values) {
	const most = 5
	if !isListOfRecords(r) {
		return
	}
	if n, err := strconv.Atoi(query.Get("pageSize")); query.Get("pageSize") == "" || err == nil && n > most {
		query.Set("pageSize", strconv.Itoa(most))
	}
	if query.Get("ordering") == "" {
		query.Set("ordering", "descending")
	}
}

func isListOfRecords(r *http.Request) bool {
	return r.Method == http.MethodGet && strings.HasPrefix(r.URL.Path, "/data/") && strings.Count(r.URL.Path, "/") == 3
}
