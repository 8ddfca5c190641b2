package cli_test

import (
	"net/http"
	"net/url"
	"regexp"
	"sync/atomic"
	"testing"

	"github.com/bbconform/bbconform/examples"
	"github.com/bbconform/bbconform/examples/sandbox"
	"github.com/bbconform/bbconform/specs"
)

// middleware is something that stands before a building block.
type middleware func(http.Handler) http.Handler

// inTurn has each request pass another one of several.
func inTurn(all ...middleware) middleware {
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

// said is an answer that is held back, so that it can be said in another way.
type said struct {
	status int
	header http.Header
	body   []byte
}

func (a *said) Header() http.Header         { return a.header }
func (a *said) WriteHeader(status int)      { a.status = status }
func (a *said) Write(b []byte) (int, error) { a.body = append(a.body, b...); return len(b), nil }

func (a *said) accepted() bool { return a.status/100 == 2 }

func (a *said) json() (any, bool) {
	v, err := sandbox.Decode(a.body)
	return v, err == nil
}

// listen has a request answered and holds the answer back.
func listen(next http.Handler, r *http.Request) *said {
	a := &said{status: http.StatusOK, header: http.Header{}}
	next.ServeHTTP(a, r)
	a.header.Del("Content-Length")
	return a
}

// say sends an answer.
func (a *said) say(w http.ResponseWriter) {
	for name, values := range a.header {
		w.Header()[name] = values
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body)
}

// rewrite changes answers.
func rewrite(change func(r *http.Request, a *said)) middleware {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			a := listen(next, r)
			change(r, a)
			a.say(w)
		})
	}
}

// rewriteJSON changes the JSON of accepted answers.
func rewriteJSON(change func(r *http.Request, v any) any) middleware {
	return rewrite(func(r *http.Request, a *said) {
		if v, ok := a.json(); ok && a.accepted() {
			a.body = compact(change(r, v))
		}
	})
}

// restyle writes the JSON of answers in another way.
func restyle(s style) middleware {
	return rewrite(func(_ *http.Request, a *said) {
		if v, ok := a.json(); ok {
			a.body = append(s.write(v), "\r\n"...)
		}
	})
}

// compact writes JSON on one line.
func compact(v any) []byte { return style{}.write(v) }

// eachObject calls visit with every object in a JSON value, the inner ones first. Objects that describe the fields of others, as a
// schema does, are left out.
func eachObject(v any, visit func(sandbox.Object)) {
	switch v := v.(type) {
	case sandbox.Object:
		for name, inner := range v {
			if name != "schema" {
				eachObject(inner, visit)
			}
		}
		visit(v)
	case []any:
		for _, inner := range v {
			eachObject(inner, visit)
		}
	}
}

// texts replaces the texts in a JSON value, each with the name of the field that it is in.
func texts(v any, change func(name, text string) string) any {
	return textsIn("", v, change)
}

func textsIn(name string, v any, change func(name, text string) string) any {
	switch v := v.(type) {
	case sandbox.Object:
		for inner, value := range v {
			v[inner] = textsIn(inner, value, change)
		}
	case []any:
		for i, value := range v {
			v[i] = textsIn(name, value, change)
		}
	case string:
		return change(name, v)
	}
	return v
}

// ask changes the query of requests.
func ask(change func(r *http.Request, query url.Values)) middleware {
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

// held holds every answer of a building block against its contract. A variant that breaks it proves nothing.
func held(t *testing.T, catalogue *specs.Catalogue, block examples.Block) middleware {
	t.Helper()
	loaded, err := catalogue.Block(specs.Ref{Name: block.Name, Version: block.Version})
	if err != nil {
		t.Fatal(err)
	}
	operations, err := loaded.Operations()
	if err != nil {
		t.Fatal(err)
	}
	paths := make([]*regexp.Regexp, len(operations))
	for i, op := range operations {
		paths[i] = regexp.MustCompile("^" + regexp.MustCompile(`\\\{[^}]+\\\}`).ReplaceAllString(regexp.QuoteMeta(op.Path), "[^/]+") + "$")
	}
	return rewrite(func(r *http.Request, a *said) {
		for i, op := range operations {
			if op.Method != r.Method || !paths[i].MatchString(r.URL.EscapedPath()) {
				continue
			}
			for _, finding := range op.CheckAnswer(specs.Answer{Status: a.status, Header: a.header, Body: a.body, Refusal: true}) {
				t.Errorf("the variant is not conformant itself: %s: %s\n%s", op.ID, finding.Message, a.body)
			}
			return
		}
	})
}
