package verdicts_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"

	"github.com/bbconform/bbconform/examples/freedom"
	"github.com/bbconform/bbconform/examples/sandbox"
)

// particular takes no change that changes nothing: the text of a policy stays what it is under its version and its address (the
// description of Policy.url), and a consent record is changed by who knows its state, which the caller does not set (CON-ERR-16).
func particular(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		if r.Method == http.MethodPut && r.Header.Get("Authorization") == sandbox.DefaultCredential && pointless(next, r.URL.Path, body) {
			w.WriteHeader(http.StatusConflict)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// pointless reports whether a change leaves what has to change, or is about another state than there is.
func pointless(handler http.Handler, path string, body []byte) bool {
	what, id, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(path, "/service/individual/record/"), "/"), "/")
	var r *http.Request
	same, stale := []string{"policy.version", "policy.url"}, ""
	switch {
	case strings.HasPrefix(path, "/config/policy/"):
		r = httptest.NewRequest(http.MethodGet, path, http.NoBody)
	case what == "consent-record" && !strings.Contains(id, "/"):
		r = httptest.NewRequest(http.MethodGet, "/service/verification/consent-record/"+id+"/", http.NoBody)
		same, stale = []string{"consentRecord.optIn"}, "consentRecord.state"
	default:
		return false
	}
	r.Header.Set("Authorization", sandbox.DefaultCredential)
	now, ok := freedom.Listen(handler, r).JSON()
	sent, err := sandbox.Decode(body)
	if !ok || err != nil {
		return false
	}
	for _, place := range same {
		if v := sandbox.Get(sent, place); v != nil && v == sandbox.Get(now, place) {
			return true
		}
	}
	return stale != "" && sandbox.Get(sent, stale) != sandbox.Get(now, stale)
}

var uuidShape = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// onlyUUIDs refuses what is sent with an identifier that is none. What has no identifier yet may be sent with an empty one.
func onlyUUIDs(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		sent, _ := sandbox.Decode(body)
		fits := true
		freedom.EachObject(sent, func(o sandbox.Object) {
			id, isText := o["id"].(string)
			fits = fits && (!isText || id == "" || uuidShape.MatchString(id))
		})
		if !fits {
			w.WriteHeader(http.StatusUnprocessableEntity)
			return
		}
		next.ServeHTTP(w, r)
	})
}
