package quickstart

import "os"

// A package of godog that only its own command needs (internal/builder) asks `go env` for a folder while it is initialised, on every
// machine that has Go. That takes longer than everything else bbconform does before it begins to work. There is no search path until
// Restore puts it back, and so no command to run.
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
