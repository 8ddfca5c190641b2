package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bbconform/bbconform/examples"
	"github.com/bbconform/bbconform/examples/sandbox"
	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/runner/target"
)

func (c *command) demoCommand() *cobra.Command {
	var (
		flags runFlags
		fault string
	)
	cmd := &cobra.Command{
		Use:   "demo [BB | SCENARIO | FILE.feature[:LINE]]…",
		Short: "Test the embedded reference building blocks, and write the reports",
		Long: `Starts the embedded reference building blocks on this machine, tests them as any product would be tested, writes the
reports and says where they are. With --fault, one of them is broken on purpose: see it caught.`,
		Example: `  bbconform demo
  bbconform demo consent --fault configPolicyUpdate/update-not-applied`,
		RunE: func(cmd *cobra.Command, args []string) error {
			selection := plan.Selection{Tags: flags.tags, Names: flags.names}
			addArguments(&selection, args)
			blocks, err := referenceBlocks(selection.Blocks)
			if err != nil {
				return err
			}
			catalogue, err := c.catalogue()
			if err != nil {
				return err
			}
			server, err := examples.Start(examples.DefaultListen, blocks, examples.Options{Fault: fault, Clock: c.env.Now, Catalogue: catalogue})
			if err != nil {
				return usageHint(err, `"bbconform sandbox --faults" lists the faults`)
			}
			defer server.Stop()

			keys := map[string]string{}
			text, err := sandboxTarget(catalogue, blocks, server.URL, fault, func(role string, another bool) string {
				variable := sandboxKeyVariable + strings.ToUpper(strings.ReplaceAll(role, "-", "_"))
				if another {
					variable += "_2"
				}
				keys[variable] = sandbox.RoleCredential(sandbox.DefaultCredential, role, another)
				return "{env: " + variable + "}"
			})
			if err != nil {
				return err
			}
			configuration, err := target.Parse("", []byte(text))
			if err != nil {
				return err
			}
			for _, block := range blocks {
				fmt.Fprintf(c.env.Stderr, "%s at %s\n", block, server.URL(block.Name))
			}
			getenv := c.env.Getenv
			c.env.Getenv = func(name string) string {
				if key, ok := keys[name]; ok {
					return key
				}
				return getenv(name)
			}
			rerun := "bbconform demo"
			if fault != "" {
				rerun += " --fault " + reports.ShellQuote(fault)
			}
			return c.test(cmd.Context(), configuration, selection, flags, rerun)
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVar(&fault, "fault", "", "break one of them with the fault of this `name` (see \"bbconform sandbox --faults\")")
	return cmd
}

// referenceBlocks finds reference building blocks by name; no names mean all of them.
func referenceBlocks(names []string) ([]examples.Block, error) {
	if len(names) == 0 {
		return examples.Blocks(), nil
	}
	var blocks []examples.Block
	for _, name := range names {
		block, err := examples.Find(name)
		if err != nil {
			return nil, usage(err)
		}
		blocks = append(blocks, block)
	}
	return blocks, nil
}
