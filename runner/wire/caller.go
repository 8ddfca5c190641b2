package wire

import (
	"bytes"
	"net/http"
	"reflect"

	"github.com/hashicorp/go-retryablehttp"

	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
)

// callerName names a caller of a building block: a role, and which caller of it.
type callerName struct {
	role    string // empty: the caller without a name
	another bool
}

// caller is how requests are made as one caller, and whether it was let in.
type caller struct {
	*presence // nil: the configuration has nothing for it
	name      callerName
	words     string // how sentences name it: "the auditor", "another individual"; empty: there are no roles
	key       string // of the configuration, under which its credentials stand or belong
	gate      *AuthGate
}

// presence is what a caller presents. Callers who present the same share one: an access token is asked for once.
type presence struct {
	configured  target.Principal
	certificate []byte      // of the client; nil: none
	headers     http.Header // configured ones, sent with each request
	credentials *credentials
	client      *retryablehttp.Client
	anonymous   *retryablehttp.Client // without the client certificate; the same where there is none
	probe       *http.Client          // for readiness: every attempt by itself
}

// clientFor is the one that sends what a caller presents.
func (p *presence) clientFor(as exchange.Principal) *retryablehttp.Client {
	if as.Presents != exchange.AsConfigured && p.credentials.kind == "mtls" {
		return p.anonymous
	}
	return p.client
}

// sameAs reports whether the building block could not tell two callers apart by what they present, wherever that stands in the
// configuration and however it is written there.
func (p *presence) sameAs(other *presence) bool {
	return bytes.Equal(p.certificate, other.certificate) && reflect.DeepEqual(p.sent(), other.sent()) && p.credentials.tokens.sameAs(other.credentials.tokens)
}

// sent are the headers that every request carries, with the credentials but for an access token.
func (p *presence) sent() http.Header {
	h := p.headers.Clone()
	if p.credentials.inHeaders() {
		h.Del(p.credentials.header)
		if p.credentials.tokens == nil {
			h.Set(p.credentials.header, p.credentials.scheme+p.credentials.value)
		}
	}
	return h
}

// newCallers prepares every caller of a building block: the one without a name, and the two of each role.
func newCallers(block *specs.Block, configured *target.BuildingBlock, m *presenceMaker) ([]*caller, error) {
	var callers []*caller
	for _, role := range append([]specs.Role{{}}, block.Roles...) {
		for _, another := range []bool{false, true} {
			c := &caller{name: callerName{role.Name, another}, gate: &AuthGate{}}
			switch {
			case another:
				c.words = "another " + role.Words()
			case role.Name != "":
				c.words = "the " + role.Words()
			}
			p, known := configured.Principal(block, role, another)
			c.key, c.gate.as, c.gate.key = p.At, c.words, p.At
			if known {
				var err error
				if c.presence, err = m.make(p); err != nil {
					return nil, err
				}
			}
			callers = append(callers, c)
		}
	}
	return callers, nil
}

// presenceMaker makes what callers of one building block present, each thing once.
type presenceMaker struct {
	wire          *Wire
	configuration *target.Target
	common        *http.Transport // without any certificate of a client
	header        string          // where the specification wants credentials
	env           target.Environment
	made          []*presence
}

func (m *presenceMaker) make(configured target.Principal) (*presence, error) {
	for _, p := range m.made {
		if reflect.DeepEqual(p.configured, configured) {
			return p, nil
		}
	}
	w := m.wire
	p := &presence{configured: configured, headers: http.Header{}}
	for name, secret := range configured.Headers {
		value, err := m.configuration.Resolve(m.env, secret.Secret, secret.At)
		if err != nil {
			return nil, err
		}
		if secret.Value == "" || w.redactor.SecretHeader(name) { // what is written openly is no secret
			w.redactor.hideHeader(name)
			w.redactor.learn(value)
		}
		p.headers.Set(name, value)
	}
	auth := configured.Authentication
	var warnings []string
	var err error
	p.credentials, warnings, err = newCredentials(m.configuration, auth, m.header, configured.At, m.env, w.redactor)
	if err != nil {
		return nil, err
	}
	w.warnings = append(w.warnings, warnings...)
	own := m.common
	if auth.Certificate != "" {
		if own, err = newConnections(m.configuration, auth, configured.At, m.env); err != nil {
			return nil, err
		}
		w.closers = append(w.closers, own)
		p.certificate = own.TLSClientConfig.Certificates[0].Certificate[0]
	}
	p.client, p.anonymous = newHTTPClient(own), newHTTPClient(m.common)
	p.probe = plainClient(own)
	if p.credentials.tokens != nil {
		p.credentials.tokens.client, p.credentials.tokens.wire = plainClient(own), w
	}
	m.made = append(m.made, p)
	return p, nil
}
