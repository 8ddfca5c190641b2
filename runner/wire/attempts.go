package wire

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptrace"
	"sync"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// How often, and after how long, a connection is tried again that was never established.
const (
	furtherAttempts  = 2
	firstRetryWait   = 100 * time.Millisecond
	longestRetryWait = time.Second
)

// attempts records what was tried for one request. net/http may send a request again without telling when a kept
// connection turns out to be closed, so connections are counted, not only calls.
type attempts struct {
	mu        sync.Mutex
	rounds    int     // calls of the transport
	connected int     // connections that were obtained for them
	reused    bool    // the last of these had been kept from an earlier request
	failures  []error // of rounds
}

type attemptsKey struct{}

// count is the number of times that the request was sent, or that sending it was tried.
func (a *attempts) count() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.rounds + max(0, a.connected-(a.rounds-a.unconnected()))
}

// unconnected counts the rounds that got no connection.
func (a *attempts) unconnected() int {
	n := 0
	for _, err := range a.failures {
		if neverConnected(err) {
			n++
		}
	}
	return n
}

// wasConnected reports whether a connection was obtained in any round, so that the target may have seen the request.
func (a *attempts) wasConnected() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.connected > 0
}

// onKeptConnection reports whether the last connection had been used before.
func (a *attempts) onKeptConnection() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.reused
}

// firstFailure is why the first round had to be repeated; nil when it had not.
func (a *attempts) firstFailure() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.failures) == 0 {
		return nil
	}
	return a.failures[0]
}

// countingTransport is the transport that keeps the record.
type countingTransport struct{ next http.RoundTripper }

func (c countingTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	a, ok := r.Context().Value(attemptsKey{}).(*attempts)
	if !ok {
		return c.next.RoundTrip(r)
	}
	a.mu.Lock()
	a.rounds++
	a.mu.Unlock()
	ctx := httptrace.WithClientTrace(r.Context(), &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) {
		a.mu.Lock()
		a.connected++
		a.reused = info.Reused
		a.mu.Unlock()
	}})
	resp, err := c.next.RoundTrip(r.WithContext(ctx))
	if err != nil {
		a.mu.Lock()
		a.failures = append(a.failures, err)
		a.mu.Unlock()
	}
	return resp, err
}

// newHTTPClient makes the client for requests of scenarios: no redirect is followed, and only a connection that was never
// established is tried again. An answer, whatever it is, is what the scenario wants to see.
func newHTTPClient(transport http.RoundTripper) *retryablehttp.Client {
	return &retryablehttp.Client{
		HTTPClient:   plainClient(countingTransport{transport}),
		RetryMax:     furtherAttempts,
		RetryWaitMin: firstRetryWait,
		RetryWaitMax: longestRetryWait,
		Backoff:      backoff,
		CheckRetry: func(ctx context.Context, _ *http.Response, err error) (bool, error) {
			// Never an error of its own: an answer that came just before the time was over is an answer.
			return err != nil && ctx.Err() == nil && neverConnected(err), nil
		},
		ErrorHandler: retryablehttp.PassthroughErrorHandler,
	}
}

// plainClient neither follows redirects nor keeps cookies.
func plainClient(transport http.RoundTripper) *http.Client {
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// backoff doubles the wait and heeds no Retry-After: it is asked only where there was no answer.
func backoff(first, longest time.Duration, attempt int, _ *http.Response) time.Duration {
	return min(first<<min(attempt, 10), longest)
}

// neverConnected reports whether no connection came about, for a reason that may pass. A name that does not exist will
// not exist in a second either.
func neverConnected(err error) bool {
	if dns, ok := errors.AsType[*net.DNSError](err); ok && dns.IsNotFound {
		return false
	}
	for {
		op, ok := errors.AsType[*net.OpError](err)
		if !ok {
			return false
		}
		if op.Op == "dial" {
			return true
		}
		err = op.Err // what kept the proxy from being reached
	}
}
