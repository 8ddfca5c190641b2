package freedom

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// words are the choices of a building block that says them.
type words struct{ first, second string }

func wordsOf(_ sandbox.Options, w words) (http.Handler, error) {
	return http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(rw, w.first+w.second) }), nil
}

func adding(word string) Middleware {
	return Rewrite(func(_ *http.Request, a *Answer) { a.Body = append(a.Body, word...) })
}

func heard(t *testing.T, v Variant) string {
	t.Helper()
	handler, err := v.Build(sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return string(Listen(Together(v.Wire, v.Before)(handler), httptest.NewRequest(http.MethodGet, "/", http.NoBody)).Body)
}

// TestAGroupTakesAllFreedoms holds that none is lost where they share a run.
func TestAGroupTakesAllFreedoms(t *testing.T) {
	t.Parallel()
	g := GroupOf(wordsOf,
		Choice[words]{Variant{Name: "a", About: "A.", Before: adding(" before-a")}, func(w *words) { w.first = "first" }},
		Choice[words]{Variant{Name: "b", About: "B.", Before: adding(" before-b"), Concurrency: 9}, func(w *words) { w.second = " second" }},
		Choice[words]{Variant{Name: "c", About: "C."}, nil},
	)
	general := Variant{Name: "d", About: "D.", Wire: adding(" wire-d"), RequestsPerSecond: 7}
	both := g.Together.With(general)
	if got := heard(t, both); got != "first second before-a before-b wire-d" {
		t.Errorf("together they say %q", got)
	}
	if both.Name != "a + b + c + d" || both.About != "A. B. C. D." || both.Concurrency != 9 || both.RequestsPerSecond != 7 {
		t.Errorf("together they are %+v", both)
	}
	var apart []string
	for _, v := range g.Apart {
		apart = append(apart, v.Name+": "+heard(t, v))
	}
	if want := []string{"a: first before-a", "b:  second before-b", "c: "}; !slices.Equal(apart, want) {
		t.Errorf("apart they say %q, want %q", apart, want)
	}
}

func TestWhatCannotShareARun(t *testing.T) {
	t.Parallel()
	defer func() {
		if said, _ := recover().(string); !strings.Contains(said, `"a" and "HTTP 2" cannot share`) {
			t.Errorf("two ways to serve are taken for one: %q", said)
		}
	}()
	Variant{Name: "a", Serve: withHTTP2}.With(Variant{Name: "HTTP 2", Serve: withHTTP2})
}
