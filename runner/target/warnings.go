package target

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"
)

// What the template of a configuration names. A report that speaks of it was made without anybody reading it.
const (
	templateProduct = "My Product"
	templateVendor  = "My Organisation"
)

// Warnings says what a reader of the report must know about the configuration, at the time now.
func (t *Target) Warnings(now time.Time) []string {
	var found []string
	warn := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	if t.Insecure {
		warn("Certificates are not verified (insecure: true): the answers may come from somebody else than the target.")
	}
	if t.Product == templateProduct && t.Vendor == templateVendor {
		warn("The configuration still speaks of %q of %q: say who and what is tested.", t.Product, t.Vendor)
	}
	for _, name := range t.Names() {
		b := t.BuildingBlocks[name]
		at := "buildingBlocks." + name
		for _, s := range b.secrets(at) {
			if s.Value != "" && !s.inHeader {
				warn("%s: the secret itself is written in the configuration; {env: NAME} or {file: PATH} keeps it out.", s.path)
			}
		}
		if b.presentsInHeaders() {
			for _, u := range b.baseURLs() {
				if plainAbroad(u) {
					warn("buildingBlocks.%s: credentials are sent to %s without encryption.", name, u)
				}
			}
		}
		for i, d := range b.Deviations {
			if d.Expires.Before(now) {
				warn("The known deviation %s expired on %s and no longer waives anything.", d.Identifier(name, i), d.Expires)
			}
		}
	}
	return found
}

// presentsInHeaders reports whether credentials of anybody are sent in headers.
func (b *BuildingBlock) presentsInHeaders() bool {
	all := []Authentication{b.Authentication}
	for _, role := range b.Roles {
		all = append(all, role.Authentication)
		if role.Another != nil {
			all = append(all, role.Another.Authentication)
		}
	}
	return slices.ContainsFunc(all, func(a Authentication) bool { return a.InHeaders() })
}

// plainAbroad reports whether base is not encrypted although it leaves this machine.
func plainAbroad(base string) bool {
	u, err := url.Parse(base)
	return err == nil && u.Scheme == "http" && !IsLoopback(u.Hostname())
}

// IsLoopback reports whether a host, with a port or without, is this machine.
func IsLoopback(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	if strings.EqualFold(host, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.Unmap().IsLoopback()
}
