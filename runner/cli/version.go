package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/quickstart"
)

// version is the one of bbconform.
const version = quickstart.Version

// versionCommand is for the help, and for whoever runs the command inside another program: quickstart answers before it is reached.
func (c *command) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of bbconform",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			fmt.Fprint(c.env.Stdout, quickstart.Line())
			return nil
		},
	}
}

// tool is what the reports say of the program that made them. The commit is known to a program built in a checkout.
func tool() reports.Tool {
	return reports.Tool{Name: "bbconform", Version: version, Commit: quickstart.Commit()}
}
