package consent

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bbconform/bbconform/examples/sandbox"
	"github.com/bbconform/bbconform/specs"
)

// contract is parsed once for all tests.
var contract = sync.OnceValues(func() (map[string]*specs.Operation, error) {
	block, err := catalogue().Block(specs.Ref{Name: Name, Version: Version})
	if err != nil {
		return nil, err
	}
	operations, err := block.Operations()
	if err != nil {
		return nil, err
	}
	byID := map[string]*specs.Operation{}
	for _, op := range operations {
		byID[op.ID] = op
	}
	return byID, nil
})

var catalogue = sync.OnceValue(func() *specs.Catalogue { return specs.NewCatalogue(specs.Embedded()) })

// client calls a running server by operation.
type client struct {
	t          *testing.T
	url        string
	http       *http.Client // of this server alone: the connections of a default client are closed by whichever test ends first
	operations map[string]*specs.Operation
	observe    func(string, answer) // sees every answer, when set
	over       bool                 // nothing more is sent
}

// start runs a server without a fault.
func start(t *testing.T) *client {
	t.Helper()
	c := startInProcess(t, "")
	listening := httptest.NewServer(c.http.Transport.(inProcess).handler)
	t.Cleanup(listening.Close)
	c.url, c.http = listening.URL, listening.Client()
	return c
}

// startInProcess makes a server with a fault that is called without a wire. Its clock moves on by a second at each request.
func startInProcess(t *testing.T, fault string) *client {
	t.Helper()
	operations, err := contract()
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	now := time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)
	clock := func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		now = now.Add(time.Second)
		return now
	}
	server, err := New(sandbox.Options{Fault: fault, Clock: clock, Catalogue: catalogue()})
	if err != nil {
		t.Fatal(err)
	}
	return &client{t: t, url: "http://in.process", http: &http.Client{Transport: inProcess{server}}, operations: operations}
}

// request is what a call adds to the operation: everything is optional.
type request struct {
	id     string // of the only path parameter
	query  string
	person string // identity header
	key    string // "-" for none
	body   any    // a string is sent as it is
}

type answer struct {
	status      int
	contentType string
	body        any
	raw         string
	header      http.Header
}

func (a answer) text(path string) string { return sandbox.Text(a.body, path) }
func (a answer) get(path string) any     { return sandbox.Get(a.body, path) }

func (a answer) list(path string) []any {
	l, _ := a.get(path).([]any)
	return l
}

// send calls an operation and reports whatever comes back.
func (c *client) send(operation string, r request) answer {
	c.t.Helper()
	if c.over {
		return answer{}
	}
	op, ok := c.operations[operation]
	if !ok {
		c.t.Fatalf("there is no operation %q", operation)
	}
	path := op.Path
	if i := strings.Index(path, "{"); i >= 0 {
		path = path[:i] + url.PathEscape(r.id) + path[strings.Index(path, "}")+1:]
	}
	if r.query != "" {
		path += "?" + r.query
	}
	var body io.Reader
	switch b := r.body.(type) {
	case nil:
	case string:
		body = strings.NewReader(b)
	default:
		data, err := json.Marshal(b)
		if err != nil {
			c.t.Fatal(err)
		}
		body = bytes.NewReader(data)
	}
	req, err := http.NewRequestWithContext(c.t.Context(), op.Method, c.url+path, body)
	if err != nil {
		c.t.Fatal(err)
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	switch r.key {
	case "":
		req.Header.Set("Authorization", sandbox.DefaultCredential)
	case "-":
	default:
		req.Header.Set("Authorization", r.key)
	}
	if r.person != "" {
		req.Header.Set(IdentityHeader, r.person)
	}
	return c.receive(op, req)
}

func (c *client) receive(op *specs.Operation, req *http.Request) answer {
	c.t.Helper()
	a := c.exchange(req)
	if c.observe != nil {
		c.observe(op.ID, a)
	}
	return a
}

// exchange reads the answer to a request. One that breaks off is an answer too: there are faults that do it.
func (c *client) exchange(req *http.Request) answer {
	res, err := c.http.Do(req)
	if err != nil {
		return answer{raw: "no answer: " + err.Error()}
	}
	defer func() { _ = res.Body.Close() }()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		return answer{raw: "half an answer: " + err.Error()}
	}
	a := answer{status: res.StatusCode, contentType: res.Header.Get("Content-Type"), raw: string(data), header: res.Header}
	a.body, _ = sandbox.Decode(data)
	return a
}

