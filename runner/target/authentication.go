package target

import (
	"maps"
	"net/url"
	"slices"

	"github.com/bbconform/bbconform/runner/problem"
)

// Authentication says how requests prove who sends them. Which fields are needed depends on Type.
type Authentication struct {
	Type string `yaml:"type,omitempty"` // none (default), bearer, basic, apiKey, oauth2, mtls

	Token    Secret `yaml:"token,omitempty"`    // bearer
	Username string `yaml:"username,omitempty"` // basic
	Password Secret `yaml:"password,omitempty"` // basic
	Header   string `yaml:"header,omitempty"`   // apiKey: name of the header
	Key      Secret `yaml:"key,omitempty"`      // apiKey: its value

	TokenURL     string            `yaml:"tokenURL,omitempty"`     // oauth2, client credentials (RFC 6749, 4.4)
	ClientID     string            `yaml:"clientID,omitempty"`     // oauth2
	ClientSecret Secret            `yaml:"clientSecret,omitempty"` // oauth2
	Scopes       []string          `yaml:"scopes,omitempty"`       // oauth2
	Parameters   map[string]string `yaml:"parameters,omitempty"`   // oauth2: further ones of the token request, such as audience

	Certificate string `yaml:"certificate,omitempty"` // mtls, and beside any other type: file (PEM) of the client certificate
	PrivateKey  string `yaml:"privateKey,omitempty"`  // file (PEM) of its key
}

// authenticationFields says which keys each type of authentication needs and allows.
var authenticationFields = map[string]struct{ needs, allows []string }{
	"none":   {},
	"bearer": {needs: []string{"token"}},
	"basic":  {needs: []string{"username", "password"}},
	"apiKey": {needs: []string{"header", "key"}},
	"oauth2": {needs: []string{"tokenURL", "clientID", "clientSecret"}, allows: []string{"scopes", "parameters"}},
	"mtls":   {needs: []string{"certificate", "privateKey"}},
}

// Kind is the type of authentication; "none" where the configuration does not say any.
func (a Authentication) Kind() string {
	if a.Type == "" {
		return "none"
	}
	return a.Type
}

// InHeaders reports whether requests carry the credentials in a header, so that they can be made with and without them.
func (a Authentication) InHeaders() bool { return a.Kind() != "none" && a.Kind() != "mtls" }

func (a Authentication) check(at string, fail func(path, format string, args ...any)) {
	fields, ok := authenticationFields[a.Kind()]
	if !ok {
		fail(at+".type", "unknown type %q%s", a.Type, problem.Suggestion(a.Type, slices.Collect(maps.Keys(authenticationFields)), "known: "))
		return
	}
	given := map[string]bool{
		"token": a.Token.Given(), "username": a.Username != "", "password": a.Password.Given(), "header": a.Header != "",
		"key": a.Key.Given(), "tokenURL": a.TokenURL != "", "clientID": a.ClientID != "", "clientSecret": a.ClientSecret.Given(),
		"scopes": a.Scopes != nil, "parameters": a.Parameters != nil, "certificate": a.Certificate != "", "privateKey": a.PrivateKey != "",
	}
	for _, name := range fields.needs {
		if !given[name] {
			fail(at, "type %s needs %s", a.Kind(), name)
		}
	}
	beside := []string{"certificate", "privateKey"} // a client certificate goes with every type
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if given[name] && !slices.Contains(fields.needs, name) && !slices.Contains(fields.allows, name) && !slices.Contains(beside, name) {
			fail(at+"."+name, "does not belong to type %s", a.Kind())
		}
	}
	if (a.Certificate == "") != (a.PrivateKey == "") && a.Kind() != "mtls" {
		fail(at, "certificate and privateKey go together")
	}
	if a.Header != "" && !validToken(a.Header) {
		fail(at+".header", "%q is not the name of a header", a.Header)
	}
	if a.TokenURL != "" {
		if u, err := url.Parse(a.TokenURL); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
			fail(at+".tokenURL", "expected a URL that begins with http:// or https://, without credentials")
		}
	}
	a.Token.check(at+".token", fail)
	a.Password.check(at+".password", fail)
	a.Key.check(at+".key", fail)
	a.ClientSecret.check(at+".clientSecret", fail)
}
