package target

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/runner/problem"
)

// check finds what is wrong in a configuration that could be read, as far as no catalogue is needed for it.
func (t *Target) check() []problem.Mistake {
	var found []problem.Mistake
	fail := func(path, format string, args ...any) { found = append(found, t.MistakeAt(path, format, args...)) }

	if t.RequestsPerSecond < 0 {
		fail("requestsPerSecond", "expected a number above nothing, or 0 for no limit")
	}
	if n := t.Limits.Concurrency; t.HasKey("limits.concurrency") && n < 1 || n > mostConcurrency {
		fail("limits.concurrency", "expected a whole number from 1 to %d", mostConcurrency)
	}
	if err := checkProxy(t.Proxy); err != nil {
		fail("proxy", "%v", err)
	}
	ids := map[string]bool{} // of deviations: the report counts by them
	for _, name := range t.Names() {
		t.checkBlock("buildingBlocks."+name, t.BuildingBlocks[name], ids, fail)
	}
	return found
}

func (t *Target) checkBlock(at string, b *BuildingBlock, ids map[string]bool, fail func(path, format string, args ...any)) {
	if b == nil || b.URL == "" && len(b.URLs) == 0 {
		fail(at, "expected a url (or urls, one a contract)")
		return
	}
	if b.URL != "" {
		if err := checkBaseURL(b.URL); err != nil {
			fail(at+".url", "%v", err)
		}
	}
	for contract, u := range b.URLs {
		if err := checkBaseURL(u); err != nil {
			fail(at+".urls."+contract, "%v", err)
		}
	}
	checkCaller(b.Authentication, b.Headers, at, fail)
	b.checkRoles(at, fail)
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
