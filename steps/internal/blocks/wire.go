package blocks

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"

	"github.com/bbconform/bbconform/steps/exchange"
)

// unkept keeps no connection: those of the default client are closed by whichever test ends first.
var unkept = &http.Transport{DisableKeepAlives: true}

// Wire is a Client for tests, which knows the key of the library.
type Wire struct {
	Base    string       // URL of a server
	Handler http.Handler // or who answers without one
	Seen    []*exchange.Request

	mu sync.Mutex
	n  int
}

// Do implements exchange.Client.
func (c *Wire) Do(ctx context.Context, r *exchange.Request) (*exchange.Exchange, error) {
	c.mu.Lock()
	c.n++
	x := &exchange.Exchange{Number: c.n, Request: r, Attempts: 1}
	c.Seen = append(c.Seen, r)
	c.mu.Unlock()
	x.URL = c.Base + r.Path
	if r.Query != "" {
		x.URL += "?" + r.Query
	}
	request, err := http.NewRequestWithContext(ctx, r.Operation.Method, x.URL, bytes.NewReader(r.Body))
	if err != nil {
		return nil, err
	}
	for name, values := range r.Header {
		request.Header[name] = values
	}
	if r.MediaType != "" {
		request.Header.Set("Content-Type", r.MediaType)
	}
	switch r.As.Presents {
	case exchange.AsConfigured:
		request.Header.Set("Authorization", keyOf(r.As))
	case exchange.NeverIssued:
		request.Header.Set("Authorization", "wrong")
	}
	start := time.Now()
	answer, err := c.roundTrip(request)
	if err != nil {
		x.Err = &exchange.NoAnswer{Kind: exchange.Closed, Reason: "the connection was closed", Cause: err}
		return x, nil //nolint:nilerr // it is in the exchange
	}
	x.Body, err = io.ReadAll(answer.Body)
	err = errors.Join(err, answer.Body.Close())
	x.Status, x.Header, x.Duration = answer.StatusCode, answer.Header, time.Since(start)
	return x, err
}

// Callers are those of the library, each with a key of its own.
func Callers(p exchange.Principal) exchange.Credentials {
	return exchange.Credentials{Demandable: true, ID: keyOf(p), Key: "buildingBlocks.library.roles." + p.Role + ".authentication"}
}

// keyOf is the key of a caller: readers have keys that open no more than they may, another librarian has the key of another library.
func keyOf(p exchange.Principal) string {
	switch {
	case p.Role != "" && p.Role != "librarian":
		return p.Role
	case p.Another:
		return anotherLibrary
	}
	return "key"
}

func (c *Wire) roundTrip(r *http.Request) (*http.Response, error) {
	if c.Handler == nil {
		return unkept.RoundTrip(r)
	}
	answer := httptest.NewRecorder()
	c.Handler.ServeHTTP(answer, r)
	return answer.Result(), nil
}

// Purposes lists what was sent, as "purpose operation".
func (c *Wire) Purposes() []string {
	all := make([]string, len(c.Seen))
	for i, r := range c.Seen {
		all[i] = string(r.Purpose) + " " + r.Operation.ID
	}
	return all
}

// First is the first request that was sent for a purpose to an operation; an empty one where there is none.
func (c *Wire) First(purpose exchange.Purpose, operation string) *exchange.Request {
	for _, r := range c.Seen {
		if r.Purpose == purpose && r.Operation.ID == operation {
			return r
		}
	}
	return &exchange.Request{}
}

// Unseen takes an answer that nobody sees.
func Unseen() http.ResponseWriter { return httptest.NewRecorder() }
