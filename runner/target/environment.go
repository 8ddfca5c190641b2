package target

import (
	"context"
	"os"
	"time"
)

// Environment is what a run takes from the process around it, so that several can run beside each other in a test.
type Environment struct {
	Now      func() time.Time
	Pause    func(ctx context.Context, d time.Duration) error // returns after d, or with the error of ctx when that is done before
	Getenv   func(string) string
	ReadFile func(name string) ([]byte, error) // configuration, secrets and certificates
}

// WithDefaults fills in what was left out: clock, timers and files of the process, and an empty set of variables.
func (e Environment) WithDefaults() Environment {
	if e.Now == nil {
		e.Now = time.Now
	}
	if e.Pause == nil {
		e.Pause = pause
	}
	if e.Getenv == nil {
		e.Getenv = func(string) string { return "" }
	}
	if e.ReadFile == nil {
		e.ReadFile = os.ReadFile
	}
	return e
}

// pause waits for d, or until ctx is done.
func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
