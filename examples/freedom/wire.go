package freedom

import (
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"time"
)

func moreHeaders(_ *http.Request, a *Answer) {
	for name, value := range map[string]string{
		"ETag": `W/"1"`, "Set-Cookie": "session=abc; HttpOnly", "X-Request-Id": "4711", "Vary": "Accept, Origin", "Server-Timing": "db;dur=2",
		"Strict-Transport-Security": "max-age=63072000", "Link": `</next>; rel="next"`, "Location": "/elsewhere", "Last-Modified": "yesterday",
	} {
		a.Fields.Add(name, value)
	}
	a.Fields.Add("Set-Cookie", "second=1")
}

func otherContentType(_ *http.Request, a *Answer) {
	if a.Fields.Get("Content-Type") == "application/json" {
		a.Fields.Set("Content-Type", `Application/JSON ;Charset="UTF-8"`)
	}
}

func inChunks(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a := Listen(next, r)
		w.Header().Set("Link", "</style.css>; rel=preload")
		w.WriteHeader(http.StatusEarlyHints)
		w.Header().Set("Trailer", "X-Checksum")
		for name, values := range a.Fields {
			w.Header()[name] = values
		}
		w.WriteHeader(a.Status)
		for len(a.Body) > 0 {
			n := min(len(a.Body), 300)
			_, _ = w.Write(a.Body[:n])
			_ = http.NewResponseController(w).Flush()
			a.Body = a.Body[n:]
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

// basePath is that of a base URL, as it is written.
const basePath = "/gov/api%20v1/x"

// belowAPath serves below basePath. http.StripPrefix would find nothing below a path with an escape as soon as an identifier has one.
func belowAPath(handler http.Handler) *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		escaped, below := strings.CutPrefix(r.URL.EscapedPath(), basePath)
		path, err := url.PathUnescape(escaped)
		if !below || err != nil {
			http.NotFound(w, r)
			return
		}
		r = r.Clone(r.Context())
		r.URL.Path, r.URL.RawPath = path, escaped
		handler.ServeHTTP(w, r)
	}))
}

// slow has each answer take some time, at most so much.
func slow(most time.Duration) Middleware {
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
func limited(perSecond int) Middleware {
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

// plusSigns takes addresses to the letter: only a form has plus signs for blanks.
func plusSigns(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.URL.RawQuery = strings.ReplaceAll(r.URL.RawQuery, "+", "%2B")
		next.ServeHTTP(w, r)
	})
}
