package cli

import (
	"io"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/term"

	"github.com/bbconform/bbconform/runner/target"
)

// Environment is everything that the command takes from the process around it, so that the whole command can run
// inside a test, several at a time.
type Environment struct {
	Args      []string // without the name of the program
	Stdout    io.Writer
	Stderr    io.Writer
	Getenv    func(string) string
	Directory string // relative paths start here; empty: the working directory of the process
	Now       func() time.Time
	Width     int // of the terminal behind Stderr, in columns; 0: not a terminal
	StdoutTTY bool
}

// System is the environment of the running process.
func System() Environment {
	env := Environment{
		Args:   os.Args[1:],
		Stdout: os.Stdout,
		Stderr: os.Stderr,
		Getenv: os.Getenv,
		Now:    time.Now,
	}
	env.StdoutTTY = term.IsTerminal(int(os.Stdout.Fd()))
	if fd := int(os.Stderr.Fd()); term.IsTerminal(fd) && os.Getenv("TERM") != "dumb" {
		env.Width = 80
		if width, _, err := term.GetSize(fd); err == nil && width > 0 {
			env.Width = width
		}
	}
	return env
}

// path resolves a path of the command line.
func (e Environment) path(p string) string {
	if p == "" || filepath.IsAbs(p) || e.Directory == "" {
		return p
	}
	return filepath.Join(e.Directory, p)
}

// runner is the part of the environment that a run needs.
func (e Environment) runner() target.Environment {
	return target.Environment{
		Now:      e.Now,
		Getenv:   e.Getenv,
		ReadFile: func(name string) ([]byte, error) { return os.ReadFile(e.path(name)) },
	}
}

// palette is the one for a stream: colour where it is a terminal, and NO_COLOR (https://no-color.org) is not set.
func (e Environment) palette(w io.Writer) palette {
	terminal := w == e.Stderr && e.Width > 0 || w == e.Stdout && e.StdoutTTY
	return palette{on: terminal && e.Getenv("NO_COLOR") == ""}
}

// exists reports whether there is a file or folder at path.
func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
