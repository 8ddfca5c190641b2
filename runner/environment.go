package runner

import (
	"os"
	"path/filepath"
	"time"
)

// Environment is what a run takes from the process around it, so that several can run beside each other in a test.
type Environment struct {
	Now      func() time.Time
	Getenv   func(string) string
	ReadFile func(name string) ([]byte, error) // configuration, secrets and certificates
}

// complete fills in what was left out: the clock and the files of the process, and an empty set of variables.
func (e Environment) complete() Environment {
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

// beside resolves a name of the configuration relative to the folder that holds it.
func beside(folder, name string) string {
	if folder == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(folder, name)
}
