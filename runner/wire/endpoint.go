package wire

import (
	"fmt"
	"net/http"
	"net/url"

	"github.com/hashicorp/go-retryablehttp"

	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
)

// Endpoint is how one building block is reached, and what its answers have shown so far.
type Endpoint struct {
	wire        *Wire
	block       specs.Ref
	configured  *target.BuildingBlock
	headers     http.Header // configured ones, sent with each request
	credentials *credentials
	client      *retryablehttp.Client
	anonymous   *retryablehttp.Client // without the client certificate; the same where there is none
	probe       *http.Client          // for readiness: every attempt by itself
	health      *health
	gate        *AuthGate
}

func (w *Wire) newEndpoint(block BuildingBlock, configuration *target.Target, common *http.Transport, env target.Environment) (*Endpoint, error) {
	e := &Endpoint{wire: w, block: block.Ref, configured: block.Configured, headers: http.Header{}, health: &health{}, gate: &AuthGate{}}
	if e.configured == nil {
		e.configured = &target.BuildingBlock{}
	}
	at := "buildingBlocks." + block.Ref.Name
	for name, secret := range e.configured.Headers {
		value, err := configuration.Resolve(env, secret, at+".headers."+name)
		if err != nil {
			return nil, err
		}
		if secret.Value == "" || w.redactor.SecretHeader(name) { // what is written openly is no secret
			w.redactor.hideHeader(name)
			w.redactor.learn(value)
		}
		e.headers.Set(name, value)
	}
	auth := e.configured.Authentication
	var warnings []string
	var err error
	e.credentials, warnings, err = newCredentials(configuration, auth, block.CredentialHeader, at+".authentication", env, w.redactor)
	if err != nil {
		return nil, err
	}
	w.warnings = append(w.warnings, warnings...)

	own := common
	if auth.Certificate != "" {
		if own, err = newConnections(configuration, auth, at+".authentication", env); err != nil {
			return nil, err
		}
		w.closers = append(w.closers, own)
	}
	e.client, e.anonymous, e.probe = newHTTPClient(own), newHTTPClient(common), plainClient(own)
	if e.credentials.tokens != nil {
		e.credentials.tokens.client, e.credentials.tokens.wire = plainClient(own), w
	}
	return e, nil
}

// Gate says whether the building block has let anybody in.
func (e *Endpoint) Gate() *AuthGate { return e.gate }

// GivenUp is why no further scenario is worth starting; empty when there is no reason.
func (e *Endpoint) GivenUp() string { return e.health.givenUp() }

// Credentials says what the configuration has for a caller.
func (e *Endpoint) Credentials(exchange.Principal) exchange.Credentials {
	return exchange.Credentials{Demandable: e.credentials.inHeaders(), Anonymous: e.configured.Anonymous(), Key: "authentication"}
}

// Headers are those that the configuration has sent with each request.
func (e *Endpoint) Headers() http.Header { return e.headers }

// clientFor is the one that sends what a caller presents.
func (e *Endpoint) clientFor(as exchange.Principal) *retryablehttp.Client {
	if as.Presents != exchange.AsConfigured && e.credentials.kind == "mtls" {
		return e.anonymous
	}
	return e.client
}

// url puts together where a request goes. The path is taken as it is: a request may be wrong on purpose.
func (e *Endpoint) url(op *specs.Operation, path, query string) (*url.URL, error) {
	base := e.configured.BaseURL(op.Contract.Name)
	if base == "" {
		return nil, fmt.Errorf("no base URL is configured for the contract %s", op.Contract.Name)
	}
	full := base + op.Contract.BasePath + path
	if query != "" {
		full += "?" + query
	}
	u, err := url.Parse(full)
	if err != nil {
		return nil, fmt.Errorf("build the URL of %s: %w", op.ID, err)
	}
	return u, nil
}

// header puts together what goes before the body. A configured header is added unless the operation declares one of
// that name: its value is the scenario's business then, which may be to leave it out.
func (e *Endpoint) header(r *exchange.Request, agent string) http.Header {
	// Without a word about encodings, an answer might come in any (RFC 9110, 12.5.3).
	h := http.Header{"User-Agent": {agent}, "Accept": {"application/json, */*;q=0.1"}, "Accept-Encoding": {"identity"}}
	declared := map[string]bool{}
	if len(e.headers) > 0 {
		for _, p := range r.Operation.Parameters() {
			if p.In == "header" {
				declared[http.CanonicalHeaderKey(p.Name)] = true
			}
		}
	}
	for name, values := range e.headers {
		if !declared[name] {
			h[name] = values
		}
	}
	if r.MediaType != "" {
		h.Set("Content-Type", r.MediaType)
	}
	for name, values := range r.Header {
		h[http.CanonicalHeaderKey(name)] = values
	}
	return h
}
