package wire

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/internal/toys"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/steps/exchange"
)

// pauses notes how long is waited, and does not wait.
type pauses struct {
	mu  sync.Mutex
	all []time.Duration
}

func (p *pauses) in(_ *target.Target, env *target.Environment) {
	env.Pause = func(ctx context.Context, d time.Duration) error {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.all = append(p.all, d)
		return ctx.Err()
	}
}

func TestTurnedAwayIsAskedAgainAlone(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusTooManyRequests, http.StatusServiceUnavailable} {
		var flying, creations atomic.Int32
		arrived, refused := make(chan struct{}), make(chan struct{})
		s := serve(t, func(w http.ResponseWriter, r *http.Request) {
			n := flying.Add(1)
			defer flying.Add(-1)
			switch {
			case r.Method == http.MethodGet:
				close(arrived)
				<-refused
			case creations.Add(1) == 1:
				w.Header().Set("Retry-After", "2")
				w.WriteHeader(status)
				close(refused)
			case n > 1:
				t.Error("it is not alone when it is asked again")
			default:
				w.WriteHeader(http.StatusCreated)
			}
		})
		waited := &pauses{}
		w := newWire(t, s.URL, waited.in)
		done := make(chan struct{})
		go func() {
			defer close(done)
			if x, err := w.endpoint().Client("other").Do(t.Context(), w.request("toyList")); err != nil || x.Status != http.StatusOK {
				t.Errorf("got %v, %v", x, err)
			}
		}()
		<-arrived
		x := w.do("toyCreate")
		<-done
		if x.Status != http.StatusCreated || x.Number != 2 || len(x.Earlier) != 1 || x.Earlier[0] != 1 || x.AskedAgain != "" {
			t.Errorf("got %+v", x)
		}
		if len(waited.all) != 1 || waited.all[0] <= 0 || waited.all[0] > 2*time.Second {
			t.Errorf("waited %v", waited.all)
		}
		var first, second *reports.Exchange
		for i, e := range w.recorded {
			switch {
			case e.Operation == "toyCreate" && e.Number == 1:
				first = &w.recorded[i]
			case e.Operation == "toyCreate" && e.Number == 2:
				second = &w.recorded[i]
			}
		}
		if len(w.recorded) != 3 || first.Answer.Status != status || first.AskedAgain != statusWords(status)+" while another request was in flight" ||
			second.Answer.Status != http.StatusCreated || second.AskedAgain != "" || second.Request.Body.Text != first.Request.Body.Text {
			t.Errorf("recorded %+v", w.recorded)
		}
		if len(w.client.notes) != 1 || !strings.Contains(w.client.notes[0], "Exchange 1 (toyCreate): "+first.AskedAgain+". So it was sent once more, alone") || w.client.Calls()["toyCreate"] != 2 {
			t.Errorf("notes %q, calls %v", w.client.notes, w.client.Calls())
		}
	}
}

// A limit of requests within some time turns away a request that is alone as well.
func TestTooManyRequestsWithinSomeTime(t *testing.T) {
	t.Parallel()
	var creations atomic.Int32
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && creations.Add(1) == 1 {
			w.WriteHeader(http.StatusTooManyRequests)
		}
	})
	waited := &pauses{}
	w := newWire(t, s.URL, waited.in)
	w.do("toyList")
	if x := w.do("toyCreate"); x.Status != http.StatusOK || len(x.Earlier) != 1 || w.recorded[1].AskedAgain != "429 Too Many Requests shortly after another request" {
		t.Errorf("got %+v, recorded %+v", x, w.recorded)
	}
	if len(waited.all) != 1 || waited.all[0] <= 0 || waited.all[0] > rateWindow {
		t.Errorf("waited %v", waited.all)
	}
}

// What is turned away whatever is asked beside it is not asked twice for ever.
func TestTurnedAwayAlways(t *testing.T) {
	t.Parallel()
	var calls atomic.Int32
	var recovered atomic.Bool
	waited := &pauses{}
	w := newWire(t, serve(t, func(w http.ResponseWriter, _ *http.Request) {
		calls.Add(1)
		if !recovered.Load() {
			w.WriteHeader(http.StatusTooManyRequests)
		}
	}).URL, waited.in)
	sent := func(operation string) int32 {
		before := calls.Load()
		x := w.do(operation)
		if !recovered.Load() && (x.Status != http.StatusTooManyRequests || x.AskedAgain != "") {
			t.Errorf("got %+v", x)
		}
		return calls.Load() - before
	}
	for i, want := range []int32{1, 2, 2, 2, 1, 1} { // the first has nothing before it that could be the reason
		if got := sent("toyList"); got != want {
			t.Errorf("request %d of an operation was sent %d times, expected %d", i+1, got, want)
		}
	}
	for i, want := range []int32{2, 2, 1} { // five in all
		if got := sent("toyCreate"); got != want {
			t.Errorf("request %d of another was sent %d times, expected %d", i+1, got, want)
		}
	}
	recovered.Store(true)
	sent("toyList")
	recovered.Store(false)
	if got := sent("toyCreate"); got != 2 {
		t.Errorf("a request was sent %d times although the target had recovered", got)
	}
}

