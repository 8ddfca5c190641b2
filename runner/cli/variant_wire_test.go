package cli_test

import (
	"encoding/pem"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bbconform/bbconform/runner/target"
)

func moreHeaders(_ *http.Request, a *said) {
	for name, value := range map[string]string{
		"ETag": `W/"1"`, "Set-Cookie": "session=abc; HttpOnly", "X-Request-Id": "4711", "Vary": "Accept, Origin", "Server-Timing": "db;dur=2",
		"Strict-Transport-Security": "max-age=63072000", "Link": `</next>; rel="next"`, "Location": "/elsewhere", "Last-Modified": "yesterday",
	} {
		a.header.Add(name, value)
	}
	a.header.Add("Set-Cookie", "second=1")
}

func otherContentType(_ *http.Request, a *said) {
	if a.header.Get("Content-Type") == "application/json" {
		a.header.Set("Content-Type", `Application/JSON ;Charset="UTF-8"`)
	}
}

func inChunks(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a := listen(next, r)
		w.Header().Set("Link", "</style.css>; rel=preload")
		w.WriteHeader(http.StatusEarlyHints)
		w.Header().Set("Trailer", "X-Checksum")
		for name, values := range a.header {
			w.Header()[name] = values
		}
		w.WriteHeader(a.status)
		for len(a.body) > 0 {
			n := min(len(a.body), 300)
			_, _ = w.Write(a.body[:n])
			_ = http.NewResponseController(w).Flush()
			a.body = a.body[n:]
		}
		w.Header().Set("X-Checksum", "none")
	})
}

func closing(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Connection", "close")
		next.ServeHTTP(w, r)
	})
}

func withHTTP2(handler http.Handler) *httptest.Server {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor != 2 {
			http.Error(w, "HTTP/2 only", http.StatusHTTPVersionNotSupported)
			return
		}
		handler.ServeHTTP(w, r)
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	return server
}

// trusting is the configuration of a target whose certificate no system knows.
func trusting(t *testing.T, server *httptest.Server, target *target.Target) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "authority.pem")
	authority := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(file, authority, 0o600); err != nil {
		t.Fatal(err)
	}
	target.Trust = []string{file}
}

func belowAPath(handler http.Handler) *httptest.Server {
	return httptest.NewServer(http.StripPrefix("/gov/api v1/x", handler))
}

func atItsPath(_ *testing.T, _ *httptest.Server, target *target.Target) {
	for _, block := range target.BuildingBlocks {
		block.URL += "/gov/api%20v1/x/"
	}
}

func slow(most time.Duration) middleware {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			select {
			case <-r.Context().Done():
			case <-time.After(rand.N(most)):
				next.ServeHTTP(w, r)
			}
		})
	}
}

// limited refuses with 429 what is more than some requests within any second.
func limited(perSecond int) middleware {
	return func(next http.Handler) http.Handler {
		var mu sync.Mutex
		var recent []time.Time
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			now := time.Now()
			for len(recent) > 0 && now.Sub(recent[0]) > time.Second {
				recent = recent[1:]
			}
			recent = append(recent, now)
			tooMany := len(recent) > perSecond
			mu.Unlock()
			if tooMany {
				w.Header().Set("Retry-After", "1")
				w.WriteHeader(http.StatusTooManyRequests)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// asSlowAs is the configuration of a target that limits how often it may be called.
func asSlowAs(perSecond float64) func(*testing.T, *httptest.Server, *target.Target) {
	return func(_ *testing.T, _ *httptest.Server, target *target.Target) { target.RequestsPerSecond = perSecond }
}

// plusSigns takes addresses to the letter: only a form has plus signs for blanks.
func plusSigns(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.URL.RawQuery = strings.ReplaceAll(r.URL.RawQuery, "+", "%2B")
		next.ServeHTTP(w, r)
	})
}
