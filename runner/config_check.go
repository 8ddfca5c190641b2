package runner

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/runner/problem"
)

// check finds what is wrong in a configuration that could be read, as far as no catalogue is needed for it.
func (t *Target) check() []problem.Mistake {
	var found []problem.Mistake
	fail := func(path, format string, args ...any) { found = append(found, t.mistake(path, format, args...)) }

	if t.RequestsPerSecond < 0 {
		fail("requestsPerSecond", "expected a number above nothing, or 0 for no limit")
	}
	if err := checkProxy(t.Proxy); err != nil {
		fail("proxy", "%v", err)
	}
	ids := map[string]bool{} // of deviations: the report counts by them
	for _, name := range t.order {
		t.checkBlock("buildingBlocks."+name, t.BuildingBlocks[name], ids, fail)
	}
	return found
}

func (t *Target) checkBlock(at string, b *BlockTarget, ids map[string]bool, fail func(path, format string, args ...any)) {
	if b == nil || b.URL == "" && len(b.URLs) == 0 {
		fail(at, "expected a url (or urls, one a contract)")
		return
	}
	if b.URL != "" {
		if err := checkURL(b.URL); err != nil {
			fail(at+".url", "%v", err)
		}
	}
	for contract, u := range b.URLs {
		if err := checkURL(u); err != nil {
			fail(at+".urls."+contract, "%v", err)
		}
	}
	b.Authentication.check(at+".authentication", fail)
	for name, value := range b.Headers {
		if why := unfitHeader(name); why != "" {
			fail(at+".headers."+name, "%s", why)
		}
		value.check(at+".headers."+name, fail)
	}
	for i, n := range b.NotClaimed {
		p := fmt.Sprintf("%s.notClaimed[%d]", at, i)
		if (n.ServiceAPI == "") == (n.Operation == "") {
			fail(p, "expected either serviceAPI or operation")
		}
		if strings.TrimSpace(n.Reason) == "" {
			fail(p, "expected a reason: it is shown in the report")
		}
	}
	for i, d := range b.Deviations {
		p := fmt.Sprintf("%s.deviations[%d]", at, i)
		if d.Operation == "" && d.Scenario == "" && d.Tag == "" && d.Finding == "" {
			fail(p, "expected at least one of operation, scenario, tag and finding")
		}
		for _, required := range []struct{ name, value string }{
			{"reason", d.Reason}, {"owner", d.Owner}, {"expires", d.Expires.String()},
		} {
			if strings.TrimSpace(required.value) == "" {
				fail(p, "expected %s: a deviation waives only when somebody answers for it, until a day", required.name)
			}
		}
		if d.ID != "" && ids[d.ID] {
			fail(p+".id", "%q is the id of another deviation", d.ID)
		}
		ids[d.ID] = true
	}
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

func (a Authentication) kind() string {
	if a.Type == "" {
		return "none"
	}
	return a.Type
}

// anonymous reports whether requests present nothing that the building block could know their sender by.
func (b *BlockTarget) anonymous() bool {
	for _, h := range b.Headers {
		if h.Env != "" || h.File != "" { // a secret in a header of the product's own
			return false
		}
	}
	return b.Authentication.kind() == "none" && b.Authentication.Certificate == ""
}

func (a Authentication) check(at string, fail func(path, format string, args ...any)) {
	fields, ok := authenticationFields[a.kind()]
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
			fail(at, "type %s needs %s", a.kind(), name)
		}
	}
	beside := []string{"certificate", "privateKey"} // a client certificate goes with every type
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if given[name] && !slices.Contains(fields.needs, name) && !slices.Contains(fields.allows, name) && !slices.Contains(beside, name) {
			fail(at+"."+name, "does not belong to type %s", a.kind())
		}
	}
	if (a.Certificate == "") != (a.PrivateKey == "") && a.kind() != "mtls" {
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

func (s Secret) check(at string, fail func(path, format string, args ...any)) {
	if s.Env != "" && s.File != "" {
		fail(at, "expected either env or file")
	}
}

// unfitHeader says why a header cannot be configured; empty when it can.
func unfitHeader(name string) string {
	switch strings.ToLower(name) {
	case "host", "content-length", "content-type", "transfer-encoding", "connection", "trailer", "upgrade", "expect":
		return "is set for each request by what it carries, and cannot be configured"
	case "authorization", "proxy-authorization", "cookie":
		return "carries credentials; write them under authentication, so that requests without credentials can leave them out"
	}
	if !validToken(name) {
		return fmt.Sprintf("%q is not the name of a header", name)
	}
	return ""
}

// validToken reports whether s is a token as RFC 9110, 5.6.2 defines it, which the names of headers are.
func validToken(s string) bool {
	for _, c := range []byte(s) {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0:
		default:
			return false
		}
	}
	return s != ""
}

func checkProxy(s string) error {
	switch s {
	case "", "none", "environment":
		return nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || !slices.Contains([]string{"http", "https", "socks5"}, u.Scheme) {
		return fmt.Errorf("expected none, environment, or the URL of a proxy (http, https or socks5)")
	}
	return nil
}