// Of several that a sentence sends at once, those that the target has no room for are asked again when the others have ended.
func TestTurnedAwayOfSeveralAtOnce(t *testing.T) {
	t.Parallel()
	var calls, flying atomic.Int32
	all := make(chan struct{})
	waited := &pauses{}
	w := newWire(t, serve(t, func(w http.ResponseWriter, _ *http.Request) {
		n := flying.Add(1)
		defer flying.Add(-1)
		switch call := calls.Add(1); {
		case call > 4:
			if n > 1 {
				t.Error("it is not alone when it is asked again")
			}
		case call > 2:
			if call == 4 {
				close(all)
			}
			w.WriteHeader(http.StatusServiceUnavailable)
		default:
			<-all
		}
	}).URL, waited.in)
	var wait sync.WaitGroup
	var again atomic.Int32
	for range 4 {
		wait.Go(func() {
			r := w.request("toyCreate")
			r.AtOnce = true
			x, err := w.client.Do(t.Context(), r)
			if err != nil || x.Status != http.StatusOK {
				t.Errorf("got %+v, %v", x, err)
				return
			}
			again.Add(int32(len(x.Earlier)))
		})
	}
	wait.Wait()
	if calls.Load() != 6 || again.Load() != 2 {
		t.Errorf("%d sent, %d again", calls.Load(), again.Load())
	}
}

// A request that is alone when it is turned away has no other to blame.
func TestTurnedAwayAlone(t *testing.T) {
	t.Parallel()
	waited := &pauses{}
	w := newWire(t, serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) }).URL, waited.in)
	w.do("toyList")
	if x := w.do("toyList"); x.Status != http.StatusServiceUnavailable || x.Number != 2 || x.AskedAgain != "" || len(w.recorded) != 2 || len(waited.all) != 0 {
		t.Errorf("got %+v, %d recorded", x, len(w.recorded))
	}
}

// A run that is stopped while a request waits to be asked again says nothing about the target.
func TestStoppedBeforeItIsAskedAgain(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancelCause(t.Context())
	arrived := make(chan struct{})
	w := newWire(t, serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			close(arrived)
			toys.UntilGone(r)
			return
		}
		w.WriteHeader(http.StatusServiceUnavailable)
	}).URL, nil)
	recorded := 0
	w.Record(func(scenario string, _ reports.Exchange) error {
		if scenario == "one" {
			recorded++
			cancel(Stopped("the run was interrupted"))
		}
		return nil
	})
	other, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = w.endpoint().Client("other").Do(other, w.request("toyList"))
	}()
	<-arrived
	x := w.send(ctx, w.request("toyCreate"))
	if no := none(t, x); no.Kind != exchange.Interrupted || x.Number != 2 || recorded != 1 {
		t.Errorf("got %+v, %d recorded", no, recorded)
	}
	stop()
	<-done
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)
	w := newWire(t, "http://127.0.0.1:1", func(configuration *target.Target, env *target.Environment) {
		configuration.Limits.RetryAfter = target.Duration(time.Minute)
		env.Now = func() time.Time { return now }
	})
	date := func(in time.Duration) string { return now.Add(in).Format(http.TimeFormat) }
	for _, test := range []struct {
		status       int
		header, date string
		want         time.Duration
	}{
		{429, "", "", time.Second},
		{503, "", "", 0},
		{429, "7", "", 7 * time.Second},
		{503, " 7 ", "", 7 * time.Second},
		{429, "0", "", 0},
		{503, "3600", "", time.Minute},
		{503, "99999999999999999999", "", 0},
		{429, "-5", "", time.Second},
		{503, "soon", "", 0},
		{503, date(20 * time.Second), "", 20 * time.Second},
		{503, date(-time.Hour), "", 0},
		{503, date(time.Hour), "", time.Minute},
		{503, date(time.Hour), date(time.Hour - 5*time.Second), 5 * time.Second}, // their clock is an hour ahead
	} {
		x := &exchange.Exchange{Status: test.status, Header: http.Header{}}
		x.Header.Set("Retry-After", test.header)
		x.Header.Set("Date", test.date)
		if got := w.retryAfter(x); got != test.want {
			t.Errorf("%d with Retry-After %q and Date %q: got %s, expected %s", test.status, test.header, test.date, got, test.want)
		}
	}
}
