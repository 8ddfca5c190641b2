package examples_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/bbconform/bbconform/examples"
)

// call sends a POST and reads at most 1 MiB of the answer; it gives up after the patience that the test has.
func call(t *testing.T, url string, patience time.Duration) (*http.Response, string, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/any/thing", strings.NewReader(`{"a":1}`))
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{
		Transport:     &http.Transport{DisableCompression: true, DisableKeepAlives: true, MaxResponseHeaderBytes: 64 << 10},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	resp, err := client.Do(r)
	if err != nil {
		return nil, "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	return resp, string(body), err
}

func TestDegenerateTargets(t *testing.T) {
	t.Parallel()
	status := map[string]int{"bad-request": 400, "unauthorized": 401, "not-found": 404, "internal-error": 500, "empty-object": 200,
		"empty-list": 200, "no-content": 204, "html": 200, "echo": 200, "redirect": 302, "hostile-text": 200, "deep-nesting": 200,
		"endless-body": 200, "gzip-bomb": 200}
	holds := map[string]string{"empty-object": "{}", "html": "<!doctype html>", "echo": `{"a":1}`, "endless-body": `[{"id":"1"},`}
	for _, target := range examples.Degenerate() {
		t.Run(target.Name, func(t *testing.T) {
			t.Parallel()
			running, err := target.Start()
			if err != nil {
				t.Fatal(err)
			}
			defer running.Stop()
			want, answers := status[target.Name]
			patience := 200 * time.Millisecond
			if answers {
				patience = time.Minute // only a hang takes so long
			}
			resp, body, err := call(t, running.URL, patience)
			switch {
			case !answers && err == nil:
				t.Fatalf("got %d %q, want no whole answer", resp.StatusCode, body)
			case answers && (err != nil || resp.StatusCode != want || !strings.HasPrefix(body, holds[target.Name])):
				t.Fatalf("got %v %.100q (%v), want %d", resp, body, err, want)
			}
			if late := target.Name == "never-answers" || target.Name == "drip"; late && !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got %v, want to have waited in vain", err)
			}
		})
	}
}

// Not parallel: it counts goroutines.
func TestDegenerateTargetsLeaveNothingBehind(t *testing.T) {
	before := runtime.NumGoroutine()
	for _, target := range examples.Degenerate() {
		running, err := target.Start()
		if err != nil {
			t.Fatal(err)
		}
		done := make(chan struct{})
		ctx, cancel := context.WithCancel(t.Context())
		go func() { // a caller who is still there when the target stops
			defer close(done)
			r, _ := http.NewRequestWithContext(ctx, http.MethodGet, running.URL, nil)
			if resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r); err == nil {
				_, _ = io.CopyN(io.Discard, resp.Body, 1<<16)
				_ = resp.Body.Close()
			}
		}()
		running.Stop()
		cancel()
		<-done
		if _, err := unkept.Get(running.URL); err == nil { //nolint:noctx,bodyclose // it must fail
			t.Errorf("%s still answers", target.Name)
		}
	}
	for deadline := time.Now().Add(time.Minute); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<16)
			t.Fatalf("%d goroutines before, %d after:\n%s", before, runtime.NumGoroutine(), stacks[:runtime.Stack(stacks, true)])
		}
	}
}

func TestFindTarget(t *testing.T) {
	t.Parallel()
	if target, err := examples.FindTarget("gzip-bomb"); err != nil || target.Name != "gzip-bomb" {
		t.Errorf("got %v, %v", target, err)
	}
	if _, err := examples.FindTarget("nope"); err == nil || !strings.Contains(err.Error(), "never-answers") {
		t.Errorf("the error does not list what there is: %v", err)
	}
}
