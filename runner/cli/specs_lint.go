package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/bbconform/bbconform/specs/audit"
)

func (c *command) specsLintCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "lint FILE…",
		Short: "Find what is wrong in OpenAPI files, with file and line",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			files := make([]string, len(args))
			for i, file := range args {
				files[i] = c.env.path(file)
			}
			problems, err := audit.Lint(files...)
			if err != nil {
				return usage(err)
			}
			for _, problem := range problems {
				fmt.Fprintln(c.env.Stdout, problem)
			}
			if len(problems) > 0 {
				return notConformant(fmt.Sprintf("%d problems", len(problems)))
			}
			fmt.Fprintln(c.env.Stdout, "no problems")
			return nil
		},
	}
}
