package wire

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"

	"golang.org/x/oauth2/clientcredentials"

	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/steps/exchange"
)

// wrongCredential is what a request carries that must carry wrong credentials. It was never issued, and it is no secret.
const wrongCredential = "bbconform-never-issued-7f3a9c1e5b2d4860"

// credentials are what the requests to one building block present.
type credentials struct {
	kind   string
	header string // that carries them; empty: none does
	scheme string // before the value, such as "Bearer "
	value  string
	user   string       // basic: whose password a wrong one is for
	tokens *tokenSource // oauth2: in place of value
}

// newCredentials takes the secrets from where the configuration says they are, and tells r what must not be written.
// Header is where the specification wants credentials when the configuration has none.
func newCredentials(t *target.Target, a target.Authentication, header, at string, env target.Environment, r *Redactor) (*credentials, []string, error) {
	if header == "" {
		header = "Authorization"
	}
	c := &credentials{kind: a.Kind(), header: header, scheme: "Bearer "}
	var warnings []string
	secret := func(s target.Secret, key string) (string, error) {
		value, err := t.Resolve(env, s, at+"."+key)
		if err == nil && !r.learn(value) {
			warnings = append(warnings, fmt.Sprintf("%s.%s is shorter than %d bytes: it cannot be recognised outside of the header that carries it.", at, key, ShortestSecret))
		}
		return value, err
	}
	var err error
	switch c.kind {
	case "bearer":
		c.header = "Authorization"
		c.value, err = secret(a.Token, "token")
	case "basic":
		c.header, c.scheme, c.user = "Authorization", "Basic ", a.Username
		var password string
		password, err = secret(a.Password, "password")
		c.value = base64.StdEncoding.EncodeToString([]byte(a.Username + ":" + password))
		r.learn(c.value)
	case "apiKey":
		c.header, c.scheme = a.Header, ""
		c.value, err = secret(a.Key, "key")
	case "oauth2":
		c.header = "Authorization"
		var value string
		value, err = secret(a.ClientSecret, "clientSecret")
		parameters := url.Values{}
		for k, v := range a.Parameters {
			parameters.Set(k, v)
		}
		c.tokens = &tokenSource{config: clientcredentials.Config{
			ClientID: a.ClientID, ClientSecret: value, TokenURL: a.TokenURL, Scopes: a.Scopes, EndpointParams: parameters,
		}}
	}
	r.hideHeader(c.header)
	return c, warnings, err
}

// inHeaders reports whether requests can be made with and without these credentials.
func (c *credentials) inHeaders() bool { return c.kind != "none" && c.kind != "mtls" }

// apply puts into the header what a request presents.
func (c *credentials) apply(ctx context.Context, h http.Header, as exchange.Principal) error {
	if c.inHeaders() || as.Presents != exchange.AsConfigured {
		h.Del(c.header)
	}
	switch {
	case as.Presents == exchange.Nothing, as.Presents == exchange.AsConfigured && !c.inHeaders():
		return nil
	case as.Presents == exchange.NeverIssued:
		h.Set(c.header, c.wrong())
		return nil
	}
	if c.tokens != nil {
		token, err := c.tokens.token(ctx)
		if err != nil {
			return err
		}
		h.Set(c.header, token.Type()+" "+token.AccessToken)
		return nil
	}
	h.Set(c.header, c.scheme+c.value)
	return nil
}

// wrong is the value of the header with credentials that were never issued.
func (c *credentials) wrong() string {
	if c.kind == "basic" {
		return c.scheme + base64.StdEncoding.EncodeToString([]byte(c.user+":"+wrongCredential))
	}
	return c.scheme + wrongCredential
}
