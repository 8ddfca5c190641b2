package freedom

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"

	"github.com/bbconform/bbconform/examples/sandbox"
)

// How much others do: what they added before the run, how much they have added at most, after how many requests of the run they
// do something, and how many of their things that can be removed stay.
const (
	othersBefore = 100
	othersMost   = 400
	othersEvery  = 40
	othersKeep   = 20
)

// InUse has others use the building block beside the run: it is full of what they made, and now and then they add some more and
// remove what is older. They act on every so many requests, and not by the clock, so that a slow machine sees as much of it.
//
// Add makes one of each through the handler, the n-th time with n, and returns the requests that remove some of it.
func InUse(add func(handler http.Handler, n int) []*http.Request) Middleware {
	return func(next http.Handler) http.Handler {
		var mu sync.Mutex
		var removable []*http.Request
		requests, added := 0, 0
		for ; added < othersBefore; added++ {
			add(next, added)
		}
		act := func() {
			mu.Lock()
			defer mu.Unlock()
			if requests++; requests%othersEvery != 0 || added == othersMost {
				return
			}
			removable = append(removable, add(next, added)...)
			added++
			if len(removable) > othersKeep {
				Others(next, removable[0])
				removable = removable[1:]
			}
		}
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			act()
			next.ServeHTTP(w, r)
		})
	}
}

// OthersRequest is a request of somebody else. A body is JSON; "" is none.
func OthersRequest(method, address, body string) *http.Request {
	r := httptest.NewRequest(method, address, strings.NewReader(body))
	r.Header.Set("Authorization", sandbox.DefaultCredential)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	return r
}

// Others has a request of somebody else answered, and panics when it is refused: they would not do what they are there for.
func Others(handler http.Handler, r *http.Request) any {
	a := Listen(handler, r)
	if !a.Accepted() {
		panic(fmt.Sprintf("freedom: %s %s of others is refused: %d %s", r.Method, r.URL, a.Status, a.Body))
	}
	v, _ := a.JSON()
	return v
}
