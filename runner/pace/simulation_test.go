package pace

import (
	"context"
	"math"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// server is a target in a model: so many workers, requests that wait for one, or are turned away when none is free.
type server struct {
	workers   int // 0: as many as are asked for
	refuses   bool
	noise     func(*rand.Rand) float64 // factor of what a request takes; nil: 1
	operation map[string]time.Duration // what a request takes

	mu      sync.Mutex
	random  *rand.Rand
	busy    int
	waiting []chan struct{}
	refused int
}

func (s *server) set(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
	s.admit()
}

func (s *server) admit() {
	for len(s.waiting) > 0 && (s.workers == 0 || s.busy < s.workers) {
		s.busy++
		close(s.waiting[0])
		s.waiting = s.waiting[1:]
	}
}

// serve answers a request, and reports whether it was not turned away.
func (s *server) serve(operation string) bool {
	s.mu.Lock()
	if s.refuses && s.busy >= s.workers {
		s.refused++
		s.mu.Unlock()
		return false
	}
	takes := s.operation[operation]
	if s.noise != nil {
		takes = time.Duration(float64(takes) * s.noise(s.random))
	}
	begin := make(chan struct{})
	s.waiting = append(s.waiting, begin)
	s.admit()
	s.mu.Unlock()
	<-begin
	rest(takes)
	s.mu.Lock()
	s.busy--
	s.admit()
	s.mu.Unlock()
	return true
}

// rest lets time pass, which is that of the model.
func rest(d time.Duration) { time.Sleep(d) } //nolint:forbidigo // nobody waits in truth

// milliseconds are what the operations of a target take that needs as long for each.
func milliseconds(n float64) map[string]time.Duration {
	d := time.Duration(n * float64(time.Millisecond))
	return map[string]time.Duration{"create": 2 * d, "read": d, "list": 3 * d / 2, "delete": d}
}

// drive sends so many requests at a pace, in scenarios of six, and returns how long that took. After each scenario watch is called,
// with the number of those that have ended.
func drive(t *testing.T, p *Pace, s *server, requests int, watch func(ended int)) time.Duration {
	t.Helper()
	began := time.Now()
	s.random = rand.New(rand.NewPCG(1, 2))
	var all sync.WaitGroup
	var mu sync.Mutex
	ended := 0
	for range requests / 6 {
		done, err := p.Scenario(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		all.Go(func() {
			defer done()
			for _, operation := range []string{"create", "create", "read", "list", "delete", "read"} {
				ask(t.Context(), p, s, operation)
			}
			mu.Lock()
			defer mu.Unlock()
			ended++
			if watch != nil {
				watch(ended)
			}
		})
	}
	all.Wait()
	return time.Since(began)
}

// ask sends one request as a client does: what was turned away is asked again alone.
func ask(ctx context.Context, p *Pace, s *server, operation string) {
	turn, err := p.Request(ctx)
	if err != nil {
		panic(err)
	}
	sent := time.Now()
	if s.serve(operation) {
		turn.Ended(Answered, operation, time.Since(sent))
		return
	}
	turn.Ended(Unknown, operation, 0)
	again, err := p.Alone(ctx)
	if err != nil {
		panic(err)
	}
	sent = time.Now()
	if s.serve(operation) {
		turn.WasTurnedAway()
		again.Ended(Answered, operation, time.Since(sent))
		return
	}
	again.Ended(Unknown, operation, 0)
}

func TestLevelFindsWhatTheTargetBears(t *testing.T) {
	t.Parallel()
	evenly := func(r *rand.Rand) float64 { return math.Exp(0.3 * r.NormFloat64()) }
	outliers := func(r *rand.Rand) float64 {
		if r.Float64() < 0.03 {
			return 20
		}
		return evenly(r)
	}
	for name, test := range map[string]struct {
		server      *server
		least, most int // between these the level ends
	}{
		"two at a time, others wait":                {&server{workers: 2}, 1, 4},
		"two at a time, others are refused":         {&server{workers: 2, refuses: true}, 2, 3},
		"one at a time":                             {&server{workers: 1}, 1, 3},
		"ten at a time, others wait":                {&server{workers: 10}, 8, 28},
		"ten at a time, others are refused":         {&server{workers: 10, refuses: true}, 8, 11},
		"forty at a time":                           {&server{workers: 40}, 30, 62},
		"as many as are asked":                      {&server{}, 64, 64},
		"as many, with noise":                       {&server{noise: evenly}, 48, 64},
		"as many, with answers that take very long": {&server{noise: outliers}, 16, 64},
		"as many, with nothing but noise":           {&server{noise: (*rand.Rand).ExpFloat64}, 6, 64},
		"two at a time, with noise":                 {&server{workers: 2, noise: evenly}, 1, 5},
		"ten at a time, with noise":                 {&server{workers: 10, noise: outliers}, 6, 36},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := Adaptive(64)
				test.server.operation = milliseconds(50)
				took := drive(t, p, test.server, 6000, nil)
				got := p.Summary()
				t.Logf("%s, %d turned away, %+v", took, test.server.refused, got)
				if got.Last < test.least || got.Last > test.most {
					t.Errorf("ends at %d, expected %d to %d", got.Last, test.least, test.most)
				}
			})
		})
	}
}

