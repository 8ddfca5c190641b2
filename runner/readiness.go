package runner

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/bbconform/bbconform/specs"
)

// readinessPause is how long to wait before a target that is not there yet is asked again.
const readinessPause = 250 * time.Millisecond

// ready waits until every base URL that the plan needs answers at all, whatever the answer, and until there is an access
// token where one is needed. The error says in words what is wrong.
func (t *transport) ready(ctx context.Context, plan *Plan, limit time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	type probe struct {
		block specs.Ref
		base  string
	}
	var probes []probe
	for _, s := range plan.Scenarios {
		p := probe{block: s.Block.Ref, base: s.base()}
		if s.NotClaimed == "" && p.base != "" && !slices.Contains(probes, p) {
			probes = append(probes, p)
		}
	}
	results := make([]error, len(probes))
	var wait sync.WaitGroup
	for i, p := range probes {
		wait.Go(func() {
			e := t.endpoints[p.block]
			err := e.answers(ctx, p.base, t.agent)
			if err == nil && e.credentials.tokens != nil {
				_, err = e.credentials.tokens.token(ctx)
			}
			if err != nil {
				results[i] = fmt.Errorf("%s at %s: %s", p.block, p.base, t.redactor.words(err.Error()))
			}
		})
	}
	wait.Wait()
	if err := errors.Join(results...); err != nil {
		return err
	}
	return nil
}

// base is the URL that the scenario's own operation is reached at; that of the building block when it names none.
func (s *PlannedScenario) base() string {
	if s.Operation != "" {
		if op, err := s.Block.Block.Operation(s.Operation); err == nil {
			return s.Block.Target.BaseURL(op.Contract.Name)
		}
	}
	return s.Block.Target.BaseURL("")
}

// answers asks for the base URL itself until anything comes back.
func (e *endpoint) answers(ctx context.Context, base, agent string) error {
	u, err := url.Parse(base)
	if err != nil {
		return errors.New("is not a URL")
	}
	var last error
	for {
		err := e.ask(ctx, base, agent)
		if err == nil {
			return nil
		}
		if last == nil || ctx.Err() == nil { // the reason of an attempt that was cut off says less than that before it
			last = err
		}
		if final(err) || pause(ctx, readinessPause) != nil {
			return errors.New(inWords(last, u.Host))
		}
	}
}

// ask sends one request and looks at nothing but whether an answer begins.
func (e *endpoint) ask(ctx context.Context, base, agent string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/", http.NoBody)
	if err != nil {
		return err
	}
	req.Header = e.headers.Clone()
	req.Header.Set("User-Agent", agent)
	resp, err := e.probe.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close() // what is in it does not matter, and may be endless
}

// final reports whether waiting will not help: what is wrong is not that the target is still starting.
func final(err error) bool {
	if dns, ok := errors.AsType[*net.DNSError](err); ok && dns.IsNotFound {
		return true
	}
	return tlsInWords(err, "") != ""
}
