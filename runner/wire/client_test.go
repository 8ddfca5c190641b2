package wire

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/internal/toys"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/steps/exchange"
)

func TestExchangeAndItsEvidence(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if r.Method != http.MethodPost || r.URL.EscapedPath() != "/api/toys/a%2Fb" || r.URL.Query().Get("q") != "x y" || string(body) != `{"name":"bear"}` ||
			r.Header.Get("Content-Type") != "application/json" || r.Header.Get("Accept-Encoding") != "identity" || r.Header.Get("X-One") != "1" {
			t.Errorf("got %s %s %v %s", r.Method, r.URL, r.Header, body)
		}
		w.Header().Set("Set-Cookie", "session=abcdef; Path=/")
		w.WriteHeader(http.StatusTeapot)
		_, _ = fmt.Fprint(w, `{"id":"1","password":"hunter2"}`)
	})
	w := newWire(t, s.URL+"/api/", nil)
	r := w.request("toyCreate")
	r.Path, r.Query, r.Header = "/toys/a%2Fb", "q=x%20y", http.Header{"X-One": {"1"}}
	x := w.send(t.Context(), r)
	if x.Err != nil || x.Status != http.StatusTeapot || x.Number != 1 || x.Attempts != 1 || string(x.Body) != `{"id":"1","password":"hunter2"}` || x.Duration <= 0 {
		t.Fatalf("got %+v", x)
	}
	e := w.recorded[0]
	if e.Number != 1 || e.Operation != "toyCreate" || e.Purpose != "request" || e.Attempts != 1 || e.Started.IsZero() || e.Error != "" {
		t.Errorf("got %+v", e)
	}
	if e.Request.Method != http.MethodPost || !strings.HasSuffix(e.Request.URL, "/api/toys/a%2Fb?q=x%20y") || e.Request.Body.Text != `{"name":"bear"}` {
		t.Errorf("got %+v", e.Request)
	}
	if e.Answer.Status != http.StatusTeapot || e.Answer.Body.Text != `{"id":"1","password":"[redacted]"}` || !e.Answer.Body.Redacted || e.Answer.Body.Bytes != 31 {
		t.Errorf("got %+v, %+v", e.Answer, e.Answer.Body)
	}
	if h := fmt.Sprint(e.Answer.Headers); !strings.Contains(h, "session=[redacted]; Path=/") {
		t.Errorf("got %s", h)
	}
	if w.client.Calls()["toyCreate"] != 1 || w.client.Status(1) != http.StatusTeapot {
		t.Error("the exchange is not counted")
	}
}

func TestNoAnswerIsTriedAgainOnceItCame(t *testing.T) {
	t.Parallel()
	for _, status := range []int{301, 302, 307, 308, 429, 500, 502, 503} {
		var calls atomic.Int32
		s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			calls.Add(1)
			w.Header().Set("Location", "/elsewhere")
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(status)
		})
		w := newWire(t, s.URL, nil)
		if x := w.do("toyCreate"); x.Status != status || x.Attempts != 1 || calls.Load() != 1 || x.Header.Get("Location") != "/elsewhere" {
			t.Errorf("%d: got %d after %d attempts, %d calls", status, x.Status, x.Attempts, calls.Load())
		}
	}
}

func TestConnectionThatIsRefused(t *testing.T) {
	t.Parallel()
	s := httptest.NewServer(http.NotFoundHandler())
	s.Close()
	w := newWire(t, s.URL, nil)
	x := w.do("toyCreate")
	no := none(t, x)
	if no.Kind != exchange.NotConnected || !strings.HasPrefix(no.Reason, "connection refused: nothing listens at 127.0.0.1:") {
		t.Errorf("got %+v", no)
	}
	if x.Attempts != 1+furtherAttempts || w.recorded[0].Attempts != x.Attempts || w.recorded[0].Answer != nil || w.recorded[0].Error != no.Reason {
		t.Errorf("%d attempts, recorded %+v", x.Attempts, w.recorded[0])
	}
	if len(w.client.notes) != 1 || !strings.Contains(w.client.notes[0], "Exchange 1 (toyCreate): needed 3 attempts; first connection refused") {
		t.Errorf("notes %q", w.client.notes)
	}
}

