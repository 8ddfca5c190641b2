package runner

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/specs"
)

// transport is where bytes cross the wire: every request of a run goes through it, and everything that is recorded of
// a request is redacted here.
type transport struct {
	endpoints map[specs.Ref]*endpoint
	redactor  *redactor
	pacer     *pacer
	limit     time.Duration // of one answer
	evidence  int           // bytes of a body that are kept
	now       func() time.Time
	agent     string
	record    func(scenarioID string, e reports.Exchange) error
	warnings  []string
	closers   []*http.Transport
}

// The bounds of what is read from the target.
const (
	maxBody     = 8 << 20   // bytes of a body that are read, after decompression
	maxHeaders  = 256 << 10 // bytes of the headers of an answer
	maxEvidence = 64 << 10  // bytes of a body that are kept as evidence, unless chosen otherwise
)

// endpoint is how one building block is reached.
type endpoint struct {
	target      *target.BuildingBlock
	headers     http.Header // configured ones, sent with each request
	credentials *credentials
	client      *retryablehttp.Client
	anonymous   *retryablehttp.Client // without the client certificate; the same where there is none
	probe       *http.Client          // for readiness: every attempt by itself
	health      *health
	admission   *admission
}

// newTransport prepares the connections of a plan. Secrets and certificates are read here, so that a missing one is
// known before the first request.
func newTransport(plan *Plan, configuration *target.Target, env target.Environment) (*transport, error) {
	t := &transport{
		endpoints: map[specs.Ref]*endpoint{},
		redactor:  newRedactor(configuration.Redact),
		pacer:     newPacer(configuration.RequestsPerSecond),
		limit:     configuration.Limits.ForAnswer(),
		evidence:  maxEvidence,
		now:       env.Now,
		agent:     "bbconform",
	}
	if u, err := url.Parse(configuration.Proxy); err == nil && u.User != nil {
		password, _ := u.User.Password()
		t.redactor.learn(password)
	}
	common, err := newHTTPTransport(configuration, target.Authentication{}, "", env)
	if err != nil {
		return nil, err
	}
	t.closers = append(t.closers, common)
	for _, block := range plan.Blocks {
		e, err := t.newEndpoint(block, configuration, common, env)
		if err != nil {
			t.close()
			return nil, err
		}
		t.endpoints[block.Ref] = e
	}
	return t, nil
}

func (t *transport) newEndpoint(block *PlannedBlock, configuration *target.Target, common *http.Transport, env target.Environment) (*endpoint, error) {
	e := &endpoint{target: block.Target, headers: http.Header{}, health: &health{}, admission: &admission{}}
	if e.target == nil {
		e.target = &target.BuildingBlock{}
	}
	at := "buildingBlocks." + block.Ref.Name
	for name, secret := range e.target.Headers {
		value, err := configuration.Resolve(env, secret, at+".headers."+name)
		if err != nil {
			return nil, err
		}
		if secret.Value == "" || t.redactor.SecretHeader(name) { // what is written openly is no secret
			t.redactor.hideHeader(name)
			t.redactor.learn(value)
		}
		e.headers.Set(name, value)
	}
	auth := e.target.Authentication
	var warnings []string
	var err error
	e.credentials, warnings, err = newCredentials(configuration, auth, block.Block.Authentication.Header, at+".authentication", env, t.redactor)
	if err != nil {
		return nil, err
	}
	t.warnings = append(t.warnings, warnings...)

	own := common
	if auth.Certificate != "" {
		if own, err = newHTTPTransport(configuration, auth, at+".authentication", env); err != nil {
			return nil, err
		}
		t.closers = append(t.closers, own)
	}
	e.client, e.anonymous, e.probe = newClient(own), newClient(common), plainClient(own)
	if e.credentials.tokens != nil {
		e.credentials.tokens.client, e.credentials.tokens.limit = plainClient(own), t.limit
	}
	return e, nil
}

// newHTTPTransport makes the pool of connections that scenarios share.
func newHTTPTransport(target *target.Target, a target.Authentication, at string, env target.Environment) (*http.Transport, error) {
	tlsConfig, err := tlsConfig(target, a, at, env)
	if err != nil {
		return nil, err
	}
	base, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		base = &http.Transport{} // somebody exchanged the default; its zero value will do
	}
	tr := base.Clone()
	tr.Proxy = proxyFunc(target.Proxy, env.Getenv)
	tr.TLSClientConfig = tlsConfig
	tr.DisableCompression = true // the bytes of the answer are the evidence
	tr.MaxIdleConns, tr.MaxIdleConnsPerHost = 0, 64
	tr.MaxResponseHeaderBytes = maxHeaders
	// Shorter than servers usually keep a connection (five seconds in Node.js, two in Gunicorn): a request on one that the server
	// is just closing would look like a request that was not answered.
	tr.IdleConnTimeout = 500 * time.Millisecond
	return tr, nil
}

// close ends every connection that is kept.
func (t *transport) close() {
	for _, c := range t.closers {
		c.CloseIdleConnections()
	}
}

// url puts together where a request goes. The path is taken as it is: a request may be wrong on purpose.
func (e *endpoint) url(op *specs.Operation, path string, query url.Values) (*url.URL, error) {
	base := e.target.BaseURL(op.Contract.Name)
	if base == "" {
		return nil, fmt.Errorf("no base URL is configured for the contract %s", op.Contract.Name)
	}
	full := base + op.Contract.BasePath + path
	if len(query) > 0 {
		full += "?" + strings.ReplaceAll(query.Encode(), "+", "%20") // a plus sign is a blank in forms only (RFC 3986, RFC 6570)
	}
	u, err := url.Parse(full)
	if err != nil {
		return nil, fmt.Errorf("build the URL of %s: %w", op.ID, err)
	}
	return u, nil
}
