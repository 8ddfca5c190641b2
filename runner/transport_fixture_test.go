package runner

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
	"github.com/bbconform/bbconform/steps"
)

// wire is a transport to one building block, and what it recorded.
type wire struct {
	*transport
	t      testing.TB
	block  *PlannedBlock
	client *scenarioClient

	mu       sync.Mutex
	recorded []reports.Exchange
}

func newWire(t testing.TB, base string, change func(*target.Target, *target.Environment)) *wire {
	t.Helper()
	entry := &target.BuildingBlock{URL: base}
	configuration := &target.Target{BuildingBlocks: map[string]*target.BuildingBlock{"toys": entry}}
	env := target.Environment{Now: time.Now, Getenv: func(string) string { return "" }, ReadFile: os.ReadFile}
	if change != nil {
		change(configuration, &env)
	}
	block := toys.Block(t)
	planned := &PlannedBlock{Ref: block.Ref(), Block: block, Target: entry}
	tr, err := newTransport(&Plan{Blocks: []*PlannedBlock{planned}}, configuration, env)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.close)
	w := &wire{transport: tr, t: t, block: planned}
	tr.record = func(_ string, e reports.Exchange) error {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.recorded = append(w.recorded, e)
		return nil
	}
	w.client = tr.forScenario(planned.Ref, "one")
	return w
}

func (w *wire) request(operation string) *steps.Request {
	w.t.Helper()
	op, err := w.block.Block.Operation(operation)
	if err != nil {
		w.t.Fatal(err)
	}
	r := &steps.Request{Block: w.block.Block, Operation: op, Path: strings.ReplaceAll(op.Path, "{toyId}", "1"), Purpose: steps.Testing}
	if operation == "toyCreate" {
		r.Body, r.MediaType = []byte(`{"name":"bear"}`), "application/json"
	}
	return r
}

func (w *wire) do(operation string) *steps.Exchange {
	w.t.Helper()
	return w.send(w.t.Context(), w.request(operation))
}

func (w *wire) send(ctx context.Context, r *steps.Request) *steps.Exchange {
	w.t.Helper()
	x, err := w.client.Do(ctx, r)
	if err != nil {
		w.t.Fatal(err)
	}
	return x
}

// none is why an exchange has no answer.
func none(t testing.TB, x *steps.Exchange) *steps.NoAnswer {
	t.Helper()
	no, ok := errors.AsType[*steps.NoAnswer](x.Err)
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