func TestConnectionThatIsRefusedOnlyFirst(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })
	w := newWire(t, s.URL, nil)
	var dials atomic.Int32
	own := w.endpoint().callers[0].client.HTTPClient.Transport.(countingTransport).next.(*http.Transport)
	dial := own.DialContext
	own.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		if dials.Add(1) == 1 {
			return nil, &net.OpError{Op: "dial", Net: network, Err: errors.New("not yet")}
		}
		return dial(ctx, network, addr)
	}
	x := w.do("toyCreate")
	if x.Err != nil || x.Status != 200 || x.Attempts != 2 || len(w.client.notes) != 1 {
		t.Errorf("got %+v, notes %q", x, w.client.notes)
	}
}

// A request that may have been received is not sent again, whatever its method.
func TestConnectionThatIsClosed(t *testing.T) {
	t.Parallel()
	for name, handle := range map[string]func(net.Conn){
		"at once":       func(net.Conn) {},
		"after reading": func(c net.Conn) { _, _ = c.Read(make([]byte, 4096)) },
		"in the head": func(c net.Conn) {
			_, _ = c.Read(make([]byte, 4096))
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-")
		},
		"not HTTP": func(c net.Conn) {
			_, _ = c.Read(make([]byte, 4096))
			_, _ = io.WriteString(c, "220 smtp.example.org ESMTP\r\n")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var connections atomic.Int32
			w := newWire(t, rawServer(t, func(c net.Conn) { connections.Add(1); handle(c) }), nil)
			for _, op := range []string{"toyCreate", "toyList"} {
				x := w.do(op)
				no := none(t, x)
				if no.Kind != exchange.Closed || no.Reason == "" || x.Status != 0 {
					t.Errorf("%s: got %+v", op, no)
				}
				if name == "not HTTP" && !strings.HasSuffix(no.Reason, "sent is not HTTP") {
					t.Errorf("%s: got %q", op, no.Reason)
				}
			}
			if connections.Load() != 2 {
				t.Errorf("%d connections for 2 requests", connections.Load())
			}
		})
	}
}

func TestAnswerThatBreaksOff(t *testing.T) {
	t.Parallel()
	w := newWire(t, rawServer(t, func(c net.Conn) {
		_, _ = c.Read(make([]byte, 4096))
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":")
	}), nil)
	x := w.do("toyList")
	if no := none(t, x); no.Kind != exchange.Closed || x.Status != 200 || string(x.Body) != `{"id":` {
		t.Errorf("got %+v, %+v", x, no)
	}
	if e := w.recorded[0]; e.Answer == nil || e.Answer.Body.Text != `{"id":` || e.Error == "" {
		t.Errorf("recorded %+v", e)
	}
}

// net/http sends a request again by itself when a kept connection turns out to be closed; that must show.
func TestKeptConnectionThatWasClosed(t *testing.T) {
	t.Parallel()
	var connections atomic.Int32
	base := rawServer(t, func(c net.Conn) {
		first := connections.Add(1) == 1
		buf := make([]byte, 4096)
		_, _ = c.Read(buf)
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]")
		if first {
			_, _ = c.Read(buf) // the second request arrives, and the connection ends without a byte
		}
	})
	w := newWire(t, base, nil)
	if x := w.do("toyList"); x.Attempts != 1 || x.Err != nil {
		t.Fatalf("got %+v", x)
	}
	x := w.do("toyList")
	if x.Err != nil || x.Attempts != 2 {
		t.Fatalf("got %+v", x)
	}
	if len(w.client.notes) != 1 || !strings.Contains(w.client.notes[0], "needed 2 attempts") {
		t.Errorf("notes %q", w.client.notes)
	}
}

