package examples

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Degenerate returns the targets that a harness must survive and must not be pleased with.
func Degenerate() []Target {
	return []Target{
		{"bad-request", "answers 400 to everything", constant(400, "application/json", `{"detail":"bad request"}`)},
		{"unauthorized", "answers 401 to everything", constant(401, "application/json", `{"detail":"unauthorized"}`)},
		{"not-found", "answers 404 to everything", constant(404, "application/json", `{"detail":"no record found"}`)},
		{"internal-error", "answers 500 to everything", constant(500, "application/json", `{"detail":"internal error"}`)},
		{"empty-object", "answers 200 with {} to everything", constant(200, "application/json", `{}`)},
		{"empty-list", "answers 200 with [] to everything", constant(200, "application/json", `[]`)},
		{"no-content", "answers 204 to everything", constant(204, "", "")},
		{"html", "answers 200 with a web page to everything", constant(200, "text/html; charset=utf-8",
			"<!doctype html><html><title>Welcome</title><body><h1>It works!</h1></body></html>")},
		{"echo", "answers 200 with the body that it was sent", echo},
		{"redirect", "redirects everything to itself", redirect},
		{"hostile-text", "answers 200 with terminal escapes, control characters and markup", constant(200, "application/json", hostile)},
		{"deep-nesting", "answers 200 with thousands of opened arrays, and now and then with four million", deep()},
		{"closes", "closes the connection without an answer", closes},
		{"never-answers", "accepts requests and never answers", never},
		{"drip", "answers 200 with a body that comes one byte at a time, without end", drip},
		{"endless-body", "answers 200 with a body that never ends", endlessBody},
		{"endless-header", "answers with headers that never end", endlessHeader},
		{"gzip-bomb", "answers 200 with a small compressed body that unpacks to 64 GiB", gzipBomb()},
	}
}

// FindTarget returns the degenerate target of a name; the error lists those that there are.
func FindTarget(name string) (Target, error) {
	var known []string
	for _, t := range Degenerate() {
		if t.Name == name {
			return t, nil
		}
		known = append(known, t.Name)
	}
	return Target{}, fmt.Errorf("there is no degenerate target %q; there are %s", name, strings.Join(known, ", "))
}

func constant(status int, contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if contentType != "" {
			w.Header().Set("Content-Type", contentType)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// hostile would move the cursor, ring the bell, change the window's title and open a dialogue in a report that does not escape.
const hostile = `{"detail":"\u001b[2J\u001b]0;owned\u0007\u0000\u202e <script>alert(1)</script> ]]> \ud800 '; DROP TABLE records; --"}`

func echo(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil {
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body)
}

func redirect(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Location", r.URL.RequestURI())
	w.WriteHeader(http.StatusFound)
}

// deep makes a parser that calls itself for each level run out of stack. Every sixteenth answer is that deep, the first one among
// them; the others are only deeper than any parser follows, which costs a hundredth.
func deep() http.HandlerFunc {
	const deepest, often = 4 << 20, 16
	body := sync.OnceValue(func() []byte { return bytes.Repeat([]byte("["), deepest) })
	var answers atomic.Int64
	return func(w http.ResponseWriter, _ *http.Request) {
		depth := deepest / 100
		if answers.Add(1)%often == 1 {
			depth = deepest
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(body()[:depth])
	}
}

func closes(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

func never(_ http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body) // the server notices that a caller left only when the request has been read
	<-r.Context().Done()
}

func drip(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for next := byte('['); ; next = ' ' {
		if _, err := w.Write([]byte{next}); err != nil || http.NewResponseController(w).Flush() != nil {
			return
		}
		select {
		case <-tick.C:
		case <-r.Context().Done():
			return
		}
	}
}

func endlessBody(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	chunk := []byte(strings.Repeat(`{"id":"1"},`, 4096))
	_, err := io.WriteString(w, "[")
	for err == nil && r.Context().Err() == nil {
		_, err = w.Write(chunk)
	}
}

func endlessHeader(w http.ResponseWriter, r *http.Request) {
	conn, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer func() { _ = conn.Close() }()
	// Once hijacked, the server no longer closes the connection for us when the target stops.
	stop := context.AfterFunc(r.Context(), func() { _ = conn.Close() })
	defer stop()
	_, err = buffered.WriteString("HTTP/1.1 200 OK\r\n")
	for i := 0; err == nil; i++ {
		_, err = fmt.Fprintf(buffered, "X-Filler-%d: %s\r\n", i, strings.Repeat("x", 1000))
	}
}

// gzipBomb sends the same compressed mebibyte of blanks over and over: the members of a gzip stream may follow each other.
func gzipBomb() http.HandlerFunc {
	members := sync.OnceValue(func() []byte {
		var member bytes.Buffer
		z := gzip.NewWriter(&member)
		_, _ = z.Write(bytes.Repeat([]byte(" "), 1<<20)) // into memory: cannot fail
		_ = z.Close()
		return bytes.Repeat(member.Bytes(), 64)
	})
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Encoding", "gzip")
		for range 1024 {
			if _, err := w.Write(members()); err != nil || r.Context().Err() != nil {
				return
			}
		}
	}
}
