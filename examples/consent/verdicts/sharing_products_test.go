package verdicts_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/bbconform/bbconform/examples/freedom"
	"github.com/bbconform/bbconform/examples/sandbox"
)

// The products of TestSharingHidesNothing and TestSharingTroublesNobody. Each has a memory of its own for a run.

const (
	policyAddress    = "/config/policy/"
	agreementAddress = "/config/data-agreement/"
)

// product is a middleware that answers one request at a time. It is given the next handler, and what the request says of a policy.
func product(begin func(next http.Handler) func(r *http.Request, id string, body []byte) *freedom.Answer) freedom.Middleware {
	return func(next http.Handler) http.Handler {
		var mu sync.Mutex
		answer := begin(next)
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			defer mu.Unlock()
			body, _ := io.ReadAll(r.Body)
			id := ""
			for _, address := range []string{policyAddress, agreementAddress} {
				if rest, ok := strings.CutPrefix(r.URL.Path, address); ok {
					id, _, _ = strings.Cut(rest, "/")
				}
			}
			a := answer(withBody(r, body), id, body)
			for name, values := range a.Fields {
				w.Header()[name] = values
			}
			w.WriteHeader(a.Status)
			_, _ = w.Write(a.Body)
		})
	}
}

func withBody(r *http.Request, body []byte) *http.Request {
	r = r.Clone(r.Context())
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	return r
}

// refusal is how a product of these tests refuses.
func refusal(status int) *freedom.Answer {
	return &freedom.Answer{Status: status, Fields: http.Header{"Content-Type": {"application/json"}}, Body: []byte(`{"errorCode":1,"errorDescription":"refused"}`)}
}

func changes(r *http.Request) bool { return r.Method == http.MethodPut }

var refusesOnce = product(func(next http.Handler) func(*http.Request, string, []byte) *freedom.Answer {
	refused, accepted := 0, (*freedom.Answer)(nil)
	return func(r *http.Request, _ string, _ []byte) *freedom.Answer {
		a := freedom.Listen(next, r)
		switch {
		case !changes(r):
		case a.Accepted():
			accepted = a
		default:
			if refused++; refused > 1 && accepted != nil {
				return accepted
			}
		}
		return a
	}
})

var remembersRefused = product(func(next http.Handler) func(*http.Request, string, []byte) *freedom.Answer {
	left := map[string]any{}
	return func(r *http.Request, _ string, body []byte) *freedom.Answer {
		var sent struct {
			Policy map[string]any `json:"policy"`
		}
		if !changes(r) || json.Unmarshal(body, &sent) != nil || sent.Policy == nil {
			return freedom.Listen(next, r)
		}
		whole := map[string]any{}
		for _, from := range []map[string]any{left, sent.Policy} {
			for name, value := range from {
				whole[name] = value
			}
		}
		filled, _ := json.Marshal(map[string]any{"policy": whole})
		a := freedom.Listen(next, withBody(r, filled))
		if !a.Accepted() {
			for _, name := range []string{"name", "version", "url"} {
				if text, ok := sent.Policy[name].(string); ok {
					left[name] = text
				}
			}
		}
		return a
	}
})

var checksCredentialsOnce = product(func(next http.Handler) func(*http.Request, string, []byte) *freedom.Answer {
	checked := false
	return func(r *http.Request, _ string, body []byte) *freedom.Answer {
		if !strings.HasPrefix(r.Header.Get("Authorization"), sandbox.DefaultCredential) {
			if checked {
				r = withBody(r, body)
				r.Header.Set("Authorization", sandbox.DefaultCredential)
			}
			checked = true
		}
		return freedom.Listen(next, r)
	}
})

var changesOthers = product(func(next http.Handler) func(*http.Request, string, []byte) *freedom.Answer {
	var known []string
	return func(r *http.Request, id string, _ []byte) *freedom.Answer {
		a := freedom.Listen(next, r)
		v, _ := a.JSON()
		switch made := sandbox.Text(v, "policy.id"); {
		case r.Method == http.MethodPost && made != "":
			known = append(known, made)
		case changes(r) && !a.Accepted():
			for _, other := range known {
				if other != id {
					_ = freedom.Listen(next, freedom.OthersRequest(http.MethodPut, policyAddress+other+"/",
						`{"policy":{"id":"`+other+`","name":"Overwritten","version":"9","url":"https://example.org/overwritten"}}`))
				}
			}
		}
		return a
	}
})

