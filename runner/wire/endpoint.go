package wire

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sync"

	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
)

// Endpoint is how one building block is reached by whom, and what its answers have shown so far.
type Endpoint struct {
	wire       *Wire
	block      specs.Ref
	configured *target.BuildingBlock
	callers    []*caller   // the one without a name first, then those of each role, in the order of the building block
	made       []*presence // what they present, each once
	health     *health
	again      *again

	mu      sync.Mutex
	missing map[*caller]bool // callers that were asked for and are not configured
}

func (w *Wire) newEndpoint(block BuildingBlock, configuration *target.Target, common *http.Transport, env target.Environment) (*Endpoint, error) {
	e := &Endpoint{wire: w, block: block.Block.Ref(), configured: block.Configured, health: &health{}, again: newAgain(), missing: map[*caller]bool{}}
	if e.configured == nil {
		e.configured = &target.BuildingBlock{}
	}
	m := &presenceMaker{wire: w, configuration: configuration, common: common, header: block.Block.Authentication.Header, env: env}
	var err error
	e.callers, err = newCallers(block.Block, e.configured, m)
	e.made = m.made
	return e, err
}

// caller is who makes a request. A role that the building block does not have is the caller without a name.
func (e *Endpoint) caller(p exchange.Principal) *caller {
	for _, c := range e.callers {
		if c.name == (callerName{p.Role, p.Another}) {
			return c
		}
	}
	return e.callers[0]
}

// Gate says whether the building block has let a caller in.
func (e *Endpoint) Gate(p exchange.Principal) *AuthGate { return e.caller(p).gate }

// GivenUp is why no further scenario is worth starting; empty when there is no reason.
func (e *Endpoint) GivenUp() string { return e.health.givenUp() }

// Credentials says what the configuration has for a caller. It is exchange.Callers.
func (e *Endpoint) Credentials(p exchange.Principal) exchange.Credentials {
	c := e.caller(p)
	if c.presence == nil {
		e.mu.Lock()
		e.missing[c] = true
		e.mu.Unlock()
		return exchange.Credentials{Missing: true, Key: c.key, ID: c.key}
	}
	return exchange.Credentials{
		Demandable: c.credentials.inHeaders(), Anonymous: c.configured.Anonymous(), Headers: c.headers, Key: c.key,
		ID: fmt.Sprint(slices.IndexFunc(e.made, c.sameAs)), Same: e.presentingTheSame(c),
	}
}

// presentingTheSame are the other callers of roles who present what a caller presents.
func (e *Endpoint) presentingTheSame(c *caller) []exchange.Principal {
	var same []exchange.Principal
	for _, other := range e.callers {
		if other != c && other.name.role != "" && other.presence != nil && c.sameAs(other.presence) {
			same = append(same, exchange.Principal{Role: other.name.role, Another: other.name.another})
		}
	}
	return same
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
func (c *caller) header(r *exchange.Request, agent string) http.Header {
	// Without a word about encodings, an answer might come in any (RFC 9110, 12.5.3).
	h := http.Header{"User-Agent": {agent}, "Accept": {"application/json, */*;q=0.1"}, "Accept-Encoding": {"identity"}}
	declared := map[string]bool{}
	if len(c.headers) > 0 {
		for _, p := range r.Operation.Parameters() {
			if p.In == "header" {
				declared[http.CanonicalHeaderKey(p.Name)] = true
			}
		}
	}
	for name, values := range c.headers {
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