func TestSlowAnswers(t *testing.T) {
	t.Parallel()
	for name, begin := range map[string]func(http.ResponseWriter){
		"no answer": func(http.ResponseWriter) {},
		"no end": func(w http.ResponseWriter) {
			w.WriteHeader(http.StatusOK)
			_ = http.NewResponseController(w).Flush()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			arrived := make(chan struct{})
			w := newWire(t, serve(t, func(w http.ResponseWriter, r *http.Request) {
				begin(w)
				close(arrived)
				toys.UntilGone(r)
			}).URL, func(configuration *target.Target, _ *target.Environment) {
				configuration.Limits.Answer = target.Duration(50 * time.Millisecond)
			})
			w.limitPasses(arrived)
			x := w.do("toyCreate")
			if no := none(t, x); no.Kind != exchange.TooSlow || no.Reason != "no complete answer within 50ms (limits.answer)" {
				t.Errorf("got %+v", no)
			}
		})
	}
}

// The limit of an answer is the one that is configured. How long it takes is not measured: without it the test would not end.
func TestLimitOfAnAnswer(t *testing.T) {
	t.Parallel()
	w := newWire(t, rawServer(t, func(c net.Conn) { _, _ = io.Copy(io.Discard, c) }), func(configuration *target.Target, _ *target.Environment) {
		configuration.Limits.Answer = target.Duration(time.Millisecond)
	})
	if no := none(t, w.do("toyCreate")); !strings.HasSuffix(no.Reason, " within 1ms (limits.answer)") {
		t.Errorf("got %+v", no)
	}
}

func TestInterruption(t *testing.T) {
	t.Parallel()
	arrived := make(chan struct{}, 1)
	w := newWire(t, serve(t, func(_ http.ResponseWriter, r *http.Request) {
		arrived <- struct{}{}
		toys.UntilGone(r)
	}).URL, nil)
	ctx, cancel := context.WithCancelCause(t.Context())
	go func() {
		<-arrived
		cancel(Stopped("the scenario took longer than 1s"))
	}()
	if no := none(t, w.send(ctx, w.request("toyCreate"))); no.Kind != exchange.Interrupted || no.Reason != "the scenario took longer than 1s" {
		t.Errorf("got %+v", no)
	}
	if no := none(t, w.send(ctx, w.request("toyCreate"))); no.Kind != exchange.Interrupted || len(w.recorded) != 1 {
		t.Errorf("got %+v, %d recorded", no, len(w.recorded))
	}
}

func TestConfiguredHeaders(t *testing.T) {
	t.Parallel()
	var got http.Header
	s := serve(t, func(_ http.ResponseWriter, r *http.Request) { got = r.Header.Clone() })
	w := newWire(t, s.URL, func(configuration *target.Target, env *target.Environment) {
		configuration.BuildingBlocks["toys"].Headers = map[string]target.Secret{"X-Declared": {Value: "configured"}, "x-open": {Value: "open"}, "X-Hidden": {Env: "HIDDEN"}}
		env.Getenv = func(string) string { return "hidden value" }
	})
	w.do("toyList")
	if got.Get("X-Declared") != "configured" || got.Get("X-Open") != "open" || got.Get("X-Hidden") != "hidden value" {
		t.Errorf("got %v", got)
	}
	w.do("toyCreate")
	if got.Get("X-Declared") != "" || got.Get("X-Open") != "open" {
		t.Errorf("a header that the operation declares is the scenario's business: %v", got)
	}
	r := w.request("toyCreate")
	r.Header = http.Header{"X-Declared": {"own"}, "X-Open": {"own"}}
	w.send(t.Context(), r)
	if got.Get("X-Declared") != "own" || got.Get("X-Open") != "own" {
		t.Errorf("got %v", got)
	}
	data, _ := json.Marshal(w.recorded)
	if strings.Contains(string(data), "hidden value") || !strings.Contains(string(data), `"open"`) {
		t.Errorf("recorded %s", data)
	}
}

func TestNumbersOfExchangesSentAtOnce(t *testing.T) {
	t.Parallel()
	w := newWire(t, serve(t, func(http.ResponseWriter, *http.Request) {}).URL, nil)
	var wait sync.WaitGroup
	seen := make([]atomic.Bool, 21)
	for range 20 {
		wait.Go(func() {
			x, err := w.client.Do(t.Context(), w.request("toyList"))
			if err != nil || seen[x.Number].Swap(true) {
				t.Errorf("%v, %v", x, err)
			}
		})
	}
	wait.Wait()
	if len(w.recorded) != 20 || w.client.Calls()["toyList"] != 20 {
		t.Errorf("%d recorded", len(w.recorded))
	}
}

