package target

import (
	"os"
	"time"
)

// Environment is what a run takes from the process around it, so that several can run beside each other in a test.
type Environment struct {
	Now      func() time.Time
	Getenv   func(string) string
	ReadFile func(name string) ([]byte, error) // configuration, secrets and certificates
}

// WithDefaults fills in what was left out: the clock and the files of the process, and an empty set of variables.
func (e Environment) WithDefaults() Environment {
	if e.Now == nil {
		e.Now = time.Now
	}
	if e.Getenv == nil {
		e.Getenv = func(string) string { return "" }
	}
	if e.ReadFile == nil {
		e.ReadFile = os.ReadFile
	}
	return e
}
