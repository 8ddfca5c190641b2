package cli_test

import (
	"bytes"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/bbconform/bbconform/runner/cli"
	"github.com/bbconform/bbconform/runner/problem"
)

// full takes so many bytes and refuses what comes after them.
type full struct {
	room int
	err  error
}

func (f *full) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, &os.PathError{Op: "write", Path: "/dev/stdout", Err: f.err}
	}
	return len(p), nil
}

// Nothing that is printed only in part passes for the whole, and whoever stops reading is not told of a fault.
func TestOutputThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	for _, args := range []string{
		"list", "steps", "specs list", "specs show consent", "specs errata consent", "requirements consent", "requirements consent --json",
		"requirements consent --csv", "schema results", "run --dry-run --url consent=http://127.0.0.1:1", "version", "specs --help",
	} {
		for name, want := range map[string]struct {
			err  error
			exit int
			says string
		}{
			"full disk":       {syscall.ENOSPC, problem.ExitFault, "the output is not complete"},
			"reader has gone": {syscall.EPIPE, problem.ExitConformant, ""},
		} {
			t.Run(args+"/"+name, func(t *testing.T) {
				t.Parallel()
				var stderr bytes.Buffer
				exit := cli.Run(t.Context(), cli.Environment{
					Args: strings.Fields(args), Stdout: &full{room: 3, err: want.err}, Stderr: &stderr,
					Directory: t.TempDir(), Getenv: func(string) string { return "" },
				})
				if exit != want.exit || !strings.Contains(stderr.String(), want.says) || want.says == "" && stderr.Len() > 0 {
					t.Errorf("exit code %d, %q, want %d and %q", exit, stderr.String(), want.exit, want.says)
				}
			})
		}
	}
}