// A target that can do two at a time is asked as quickly as it can answer, whether it lets others wait or refuses them.
func TestLevelCostsLittle(t *testing.T) {
	t.Parallel()
	for _, workers := range []int{1, 2, 8} {
		for _, refuses := range []bool{false, true} {
			synctest.Test(t, func(t *testing.T) {
				known := drive(t, Fixed(workers), &server{workers: workers, operation: milliseconds(50)}, 6000, nil)
				s := &server{workers: workers, refuses: refuses, operation: milliseconds(50)}
				p := Adaptive(64)
				took := drive(t, p, s, 6000, nil)
				t.Logf("%d workers, refuses %v: %s against %s, %d refused, %+v", workers, refuses, took, known, s.refused, p.Summary())
				if took > known*11/10 {
					t.Errorf("%d workers, refuses %v: takes %s, and %s when %d at a time is known", workers, refuses, took, known, workers)
				}
			})
		}
	}
}

// A target that begins to queue is noticed within a few answers, and so is that it does not any more.
func TestLevelFollowsATargetThatChanges(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := Adaptive(64)
		s := &server{operation: milliseconds(50)}
		drive(t, p, s, 24000, func(ended int) {
			switch ended {
			case 500:
				if got := p.Summary(); got.Last != 64 || len(got.Falls) > 0 {
					t.Errorf("before: %+v", got)
				}
				s.set(func() { s.workers = 4 })
			case 600: // 100 answers later, 64 of which were under way
				if got := p.Summary(); got.Last > 32 || len(got.Falls) != 1 || got.Falls[0].Why != BecauseSlower {
					t.Errorf("with four at a time: %+v", got)
				}
			case 900:
				if got := p.Summary(); got.Last > 32 { // it tries again and again whether more is possible, and falls each time
					t.Errorf("with four at a time for long: %+v", got)
				}
			case 1000:
				s.set(func() { s.workers = 0 })
			}
		})
		if got := p.Summary(); got.Last < 48 {
			t.Errorf("after: %+v", got)
		}
	})
}

// Answers that are slower whatever is asked at a time are no reason to ask less.
func TestLevelDoesNotTakeTheBlameForASlowTarget(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := Adaptive(64)
		s := &server{operation: milliseconds(50)}
		drive(t, p, s, 12000, func(ended int) {
			if ended == 500 {
				s.set(func() { s.operation = milliseconds(150) })
			}
		})
		if got := p.Summary(); got.Last < 48 {
			t.Errorf("got %+v", got)
		}
	})
}

// Where an answer takes a fraction of a millisecond, what others add to it is not worth asking for.
func TestLevelStaysLowWhereNothingIsGained(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := Adaptive(64)
		drive(t, p, &server{workers: 2, operation: milliseconds(0.2)}, 6000, nil)
		if got := p.Summary(); got.Last > 20 {
			t.Errorf("got %+v", got)
		}
	})
}
