// Package quickstart keeps godog from running the go command whenever bbconform starts.
//
// A package of godog that only its own command needs (internal/builder) asks `go env` for a folder while it is initialised,
// on every machine that has Go. That takes longer than everything else bbconform does before it begins to work. Packages are
// initialised in the order of their import paths as far as their imports allow it, so this one, which imports nothing but
// os, comes before godog's: there is no search path until Restore puts it back, and so no command to run.
package quickstart

import "os"

var path, set = os.LookupEnv("PATH") //nolint:forbidigo // it is put back as it was

func init() { setPath("") } //nolint:gochecknoinits // it must come before godog's

// Restore puts the search path back. Whoever imports godog calls it while being initialised.
func Restore() {
	if set {
		setPath(path)
		return
	}
	_ = os.Unsetenv("PATH") // fails for names that are none
}

func setPath(value string) { _ = os.Setenv("PATH", value) } // fails for names that are none
