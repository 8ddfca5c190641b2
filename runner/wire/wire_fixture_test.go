package wire

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/internal/toys"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/exchange"
)

// toysWire is a wire to the toys, and what it recorded.
type toysWire struct {
	*Wire
	t      testing.TB
	block  *specs.Block
	client *Client

	mu       sync.Mutex
	recorded []reports.Exchange
}

func newWire(t testing.TB, base string, change func(*target.Target, *target.Environment)) *toysWire {
	t.Helper()
	return newWireOf(t, toys.Block(t), base, change)
}

func newWireOf(t testing.TB, block *specs.Block, base string, change func(*target.Target, *target.Environment)) *toysWire {
	t.Helper()
	configuration := &target.Target{BuildingBlocks: map[string]*target.BuildingBlock{"toys": {URL: base}}}
	env := target.Environment{ReadFile: os.ReadFile}
	if change != nil {
		change(configuration, &env)
	}
	w := &toysWire{t: t, block: block}
	var err error
	if w.Wire, err = Open(toysOptions(w.block, configuration, env)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	w.Record(func(_ string, e reports.Exchange) error {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.recorded = append(w.recorded, e)
		return nil
	})
	w.client = w.endpoint().Client("one")
	return w
}

// toysOptions are those of a wire to the toys.
func toysOptions(block *specs.Block, configuration *target.Target, env target.Environment) Options {
	return Options{
		Target: configuration, Environment: env,
		BuildingBlocks: []BuildingBlock{{Block: block, Configured: configuration.Entry("toys")}},
	}
}

func (w *toysWire) endpoint() *Endpoint { return w.Endpoint(w.block.Ref()) }

// limitPasses lets the limit of an answer pass when passed is closed, and not before: no machine is too slow for the test.
func (w *toysWire) limitPasses(passed <-chan struct{}) {
	w.limited = func(ctx context.Context, _ time.Duration, cause error) (context.Context, context.CancelFunc) {
		ctx, cancel := context.WithCancelCause(ctx)
		go func() {
			select {
			case <-passed:
				cancel(cause)
			case <-ctx.Done():
			}
		}()
		return ctx, func() { cancel(nil) }
	}
}

func (w *toysWire) request(operation string) *exchange.Request {
	w.t.Helper()
	op, err := w.block.Operation(operation)
	if err != nil {
		w.t.Fatal(err)
	}
	r := &exchange.Request{Block: w.block, Operation: op, Path: strings.ReplaceAll(op.Path, "{toyId}", "1"), Purpose: exchange.Testing}
	if operation == "toyCreate" {
		r.Body, r.MediaType = []byte(`{"name":"bear"}`), "application/json"
	}
	return r
}

func (w *toysWire) do(operation string) *exchange.Exchange {
	w.t.Helper()
	return w.send(w.t.Context(), w.request(operation))
}

func (w *toysWire) send(ctx context.Context, r *exchange.Request) *exchange.Exchange {
	w.t.Helper()
	x, err := w.client.Do(ctx, r)
	if err != nil {
		w.t.Fatal(err)
	}
	return x
}

// none is why an exchange has no answer.
func none(t testing.TB, x *exchange.Exchange) *exchange.NoAnswer {
	t.Helper()
	no, ok := errors.AsType[*exchange.NoAnswer](x.Err)
	if !ok {
		t.Fatalf("status %d, error %v: expected no answer", x.Status, x.Err)
	}
	return no
}

func serve(t testing.TB, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

// rawServer answers each connection with what a function does to it.
func rawServer(t testing.TB, handle func(net.Conn)) string {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	wait.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			wait.Go(func() {
				handle(c)
				_ = c.Close()
			})
		}
	})
	t.Cleanup(func() { _ = l.Close(); wait.Wait() })
	return "http://" + l.Addr().String()
}
