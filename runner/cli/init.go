package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/target"
)

func (c *command) initCommand() *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:   "init [FILE]",
		Short: "Write a commented target configuration to start from",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			file := defaultTarget
			if len(args) > 0 {
				file = args[0]
			}
			mode := os.O_WRONLY | os.O_CREATE | os.O_EXCL
			if force {
				mode = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
			}
			out, err := os.OpenFile(c.env.path(file), mode, 0o600)
			if errors.Is(err, fs.ErrExist) {
				return usageHint(fmt.Errorf("%s exists already", file), "name another file, or overwrite it with --force")
			} else if err != nil {
				return usage(fmt.Errorf("write the target configuration: %w", err))
			}
			_, err = out.WriteString(target.Template())
			if err = errors.Join(err, out.Close()); err != nil {
				return usage(fmt.Errorf("write the target configuration: %w", err))
			}
			fmt.Fprintf(c.env.Stdout, "%s is written. Fill in the URL of your product, then: bbconform run --target %s\n", file, reports.ShellQuote(file))
			return nil
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "overwrite the file when it exists")
	return cmd
}
