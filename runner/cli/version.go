package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/bbconform/bbconform/reports"
)

// version is the one of bbconform; CHANGELOG.md says what came with it.
const version = "0.1.0"

func (c *command) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of bbconform",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			t := tool()
			fmt.Fprintf(c.env.Stdout, "%s %s", t.Name, t.Version)
			if t.Commit != "" {
				fmt.Fprintf(c.env.Stdout, " (%s)", t.Commit)
			}
			fmt.Fprintf(c.env.Stdout, " %s %s/%s\n", runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return nil
		},
	}
}

// tool is what the reports say of the program that made them. The commit is known to a program built in a checkout.
func tool() reports.Tool {
	t := reports.Tool{Name: "bbconform", Version: version}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, setting := range info.Settings {
			switch {
			case setting.Key == "vcs.revision":
				t.Commit = setting.Value + t.Commit
			case setting.Key == "vcs.modified" && setting.Value == "true":
				t.Commit += "+changes"
			}
		}
	}
	return t
}