var removesParent = product(func(next http.Handler) func(*http.Request, string, []byte) *freedom.Answer {
	gone := map[string]bool{}
	return func(r *http.Request, id string, _ []byte) *freedom.Answer {
		if gone[id] {
			return refusal(http.StatusNotFound)
		}
		a := freedom.Listen(next, r)
		if changes(r) && !a.Accepted() {
			now, _ := freedom.Listen(next, freedom.OthersRequest(http.MethodGet, agreementAddress+id+"/", "")).JSON()
			gone[sandbox.Text(now, "dataAgreement.policy.id")] = true
		}
		return a
	}
})

// acceptsAtMost accepts so many changes, and refuses all others.
func acceptsAtMost(n int) freedom.Middleware {
	return product(func(next http.Handler) func(*http.Request, string, []byte) *freedom.Answer {
		accepted := 0
		return func(r *http.Request, _ string, _ []byte) *freedom.Answer {
			if changes(r) && accepted == n {
				return refusal(http.StatusForbidden)
			}
			a := freedom.Listen(next, r)
			if changes(r) && a.Accepted() {
				accepted++
			}
			return a
		}
	})
}

// acceptsAtFirst decides on so many changes, and refuses all that follow.
func acceptsAtFirst(n int) freedom.Middleware {
	return product(func(next http.Handler) func(*http.Request, string, []byte) *freedom.Answer {
		decided := 0
		return func(r *http.Request, _ string, _ []byte) *freedom.Answer {
			if changes(r) {
				if decided++; decided > n {
					return refusal(http.StatusForbidden)
				}
			}
			return freedom.Listen(next, r)
		}
	})
}

var locks = product(func(next http.Handler) func(*http.Request, string, []byte) *freedom.Answer {
	refused := map[string]int{}
	return func(r *http.Request, id string, _ []byte) *freedom.Answer {
		if refused[id] > 3 && id != "" {
			return refusal(http.StatusLocked)
		}
		a := freedom.Listen(next, r)
		if changes(r) && !a.Accepted() {
			refused[id]++
		}
		return a
	}
})

var throttles = product(func(next http.Handler) func(*http.Request, string, []byte) *freedom.Answer {
	refused := 0
	return func(r *http.Request, _ string, _ []byte) *freedom.Answer {
		a := freedom.Listen(next, r)
		switch {
		case r.Method == http.MethodPost:
			refused = 0
		case changes(r) && !a.Accepted():
			if refused++; refused > 4 {
				return refusal(http.StatusTooManyRequests)
			}
		}
		return a
	}
})

var expires = product(func(next http.Handler) func(*http.Request, string, []byte) *freedom.Answer {
	asked := map[string]int{}
	return func(r *http.Request, id string, _ []byte) *freedom.Answer {
		if asked[id]++; asked[id] > 10 && id != "" {
			return refusal(http.StatusNotFound)
		}
		return freedom.Listen(next, r)
	}
})

var namesOnce = product(func(next http.Handler) func(*http.Request, string, []byte) *freedom.Answer {
	taken := map[string]bool{}
	return func(r *http.Request, _ string, body []byte) *freedom.Answer {
		v, _ := sandbox.Decode(body)
		name := sandbox.Text(v, "policy.name")
		if name != "" && taken[name] {
			return refusal(http.StatusConflict)
		}
		a := freedom.Listen(next, r)
		if name != "" && a.Accepted() && r.Method != http.MethodGet {
			taken[name] = true
		}
		return a
	}
})

var remembersRefusals = product(func(next http.Handler) func(*http.Request, string, []byte) *freedom.Answer {
	refused := map[string]*freedom.Answer{}
	return func(r *http.Request, _ string, body []byte) *freedom.Answer {
		request := r.Method + r.URL.String() + r.Header.Get("Authorization") + string(body)
		if a := refused[request]; a != nil {
			return a
		}
		a := freedom.Listen(next, r)
		if changes(r) && !a.Accepted() {
			refused[request] = a
		}
		return a
	}
})
