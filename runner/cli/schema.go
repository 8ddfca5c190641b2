package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/target"
)

func (c *command) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:       "schema target|results",
		Short:     "Print the JSON Schema of the target configuration or of results.json",
		ValidArgs: []string{"target", "results"},
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		RunE: func(_ *cobra.Command, args []string) error {
			schema := target.Schema()
			if args[0] == "results" {
				schema = reports.Schema()
			}
			_, err := fmt.Fprintf(c.env.Stdout, "%s", schema)
			return err
		},
	}
}
