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

// choice is a freedom of digital registries.
type choice = freedom.Choice[digitalregistries.Choices]

// build builds the building block with choices.
func build(o sandbox.Options, c digitalregistries.Choices) (http.Handler, error) {
	return digitalregistries.NewWith(o, c)
}

// variants is the catalogue of the freedoms of digital registries. Those of a group have nothing to do with each other.
func variants() []freedom.Group {
	return []freedom.Group{
		freedom.GroupOf(build,
			choice{Variant: freedom.Refusals(func(r *http.Request, status int) bool { // only a reading that finds nothing has a text of its own
				return status == http.StatusNotFound && strings.HasSuffix(r.URL.Path, "/read")
			})},
			named("identifiers of databases", "Databases have large numbers that do not count.", func(c *digitalregistries.Choices) {
				c.DatabaseID = func() int { return 1<<53 + rand.IntN(1<<60) }
			}),
		),
		freedom.GroupOf(build,
			saying("left out", "Fields that the contract does not require are left out, unless they were sent.", freedom.RewriteJSON(withoutOptional)),
		),
		freedom.GroupOf(build,
			saying("short pages, newest first", "A page has at most 5 entries, and lists begin with what is newest unless an order is asked for.",
				freedom.Ask(shortPagesNewestFirst)),
			named("versions of databases", "What a database was stays beside what it is (DR-ERR-16).", func(c *digitalregistries.Choices) { c.Versions = true }),
		),
		freedom.GroupOf(build,
			saying("in use", "Hundreds of other things are there already, and others add and remove some all the time.", freedom.InUse(othersAdd)),
			databases(),
		),
		freedom.GroupOf(build,
			openQuestions(),
			named("records by their key", "A field is read by the registry's own key alone (DR-ERR-07).", keyOnly),
		),
		freedom.GroupOf(build,
			saying("records without a key", "Records have no identifier beside the caller's (DR-ERR-07).", freedom.RewriteJSON(withoutKeys)),
		),
		freedom.GroupOf(build, choice{
			Variant: freedom.Variant{
				Name: "records with a key beside them", About: "The same, where that key is answered beside the content of a record.",
				Before: freedom.RewriteJSON(keysBeside),
			},
			Choose: keyOnly,
		}),
	}
}

func keyOnly(c *digitalregistries.Choices) { c.KeyOnly = true }

func databases() choice {
	const about = "What a database was stays beside what it is, under a number that does not count; its name is its code (DR-ERR-16), " +
		"and what may be null is (DR-ERR-18)."
	c := named("databases", about, func(c *digitalregistries.Choices) {
		c.Versions, c.ByCode, c.DatabaseID = true, true, func() int { return 1000 + rand.IntN(1<<40) }
	})
	c.Before = freedom.RewriteJSON(nulls)
	return c
}

// openQuestions are answered otherwise than the reference building block does.
func openQuestions() choice {
	const about = "A change leaves of a record only what was written; where there is nothing to change, to delete or to see, that is what is answered; " +
		"a change is answered with a text, a field with a bare one, and the number of records is that of the page (DR-ERR-06)."
	c := named("open questions", about, func(c *digitalregistries.Choices) { c.Replace, c.Lenient = true, true })
	c.Before = freedom.Together(freedom.Rewrite(freedom.SomethingSaid), freedom.RewriteJSON(bareValues), freedom.RewriteJSON(countOfThePage))
	return c
}

func named(name, about string, choose func(*digitalregistries.Choices)) choice {
	return choice{Variant: freedom.Variant{Name: name, About: about}, Choose: choose}
}

func saying(name, about string, before freedom.Middleware) choice {
	return choice{Variant: freedom.Variant{Name: name, About: about, Before: before}}
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