// call wants an answer of 200.
func (c *client) call(operation string, r request) answer {
	c.t.Helper()
	a := c.send(operation, r)
	if a.status != http.StatusOK {
		c.t.Fatalf("%s: %d %s", operation, a.status, a.raw)
	}
	return a
}

// refused wants a certain refusal.
func (c *client) refused(status int, operation string, r request) {
	c.t.Helper()
	if a := c.send(operation, r); a.status != status {
		c.t.Errorf("%s is answered with %d, want %d: %s", operation, a.status, status, a.raw)
	}
}

// The requests that the tests start from.

func policyBody(version string) Object {
	return Object{"policy": Object{
		"id": "", "name": "Vaccination data policy", "version": version, "url": "https://health.example.org/policy/" + version,
		"jurisdiction": "Exampleland " + version, "industrySector": "Public health", "dataRetentionPeriodDays": 30 + len(version),
	}}
}

func agreementBody(policy, purpose string, changes Object) Object {
	return Object{"dataAgreement": sandbox.Merge(Object{
		"id": "", "version": "1.1.0", "purpose": purpose, "lawfulBasis": "consent", "dpia": "https://health.example.org/dpia",
		"controller": Object{"id": "ministry", "name": "Ministry of Health", "url": "https://health.example.org"},
		"policy":     Object{"id": policy, "name": "Vaccination data policy", "version": "1", "url": "https://health.example.org/policy/1"},
		"active":     true, "forgettable": true,
	}, changes)}
}

func individualBody(reference string) Object {
	return Object{"individual": Object{"id": "", "externalId": reference, "externalIdType": "foundational id of " + reference, "identityProviderId": "national"}}
}

func webhookBody(address string, disabled bool) Object {
	return Object{"webhook": Object{"id": "", "payloadUrl": address, "contentType": "application/json", "disabled": disabled, "secretKey": "secret"}}
}

func recordBody(optIn any, state string) Object {
	return Object{"consentRecord": Object{"id": "x", "dataAgreementRevisionHash": "x", "optIn": optIn, "state": state}}
}

func signatureBody(value string) Object {
	return Object{"signature": Object{
		"id": "", "payload": "", "signature": value, "verificationMethod": "ES256", "verificationPayload": "",
		"verificationPayloadHash": "", "verificationSignedBy": "citizen-1", "timestamp": "2026-03-02T10:00:00Z",
	}}
}

func (c *client) policy(version string) string {
	c.t.Helper()
	return c.call("configPolicyCreate", request{body: policyBody(version)}).text("policy.id")
}

func (c *client) agreement(changes Object) string {
	c.t.Helper()
	a := c.call("configDataAgreementCreate", request{body: agreementBody(c.policy("1"), "reminders", changes)})
	return a.text("dataAgreement.id")
}

func (c *client) individual(reference string) string {
	c.t.Helper()
	return c.call("serviceIndividualCreate", request{body: individualBody(reference)}).text("individual.id")
}

func (c *client) consent(individual, agreement string) answer {
	c.t.Helper()
	return c.call("serviceIndividualConsentRecordCreate", request{id: agreement, query: "individualId=" + individual})
}

// identifiers of the entries of a list.
func identifiers(entries []any) []string {
	out := make([]string, len(entries))
	for i, e := range entries {
		out[i] = sandbox.Text(e, "id")
	}
	return out
}
