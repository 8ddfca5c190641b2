package pace

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// going starts something in the background, lets it get as far as it can, and then says whether it is still under way.
func going(do func()) (waits func() bool) {
	done := make(chan struct{})
	go func() { do(); close(done) }()
	synctest.Wait()
	return func() bool {
		synctest.Wait()
		select {
		case <-done:
			return false
		default:
			return true
		}
	}
}

func must(t *testing.T, turn *Turn, err error) *Turn {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return turn
}

func TestScenariosWaitForTheirTurn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := Fixed(2)
		one, _ := p.Scenario(t.Context())
		if _, err := p.Scenario(t.Context()); err != nil {
			t.Fatal(err)
		}
		gone, cancel := context.WithCancelCause(t.Context())
		why := errors.New("interrupted")
		waits := going(func() {
			if _, err := p.Scenario(gone); !errors.Is(err, why) {
				t.Errorf("got %v", err)
			}
		})
		third := going(func() {
			if _, err := p.Scenario(t.Context()); err != nil {
				t.Error(err)
			}
		})
		if !waits() || !third() {
			t.Error("more than two are under way")
		}
		cancel(why)
		if waits() || !third() {
			t.Error("whoever was stopped waits, or lets another go")
		}
		one()
		if third() {
			t.Error("nobody takes the place of one that has ended")
		}
	})
}

func TestRequestsWaitForTheirTurn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := Fixed(1)
		first, err := p.Request(t.Context())
		must(t, first, err)
		second := going(func() {
			turn, err := p.Request(t.Context())
			must(t, turn, err).Ended(Answered, "read", time.Second)
		})
		if !second() {
			t.Error("two are in flight")
		}
		side := going(func() {
			turn, err := p.Beside(t.Context())
			if must(t, turn, err).Others() != 1 {
				t.Errorf("%d others", turn.Others())
			}
			turn.Ended(Answered, "read", time.Second)
		})
		if side() || first.Others() != 1 {
			t.Error("whoever is sent side by side on purpose waits, or is not counted")
		}
		first.Ended(Answered, "read", time.Second)
		if second() {
			t.Error("nobody takes the place of one that has ended")
		}
	})
}

func TestAlone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := Fixed(8)
		flying, err := p.Request(t.Context())
		must(t, flying, err)
		var alone *Turn
		waiting := going(func() {
			var err error
			alone, err = p.Alone(t.Context())
			must(t, alone, err)
		})
		later := going(func() {
			turn, err := p.Request(t.Context())
			must(t, turn, err).Ended(Answered, "read", 1)
		})
		if !waiting() || !later() {
			t.Fatal("another is in flight, or one that came later goes first")
		}
		beside, err := p.Beside(t.Context()) // must not wait for one that waits itself
		must(t, beside, err).Ended(Answered, "read", 1)
		flying.Ended(Answered, "read", 1)
		if waiting() || !later() {
			t.Fatal("it waits although nothing is in flight, or is not alone")
		}
		side := going(func() {
			turn, err := p.Beside(t.Context())
			must(t, turn, err).Ended(Answered, "read", 1)
		})
		next := going(func() {
			turn, err := p.Alone(t.Context())
			must(t, turn, err).Ended(Answered, "read", 1)
		})
		if !side() || !next() || alone.Others() != 0 {
			t.Error("it is not alone")
		}
		alone.Ended(Unknown, "read", 0)
		if side() || next() || later() {
			t.Error("somebody waits although it has ended")
		}
	})
}

// Whoever waits to be alone and is stopped keeps nobody waiting.
func TestAloneThatIsStopped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := Fixed(8)
		flying, err := p.Request(t.Context())
		must(t, flying, err)
		ctx, cancel := context.WithCancel(t.Context())
		waiting := going(func() {
			if _, err := p.Alone(ctx); err == nil {
				t.Error("it is let go although another is in flight")
			}
		})
		later := going(func() {
			turn, err := p.Request(t.Context())
			must(t, turn, err).Ended(Answered, "read", 1)
		})
		if !waiting() || !later() {
			t.Fatal("nobody waits")
		}
		cancel()
		if waiting() || later() {
			t.Error("somebody still waits")
		}
		flying.Ended(Answered, "read", 1)
	})
}

// What came of many that were under way at once is one reason to take fewer, not many.
func TestManyThatAreLostAtOnceAreOneFall(t *testing.T) {
	t.Parallel()
	p := Adaptive(64)
	p.level.move(32)
	var turns []*Turn
	for range 32 {
		turn, err := p.Request(t.Context())
		turns = append(turns, must(t, turn, err))
	}
	for _, turn := range turns {
		turn.Ended(Lost, "read", time.Second)
	}
	if got := p.Summary(); got.Last != 16 || len(got.Falls) != 1 || got.Falls[0] != (Fall{BecauseLost, 1}) {
		t.Errorf("got %+v", got)
	}
	turn, err := p.Request(t.Context())
	must(t, turn, err).Ended(Unknown, "read", 0)
	turn.WasTurnedAway()
	if got := p.Summary(); got.Last != 8 || len(got.Falls) != 2 || got.Falls[1] != (Fall{BecauseTurnedAway, 1}) {
		t.Errorf("got %+v", got)
	}
}

// What happens while more are in flight than the level allows says nothing about it.
func TestRequestsSideBySideTeachNothing(t *testing.T) {
	t.Parallel()
	p := Adaptive(64)
	var turns []*Turn
	for range 10 {
		turn, err := p.Beside(t.Context())
		turns = append(turns, must(t, turn, err))
	}
	for _, turn := range turns {
		turn.Ended(Unknown, "read", 0)
		turn.WasTurnedAway()
	}
	if got := p.Summary(); got.Last != start || len(got.Falls) != 0 {
		t.Errorf("got %+v", got)
	}
}

func TestFixedPaceStaysAsItIs(t *testing.T) {
	t.Parallel()
	p := Fixed(0)
	turn, err := p.Request(t.Context())
	must(t, turn, err).Ended(Lost, "read", time.Second)
	turn.WasTurnedAway()
	if got := p.Summary(); got.Adaptive || got.Limit != 1 || got.Least != 1 || got.Most != 1 || got.Last != 1 || got.Falls != nil {
		t.Errorf("got %+v", got)
	}
	if got := Adaptive(-1).Summary(); !got.Adaptive || got.Limit != 1 || got.Last != 1 {
		t.Errorf("got %+v", got)
	}
}
