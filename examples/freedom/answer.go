package freedom

import (
	"net/http"
	"net/url"
	"sync/atomic"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// Answer is an answer that is held back, so that it can be said in another way. It is an http.ResponseWriter.
type Answer struct {
	Status int
	Fields http.Header
	Body   []byte
}

// Header implements http.ResponseWriter.
func (a *Answer) Header() http.Header { return a.Fields }

// WriteHeader implements http.ResponseWriter.
func (a *Answer) WriteHeader(status int) { a.Status = status }

// Write implements http.ResponseWriter. It never fails.
func (a *Answer) Write(b []byte) (int, error) { a.Body = append(a.Body, b...); return len(b), nil }

// Accepted reports whether the status is one of success.
func (a *Answer) Accepted() bool { return a.Status/100 == 2 }

// JSON reads the body, and reports whether it is JSON.
func (a *Answer) JSON() (any, bool) {
	v, err := sandbox.Decode(a.Body)
	return v, err == nil
}

// Listen has a request answered and holds the answer back.
func Listen(next http.Handler, r *http.Request) *Answer {
	a := &Answer{Status: http.StatusOK, Fields: http.Header{}}
	next.ServeHTTP(a, r)
	a.Fields.Del("Content-Length")
	return a
}

func (a *Answer) say(w http.ResponseWriter) {
	for name, values := range a.Fields {
		w.Header()[name] = values
	}
	w.WriteHeader(a.Status)
	_, _ = w.Write(a.Body) // a caller that is gone is not our concern
}

// Rewrite changes answers.
func Rewrite(change func(r *http.Request, a *Answer)) Middleware {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			a := Listen(next, r)
			change(r, a)
			a.say(w)
		})
	}
}

// RewriteJSON changes the JSON of accepted answers.
func RewriteJSON(change func(r *http.Request, v any) any) Middleware {
	return Rewrite(func(r *http.Request, a *Answer) {
		if v, ok := a.JSON(); ok && a.Accepted() {
			a.Body = Compact(change(r, v))
		}
	})
}

// Ask changes the query of requests.
func Ask(change func(r *http.Request, query url.Values)) Middleware {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			query := r.URL.Query()
			change(r, query)
			r = r.Clone(r.Context())
			r.URL.RawQuery = query.Encode()
			next.ServeHTTP(w, r)
		})
	}
}

// InTurn has each request pass another one of several.
func InTurn(all ...Middleware) Middleware {
	return func(next http.Handler) http.Handler {
		var count atomic.Int64
		ways := make([]http.Handler, len(all))
		for i, way := range all {
			ways[i] = way(next)
		}
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ways[int(count.Add(1))%len(ways)].ServeHTTP(w, r)
		})
	}
}

// Together has each request pass several, the first one outermost. Those that are nil are passed over.
func Together(all ...Middleware) Middleware {
	return func(next http.Handler) http.Handler {
		for i := len(all) - 1; i >= 0; i-- {
			if all[i] != nil {
				next = all[i](next)
			}
		}
		return next
	}
}

// SomethingSaid answers with a text where the contract declares no content.
func SomethingSaid(_ *http.Request, a *Answer) {
	if a.Status == http.StatusOK && len(a.Body) == 0 {
		a.Fields.Set("Content-Type", "text/plain")
		a.Body = []byte("done\n")
	}
}