// HTTP/2 carries many requests over one connection.
func TestManyRequestsOverHTTP2(t *testing.T) {
	t.Parallel()
	const many = 64
	var flying atomic.Int32
	all := make(chan struct{})
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor != 2 {
			t.Errorf("asked over %s", r.Proto)
		}
		if flying.Add(1) == many {
			close(all)
		}
		<-all
	}))
	s.EnableHTTP2 = true
	s.StartTLS()
	t.Cleanup(s.Close)
	w := newWire(t, s.URL, func(configuration *target.Target, _ *target.Environment) { configuration.Insecure = true })
	var wait sync.WaitGroup
	for range many {
		wait.Go(func() {
			if x, err := w.client.Do(t.Context(), w.request("toyList")); err != nil || x.Err != nil || x.Status != http.StatusOK {
				t.Errorf("got %+v, %v", x, err)
			}
		})
	}
	wait.Wait()
}

func TestEvidenceThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	w := newWire(t, serve(t, func(http.ResponseWriter, *http.Request) {}).URL, nil)
	w.record = func(string, reports.Exchange) error { return errors.New("disk full") }
	if _, err := w.client.Do(t.Context(), w.request("toyList")); err == nil || !strings.Contains(err.Error(), "disk full") || w.client.Fault() == nil {
		t.Errorf("got %v", err)
	}
}

func TestGivingUp(t *testing.T) {
	t.Parallel()
	var h health
	h.saw(&exchange.Exchange{Err: &exchange.NoAnswer{Kind: exchange.Interrupted}}, h.now())
	for i := range silence {
		if h.givenUp() != "" {
			t.Fatalf("given up after %d", i)
		}
		h.saw(&exchange.Exchange{Err: &exchange.NoAnswer{Kind: exchange.TooSlow, Reason: "too slow"}}, h.now())
		if i == 3 {
			h.saw(&exchange.Exchange{Status: 500}, h.now())
			for range 4 {
				h.saw(&exchange.Exchange{Status: 200, TooLarge: true}, h.now())
			}
		}
	}
	h.saw(&exchange.Exchange{Status: 200}, h.now())
	if !strings.Contains(h.givenUp(), "20 requests in a row had no whole answer, at last: too slow") {
		t.Errorf("got %q", h.givenUp())
	}
}

// Many that are lost in one bad moment do not mean that the target has stopped answering.
func TestNotGivingUpInOneMoment(t *testing.T) {
	t.Parallel()
	var h health
	lost := &exchange.Exchange{Err: &exchange.NoAnswer{Kind: exchange.Closed, Reason: "closed"}}
	loseMany := func() {
		sent := h.now()
		for range 64 {
			h.saw(lost, sent)
		}
	}
	loseMany()
	loseMany()
	h.saw(&exchange.Exchange{Status: 200}, h.now())
	for range moments - 1 {
		loseMany()
	}
	if h.givenUp() != "" {
		t.Errorf("given up too early: %s", h.givenUp())
	}
	h.saw(lost, h.now())
	if !strings.Contains(h.givenUp(), "257 requests in a row") {
		t.Errorf("got %q", h.givenUp())
	}
}

func TestPacer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { // its clock moves when everybody waits
		p := newPacer(100, target.Environment{}.WithDefaults().Pause)
		start := time.Now()
		for range 6 {
			if err := p.wait(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(start); took != 50*time.Millisecond {
			t.Errorf("6 requests in %s at 100 a second", took)
		}
		time.Sleep(time.Second) //nolint:forbidigo // of the test's own clock
		start = time.Now()
		for range 2 {
			if err := p.wait(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(start); took != 10*time.Millisecond {
			t.Errorf("2 requests in %s after a second without any: the time is saved up", took)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if newPacer(0, p.pause).wait(ctx) == nil || newPacer(0.001, p.pause).wait(ctx) == nil {
			t.Error("a context that is done is not heeded")
		}
	})
}
