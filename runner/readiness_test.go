package runner

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

// ready is what readiness says of a target at base.
func ready(t *testing.T, base string, limit time.Duration, change func(*target.Target, *target.Environment)) error {
	t.Helper()
	w := newWire(t, base, change)
	plan := &Plan{Blocks: []*PlannedBlock{w.block}, Scenarios: []*PlannedScenario{{Block: w.block, Operation: "toyList"}}}
	return w.ready(t.Context(), plan, limit)
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
		err := ready(t, s.URL+"/base", time.Second, func(configuration *target.Target, _ *target.Environment) {
			configuration.BuildingBlocks["toys"].Headers = map[string]target.Secret{"X-Open": {Value: "1"}}
		})
		if err != nil {
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
	if err := ready(t, endless.URL, time.Second, nil); err != nil {
		t.Errorf("an endless body: %v", err)
	}
}

func TestReasonsWhyATargetIsNotReady(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	pair(t, folder, "localhost", time.Now().Add(-time.Hour))
	expired := strings.Replace(serveTLS(t, folder, "localhost", nil).URL, "127.0.0.1", "localhost", 1)
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	for name, test := range map[string]struct {
		base, want string
		change     func(*target.Target, *target.Environment)
	}{
		"refused": {closed.URL, "connection refused: nothing listens at 127.0.0.1:", nil},
		"DNS":     {"http://bbconform-target.invalid:8080", `the name "bbconform-target.invalid"`, nil},
		"closed":  {rawServer(t, func(net.Conn) {}), "the connection was closed by 127.0.0.1:", nil},
		"never":   {rawServer(t, func(c net.Conn) { _, _ = io.Copy(io.Discard, c) }), "no answer within the time limit", nil},
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
			start := time.Now()
			err := ready(t, test.base, 300*time.Millisecond, test.change)
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "toys@1.0 at "+test.base+": ") {
				t.Errorf("got %v", err)
			}
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("it took %s", took)
			}
		})
	}
}

// A target that is being started is waited for.
func TestReadinessWaits(t *testing.T) {
	t.Parallel()
	var tries atomic.Int32
	w := newWire(t, rawServer(t, func(c net.Conn) {
		if tries.Add(1) == 1 {
			return
		}
		_, _ = c.Read(make([]byte, 4096))
		_, _ = io.WriteString(c, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
	}), nil)
	plan := &Plan{Scenarios: []*PlannedScenario{{Block: w.block, Operation: "toyList"}, {Block: w.block, Operation: "toyRead"}, {Block: w.block, NotClaimed: "no"}}}
	if err := w.ready(t.Context(), plan, 10*time.Second); err != nil || tries.Load() != 2 {
		t.Errorf("got %v after %d tries", err, tries.Load())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := w.ready(ctx, plan, time.Second); err == nil {
		t.Error("a context that is done is not heeded")
	}
}
