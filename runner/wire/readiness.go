package wire

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/bbconform/bbconform/runner/target"
)

// readinessPause is how long to wait before a target that is not there yet is asked again.
const readinessPause = 250 * time.Millisecond

// Ready waits until every address answers at all, whatever the answer, and until there are the access tokens that are needed, but no
// longer than limit. The error says in words what is wrong.
func (w *Wire) Ready(ctx context.Context, addresses []target.Address, limit time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	results := make([]error, len(addresses))
	var wait sync.WaitGroup
	for i, a := range addresses {
		wait.Go(func() {
			e := w.endpoints[a.Block]
			err := e.answers(ctx, a.BaseURL)
			if err == nil {
				err = e.issued(ctx)
			}
			if err != nil {
				results[i] = fmt.Errorf("%s at %s: %s", a.Block, a.BaseURL, w.redactor.Words(err.Error()))
			}
		})
	}
	wait.Wait()
	return errors.Join(results...)
}

// issued makes sure that everybody who needs an access token gets one.
func (e *Endpoint) issued(ctx context.Context) error {
	for _, p := range e.made {
		if p.credentials.tokens == nil {
			continue
		}
		if _, err := p.credentials.tokens.token(ctx); err != nil {
			return fmt.Errorf("%s: %w", p.configured.At, err)
		}
	}
	return nil
}

// answers asks for the base URL itself until anything comes back.
func (e *Endpoint) answers(ctx context.Context, base string) error {
	u, err := url.Parse(base)
	if err != nil {
		return errors.New("is not a URL")
	}
	var last error
	for {
		err := e.ask(ctx, base)
		if err == nil {
			return nil
		}
		if last == nil || ctx.Err() == nil { // the reason of an attempt that was cut off says less than that before it
			last = err
		}
		if permanent(err) || e.wire.pause(ctx, readinessPause) != nil {
			return errors.New(inWords(last, u.Host))
		}
	}
}

// ask sends one request and looks at nothing but whether an answer begins.
func (e *Endpoint) ask(ctx context.Context, base string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/", http.NoBody)
	if err != nil {
		return err
	}
	if len(e.made) == 0 {
		return errors.New("nothing is configured by which anybody could ask")
	}
	by := e.made[0] // whoever it is: any answer will do
	req.Header = by.headers.Clone()
	req.Header.Set("User-Agent", e.wire.agent)
	resp, err := by.probe.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close() // what is in it does not matter, and may be endless
}

// permanent reports whether waiting will not help: what is wrong is not that the target is still starting.
func permanent(err error) bool {
	if dns, ok := errors.AsType[*net.DNSError](err); ok && dns.IsNotFound {
		return true
	}
	return tlsInWords(err, "") != ""
}
