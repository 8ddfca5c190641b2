package wire

import (
	"encoding/base64"
	"encoding/json"
	"html"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/target"
)

// ShortestSecret is the length in bytes from which a secret is looked for everywhere. A shorter one would be found in
// innocent text all the time; it is left out of the header or field that carries it, and a warning says so.
const ShortestSecret = 4

// Redactor removes credentials from everything that is written. It is the one place where that is done.
//
// What must not be written is known in three ways: by the header that carries it, by the name of the field that holds it
// (of JSON, forms, query strings, and text that looks like one of these), and by its value, wherever that shows.
type Redactor struct {
	headers map[string]bool // canonical names
	fields  map[string]bool // names as fieldName makes them
	first   [256]bool       // bytes that these begin with, in upper and lower case, and separators

	shortest, longest int // lengths of names of fields

	mu    sync.Mutex
	known map[string]bool
	forms atomic.Pointer[[]string] // in which known values may show, the longest first
}

// What is redacted whatever the configuration says.
var (
	secretHeaders = []string{
		"Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-Api-Key", "Api-Key", "Apikey", "X-Auth-Token",
		"X-Access-Token", "X-Amz-Security-Token",
	}
	secretFields = []string{
		"access_token", "refresh_token", "id_token", "token", "auth_token", "session_token", "password", "passwd", "passphrase",
		"secret", "secretKey", "apiKey", "client_secret", "client_assertion", "private_key", "authorization",
	}
)

func newRedactor(more target.Redact) *Redactor {
	r := &Redactor{headers: map[string]bool{}, fields: map[string]bool{}, known: map[string]bool{}, shortest: math.MaxInt}
	r.first['_'], r.first['-'] = true, true
	for _, h := range slices.Concat(secretHeaders, more.Headers) {
		r.headers[http.CanonicalHeaderKey(strings.TrimSpace(h))] = true
	}
	for _, f := range slices.Concat(secretFields, more.Fields) {
		name := fieldName(f)
		if name != "" {
			r.fields[name] = true
			r.shortest, r.longest = min(r.shortest, len(name)), max(r.longest, len(name))
			r.first[name[0]] = true
			if c := name[0]; 'a' <= c && c <= 'z' {
				r.first[c-'a'+'A'] = true
			}
		}
	}
	r.forms.Store(&[]string{})
	return r
}

// fieldName makes accessToken, access_token and Access-Token the same.
func fieldName(s string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == '_' || c == '-':
			return -1
		case 'A' <= c && c <= 'Z':
			return c + 'a' - 'A'
		}
		return c
	}, s)
}

// learn makes a value known as a secret. It reports false for one that is too short to be looked for.
func (r *Redactor) learn(value string) bool {
	if len(value) < ShortestSecret {
		return value == ""
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.known[value] {
		return true
	}
	r.known[value] = true
	forms := slices.Clone(*r.forms.Load())
	quoted, _ := json.Marshal(value) // a string is always marshalled
	plain := strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(quoted))
	for _, form := range []string{
		value, url.QueryEscape(value), url.PathEscape(value), html.EscapeString(value),
		strings.Trim(string(quoted), `"`), strings.Trim(plain, `"`), strings.ReplaceAll(strings.Trim(plain, `"`), "/", `\/`),
		strings.TrimRight(base64.StdEncoding.EncodeToString([]byte(value)), "="),
		strings.TrimRight(base64.URLEncoding.EncodeToString([]byte(value)), "="),
		visibleAsSent(value), strings.Trim(visibleAsSent(string(quoted)), `"`),
	} {
		if len(form) >= ShortestSecret && !slices.Contains(forms, form) {
			forms = append(forms, form)
		}
	}
	slices.SortFunc(forms, func(a, b string) int { return len(b) - len(a) })
	r.forms.Store(&forms)
	return true
}

// longestForm is how much of a text must be seen beyond a place to know that no secret begins before it.
func (r *Redactor) longestForm() int {
	forms := *r.forms.Load()
	if len(forms) == 0 {
		return 0
	}
	return len(forms[0])
}

// withoutKnown removes known values.
func (r *Redactor) withoutKnown(s string) string {
	mark := reports.Redacted
	for range 8 { // what remains around a removed value may be another one; values made to go on for ever end here
		before := s
		for _, form := range *r.forms.Load() {
			if !strings.Contains(mark, form) {
				s = strings.ReplaceAll(s, form, mark)
			}
		}
		if s == before {
			break
		}
	}
	return s
}

// Text cleans what crossed the wire: it removes known values and what stands behind the name of a secret field, and makes
// visible what does not show.
func (r *Redactor) Text(s string) string {
	clean := visibleAsSent(r.withoutSecretsInStrings(r.withoutSecretsInEscapes(r.withoutSecretFields(r.withoutKnown(s), false)), 0))
	if clean == s {
		return s // known values were looked for in just that
	}
	return r.withoutKnown(clean)
}

// Words cleans a sentence of bbconform about what crossed the wire. "The password: is missing" is no secret there.
func (r *Redactor) Words(s string) string {
	clean := reports.VisibleBlock(r.withoutSecretFields(r.withoutKnown(s), true))
	if clean == s {
		return s
	}
	return r.withoutKnown(clean)
}

// SecretHeader reports whether the value of a header of this name must not be written.
func (r *Redactor) SecretHeader(name string) bool { return r.headers[http.CanonicalHeaderKey(name)] }

// hideHeader makes the value of a header one that must not be written. It is called before the first request.
func (r *Redactor) hideHeader(name string) { r.headers[http.CanonicalHeaderKey(name)] = true }

// headerValue removes what the value of a header must not show.
func (r *Redactor) headerValue(name, value string) string {
	name = http.CanonicalHeaderKey(name)
	if !r.SecretHeader(name) {
		return r.Text(value)
	}
	switch name {
	case "Set-Cookie": // name and attributes say whether it is set as it should be
		cookie, rest, found := strings.Cut(value, ";")
		if key, _, ok := strings.Cut(cookie, "="); ok {
			out := r.Text(key) + "=" + reports.Redacted
			if found {
				out += ";" + r.Text(rest)
			}
			return out
		}
	case "Authorization", "Proxy-Authorization":
		scheme, _, ok := strings.Cut(value, " ")
		if ok && slices.Contains([]string{"basic", "bearer", "digest", "dpop", "negotiate"}, strings.ToLower(scheme)) {
			return scheme + " " + reports.Redacted
		}
	}
	return reports.Redacted
}
