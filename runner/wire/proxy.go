package wire

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"github.com/bbconform/bbconform/runner/target"
)

// proxyFunc is the proxy choice of the configuration as http.Transport takes it. Nothing is taken from the process's
// environment unless the configuration says so: a report must not depend on the shell that it was made in.
func proxyFunc(choice string, getenv func(string) string) func(*http.Request) (*url.URL, error) {
	switch choice {
	case "", "none":
		return nil
	case "environment":
		return environmentProxy(getenv)
	}
	fixed, err := url.Parse(choice)
	return func(*http.Request) (*url.URL, error) { return fixed, err }
}

// environmentProxy follows HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in upper or lower case. Unlike
// http.ProxyFromEnvironment it reads the variables that it is given, and each time.
func environmentProxy(getenv func(string) string) func(*http.Request) (*url.URL, error) {
	variable := func(name string) string {
		if v := getenv(strings.ToLower(name)); v != "" {
			return v
		}
		return getenv(name)
	}
	return func(r *http.Request) (*url.URL, error) {
		value := variable("HTTP_PROXY")
		if r.URL.Scheme == "https" {
			value = variable("HTTPS_PROXY")
		}
		if value == "" || target.IsLoopback(r.URL.Hostname()) || excluded(r.URL, variable("NO_PROXY")) {
			return nil, nil
		}
		if !strings.Contains(value, "://") {
			value = "http://" + value
		}
		return url.Parse(value)
	}
}

// excluded reports whether a list like NO_PROXY names the host: *, a name with everything below it, an address, a
// network, each with a port or without.
func excluded(u *url.URL, list string) bool {
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	addr, addrErr := netip.ParseAddr(host)
	for entry := range strings.SplitSeq(list, ",") {
		entry = strings.ToLower(strings.TrimSpace(entry))
		if entry == "*" {
			return true
		}
		if h, p, err := net.SplitHostPort(entry); err == nil {
			if p != port {
				continue
			}
			entry = h
		}
		if entry == "" {
			continue
		}
		if network, err := netip.ParsePrefix(entry); err == nil {
			if addrErr == nil && network.Contains(addr.Unmap()) {
				return true
			}
			continue
		}
		name := strings.TrimPrefix(entry, "*")
		bare := strings.TrimPrefix(name, ".")
		if name == bare && host == bare || strings.HasSuffix(host, "."+bare) {
			return true
		}
	}
	return false
}
