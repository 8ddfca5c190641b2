package digitalregistries_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/bbconform/bbconform/examples/digitalregistries"
	"github.com/bbconform/bbconform/examples/sandbox"
	"github.com/bbconform/bbconform/specs"
)

// catalogue is read once for all tests of the package.
var catalogue = sync.OnceValue(func() *specs.Catalogue { return specs.NewCatalogue(specs.Embedded()) })

// client calls the operations of a sandbox by their names.
type client struct {
	t         *testing.T
	block     *specs.Block
	url       string
	http      *http.Client // of this server alone: the connections of a default client are closed by whichever test ends first
	conformed bool         // every answer is held against the contract
}

// start serves the building block, with a fault unless it is "".
func start(t *testing.T) *client {
	t.Helper()
	block, err := catalogue().Block(specs.Ref{Name: digitalregistries.Name, Version: digitalregistries.Version})
	if err != nil {
		t.Fatal(err)
	}
	handler, err := digitalregistries.New(sandbox.Options{Catalogue: catalogue()})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return &client{t: t, block: block, url: server.URL, http: server.Client(), conformed: true}
}

// request is one call, in cr@1.0 and with credentials unless it says otherwise. Body is JSON, or left out when "".
type request struct {
	operation string
	path      map[string]string
	query     string
	body      string
	without   string // a header that is left out
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   any // decoded JSON, nil when there was none
}

func (a answer) get(path string) any { return sandbox.Get(a.body, path) }

// number returns an integer of the answer, -1 when there is none.
func (a answer) number(path string) int {
	n, ok := a.get(path).(json.Number)
	if !ok {
		return -1
	}
	i, _ := n.Int64()
	return int(i)
}

func (c *client) call(r request) answer {
	c.t.Helper()
	op, err := c.block.Operation(r.operation)
	if err != nil {
		c.t.Fatal(err)
	}
	address := op.Path
	for name, value := range map[string]string{"registryName": "cr", "versionNumber": "1.0", "ext": "json"} {
		if own, ok := r.path[name]; ok {
			value = own
		}
		address = strings.ReplaceAll(address, "{"+name+"}", value)
	}
	for name, value := range r.path {
		address = strings.ReplaceAll(address, "{"+name+"}", url.PathEscape(value))
	}
	req, err := http.NewRequestWithContext(c.t.Context(), op.Method, c.url+address+"?"+r.query, strings.NewReader(r.body))
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header.Set("Authorization", sandbox.DefaultCredential)
	req.Header.Set("Information-Mediator-Client", "TEST/GOV/1/tests")
	if r.body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	req.Header.Del(r.without)
	resp, err := c.http.Do(req)
	if err != nil {
		c.t.Fatalf("%s: %v", r.operation, err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatalf("%s: %v", r.operation, err)
	}
	if c.conformed {
		for _, f := range op.CheckAnswer(specs.Answer{Status: resp.StatusCode, Header: resp.Header, Body: data, Request: req, Refusal: resp.StatusCode >= 400}) {
			c.t.Errorf("%s answered %d %s: %+v", r.operation, resp.StatusCode, data, f)
		}
	}
	a := answer{status: resp.StatusCode, header: resp.Header}
	a.body, _ = sandbox.Decode(data)
	return a
}

// want calls and fails the test when the status is another one.
func (c *client) want(status int, r request) answer {
	c.t.Helper()
	a := c.call(r)
	if a.status != status {
		c.t.Fatalf("%s: got %d %v, want %d", r.operation, a.status, a.body, status)
	}
	return a
}

// create makes a record of the family; its first name is "First " and its id.
func (c *client) create(id, family string) {
	c.t.Helper()
	c.want(200, request{operation: "create", body: fmt.Sprintf(
		`{"write":{"content":{"id":%q,"firstName":"First %s","lastName":%q,"birthCertificateId":"BC-%s"}}}`, id, id, family, id)})
}

// read reads the content of a record, nil when there is none.
func (c *client) read(query string) any {
	c.t.Helper()
	a := c.call(request{operation: "read", body: `{"query":{"content":` + query + `}}`})
	return a.get("content")
}

// ids returns the identifiers that a list has, in its order.
func (c *client) ids(query string) string {
	c.t.Helper()
	a := c.want(200, request{operation: "list", query: query})
	results, _ := a.get("results").([]any)
	var ids []string
	for _, r := range results {
		ids = append(ids, sandbox.Text(r, "id"))
	}
	return strings.Join(ids, " ")
}
