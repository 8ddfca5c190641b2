package quickstart

import (
	"os"
	"runtime"
	"runtime/debug"
)

// Version is the one of bbconform; CHANGELOG.md says what came with it.
const Version = "0.1.0"

// command is the import path of the program that answers early. Another one that uses the runner has its own arguments.
const command = "github.com/bbconform/bbconform"

// Pipelines ask for the version before they do anything. A library that reads contracts compiles five schemas of schemas while it is
// initialised, which takes three times as long as starting the program, so the answer is given before that.
func init() { //nolint:gochecknoinits // it must come before those of the libraries
	answer, ok := early(os.Args, func() string { //nolint:forbidigo // there is no environment yet
		info, _ := debug.ReadBuildInfo()
		if info == nil {
			return ""
		}
		return info.Path
	})
	if ok {
		_, _ = os.Stdout.WriteString(answer) //nolint:forbidigo // as above; who does not read it has no use for an error
		os.Exit(0)                           //nolint:forbidigo // as above
	}
}

// early is the answer to arguments that need nothing but this package. Program is the import path of what was started.
func early(args []string, program func() string) (string, bool) {
	if len(args) != 2 || args[1] != "version" || program() != command {
		return "", false
	}
	return Line(), true
}

// Line is what `bbconform version` prints, with the line feed.
func Line() string {
	line := "bbconform " + Version
	if commit := Commit(); commit != "" {
		line += " (" + commit + ")"
	}
	return line + " " + runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH + "\n"
}

// Commit is that of the checkout in which the program was built, with "+changes" when it had some; empty when it was built elsewhere.
func Commit() string {
	commit := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, setting := range info.Settings {
			switch {
			case setting.Key == "vcs.revision":
				commit = setting.Value + commit
			case setting.Key == "vcs.modified" && setting.Value == "true":
				commit += "+changes"
			}
		}
	}
	return commit
}
