package wire

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bbconform/bbconform/runner/pace"
)

// However many large answers there are at a time, they never take more memory than the budget, and each is read to its end.
func TestManyLargeAnswersAtATime(t *testing.T) {
	t.Parallel()
	const size = maxBody - 1
	for name, atATime := range map[string]int{"of a length that is known": 16, "of a length that is not": 64} {
		announced := atATime == 16
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			chunk := bytes.Repeat([]byte("x"), 1<<16)
			w := newWire(t, serve(t, func(w http.ResponseWriter, _ *http.Request) {
				if announced {
					w.Header().Set("Content-Length", "8388607")
				}
				for left := size; left > 0; left -= len(chunk) {
					_, _ = w.Write(chunk[:min(left, len(chunk))])
				}
			}).URL, nil)
			w.door.pace = pace.Fixed(atATime)
			var mu sync.Mutex
			var held, most int
			var all sync.WaitGroup
			for range atATime {
				all.Go(func() {
					c := w.endpoint().Client("one")
					defer c.Done()
					x, err := c.Do(t.Context(), w.request("toyList"))
					if err != nil || x.Err != nil || len(x.Body) != size || x.TooLarge {
						t.Errorf("got %v, %v", err, x.Err)
						return
					}
					mu.Lock()
					held += len(x.Body)
					most = max(most, held)
					mu.Unlock()
					defer func() { mu.Lock(); held -= len(x.Body); mu.Unlock() }()
				})
			}
			all.Wait()
			if most > maxBodies {
				t.Errorf("%d bytes of answers at a time", most)
			}
			if !w.bodies.free.TryAcquire(maxBodies) {
				t.Error("not everything was given back")
			}
		})
	}
}

// Several large answers of one scenario, sent at once, do not wait for each other, and neither does one that follows another.
func TestLargeAnswersOfOneScenario(t *testing.T) {
	t.Parallel()
	body := bytes.Repeat([]byte("x"), maxBody-1)
	w := newWire(t, serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(body) }).URL, nil)
	var all sync.WaitGroup
	for range 12 {
		all.Go(func() {
			r := w.request("toyList")
			r.AtOnce = true
			if x, err := w.client.Do(t.Context(), r); err != nil || x.Err != nil || len(x.Body) != len(body) {
				t.Errorf("got %v, %v", err, x.Err)
			}
		})
	}
	all.Wait()
	for range 12 {
		if x := w.do("toyList"); x.Err != nil || len(x.Body) != len(body) {
			t.Errorf("got %v", x.Err)
		}
	}
	if w.client.held != int64(len(body)) {
		t.Errorf("%d bytes are held while the scenario looks at an answer", w.client.held)
	}
	w.client.Done()
	if !w.bodies.free.TryAcquire(maxBodies) {
		t.Error("not everything was given back")
	}
}

// Small answers need no share: they come when there is none to be had.
func TestSmallAnswersDoNotWait(t *testing.T) {
	t.Parallel()
	w := newWire(t, serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, freeBody/2)) }).URL, nil)
	if !w.bodies.free.TryAcquire(maxBodies) {
		t.Fatal("nothing has been read")
	}
	if x := w.do("toyList"); x.Err != nil || len(x.Body) != freeBody/2 {
		t.Errorf("got %v", x.Err)
	}
}

// Waiting for memory is not the target's time, and ends with the run.
func TestWaitingForMemory(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBudget()
		if _, err := b.take(t.Context(), maxBodies); err != nil {
			t.Fatal(err)
		}
		limited, cancel := WithPatience(t.Context(), time.Second, errAnswerLimit)
		defer cancel()
		go func() {
			time.Sleep(time.Hour) //nolint:forbidigo // of the test's own clock
			b.give(maxBodies)
		}()
		large := &share{ctx: limited, budget: b}
		response := &http.Response{Body: io.NopCloser(bytes.NewReader(make([]byte, 2*freeBody))), ContentLength: -1}
		got, err := readBody(response, large)
		if err != nil || len(got.data) != 2*freeBody || large.waited != time.Hour || large.taken != 2*freeBody || limited.Err() != nil {
			t.Errorf("%d bytes, %v, waited %s, took %d, %v", len(got.data), err, large.waited, large.taken, limited.Err())
		}

		ctx, stop := context.WithCancelCause(t.Context())
		go stop(Stopped("the run was interrupted"))
		if _, err := b.take(ctx, maxBodies); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		large.keep(0)
		if !b.free.TryAcquire(maxBodies) {
			t.Error("not everything was given back")
		}
	})
}
