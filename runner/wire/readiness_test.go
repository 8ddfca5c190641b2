package wire

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bbconform/bbconform/runner/target"
)

// ready is what readiness says of the toys at base.
func ready(ctx context.Context, w *toysWire, base string) error {
	return w.Ready(ctx, []target.Address{{Block: w.block.Ref(), BaseURL: base}}, time.Minute)
}

func TestReadiness(t *testing.T) {
	t.Parallel()
	for name, status := range map[string]int{"404": 404, "500": 500, "redirect": 302} {
		s := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/base/" || r.Method != http.MethodGet || r.Header.Get("X-Open") != "1" {
				t.Errorf("got %s %s", r.Method, r.URL)
			}
			w.Header().Set("Location", "http://127.0.0.1:1/")
			w.WriteHeader(status)
		})
		w := newWire(t, s.URL+"/base", func(configuration *target.Target, _ *target.Environment) {
			configuration.BuildingBlocks["toys"].Headers = map[string]target.Secret{"X-Open": {Value: "1"}}
		})
		if err := ready(t.Context(), w, s.URL+"/base"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	endless := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		for {
			if _, err := w.Write(make([]byte, 1<<16)); err != nil {
				return
			}
		}
	})
	if err := ready(t.Context(), newWire(t, endless.URL, nil), endless.URL); err != nil {
		t.Errorf("an endless body: %v", err)
	}
}

func TestReasonsWhyATargetIsNotReady(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	pair(t, folder, "localhost", time.Now().Add(-time.Hour))
	expired := strings.Replace(serveTLS(t, folder, "localhost").URL, "127.0.0.1", "localhost", 1)
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	for name, test := range map[string]struct {
		base, want string
		change     func(*target.Target, *target.Environment)
	}{
		"refused": {closed.URL, "connection refused: nothing listens at 127.0.0.1:", nil},
		"closed":  {rawServer(t, func(net.Conn) {}), "the connection was closed by 127.0.0.1:", nil},
		"headers": {rawServer(t, func(c net.Conn) {
			_, _ = c.Read(make([]byte, 4096))
			_, err := io.WriteString(c, "HTTP/1.1 200 OK\r\n")
			for err == nil {
				_, err = io.WriteString(c, "X-Long: "+strings.Repeat("x", 1000)+"\r\n")
			}
		}), "are larger than 256 KiB", nil},
		"not HTTP":  {rawServer(t, func(c net.Conn) { _, _ = io.WriteString(c, "SSH-2.0-OpenSSH\r\n"); _, _ = c.Read(make([]byte, 1024)) }), "sent is not HTTP", nil},
		"untrusted": {expired, "TLS: the certificate of localhost:", nil},
		"expired": {expired, "has expired or is not valid yet", func(target *target.Target, _ *target.Environment) {
			target.File, target.Trust = filepath.Join(folder, "x"), []string{"localhost.pem"}
		}},
		"proxy": {"http://example.org", "the proxy could not be reached: connection refused", func(target *target.Target, _ *target.Environment) { target.Proxy = closed.URL }},
		"token": {serve(t, http.NotFound).URL, "no access token was issued by " + closed.URL + "/, as connection refused", func(configuration *target.Target, _ *target.Environment) {
			configuration.BuildingBlocks["toys"].Authentication = target.Authentication{Type: "oauth2", TokenURL: closed.URL + "/", ClientID: "me", ClientSecret: target.Secret{Value: "hidden-value"}}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, test.base, func(configuration *target.Target, env *target.Environment) {
				env.Pause = timeIsOver
				if test.change != nil {
					test.change(configuration, env)
				}
			})
			err := ready(t.Context(), w, test.base)
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "toys@1.0 at "+test.base+": ") {
				t.Errorf("got %v", err)
			}
		})
	}
}

// timeIsOver is a pause after which nothing is tried again.
func timeIsOver(context.Context, time.Duration) error { return context.DeadlineExceeded }

func TestNameThatDoesNotExist(t *testing.T) {
	t.Parallel()
	const base = "http://bbconform-target.invalid:8080"
	w := newWire(t, base, nil)
	w.endpoint().made[0].probe.Transport.(*http.Transport).DialContext = func(_ context.Context, network, _ string) (net.Conn, error) { // no name server is asked
		return nil, &net.OpError{Op: "dial", Net: network, Err: &net.DNSError{Err: "no such host", Name: "bbconform-target.invalid", IsNotFound: true}}
	}
	if err := ready(t.Context(), w, base); err == nil || err.Error() != "toys@1.0 at "+base+`: the name "bbconform-target.invalid" does not resolve (DNS)` {
		t.Errorf("got %v", err)
	}
}

// A target that never answers is waited for until the time is over.
func TestReadinessEnds(t *testing.T) {
	t.Parallel()
	over := make(chan struct{})
	base := rawServer(t, func(c net.Conn) {
		_, _ = c.Read(make([]byte, 1))
		close(over)
		_, _ = io.Copy(io.Discard, c)
	})
	err := ready(deadline{t.Context(), over}, newWire(t, base, nil), base)
	if err == nil || err.Error() != "toys@1.0 at "+base+": no answer within the time limit" {
		t.Errorf("got %v", err)
	}
}

// deadline is a context whose time is over when a channel is closed.
type deadline struct {
	context.Context
	over <-chan struct{}
}

func (d deadline) Done() <-chan struct{} { return d.over }

func (d deadline) Err() error {
	select {
	case <-d.over:
		return context.DeadlineExceeded
	default:
		return nil
	}
}

// A target that is being started is waited for.
func TestReadinessWaits(t *testing.T) {
	t.Parallel()
	var tries, pauses atomic.Int32
	base := rawServer(t, func(c net.Conn) {
		if tries.Add(1) == 1 {
			return
		}
		_, _ = c.Read(make([]byte, 4096))
		_, _ = io.WriteString(c, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
	})
	w := newWire(t, base, func(_ *target.Target, env *target.Environment) {
		env.Pause = func(ctx context.Context, d time.Duration) error {
			if pauses.Add(1); d != readinessPause {
				t.Errorf("a pause of %s", d)
			}
			return ctx.Err()
		}
	})
	if err := ready(t.Context(), w, base); err != nil || tries.Load() != 2 || pauses.Load() != 1 {
		t.Errorf("got %v after %d tries", err, tries.Load())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := ready(ctx, w, base); err == nil {
		t.Error("a context that is done is not heeded")
	}
}
