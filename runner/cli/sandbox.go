package cli

import (
	"fmt"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/bbconform/bbconform/examples"
	"github.com/bbconform/bbconform/examples/sandbox"
	"github.com/bbconform/bbconform/specs"
)

// sandboxKeyVariable begins the variables in which a demonstration finds the keys that the sandbox asks for, one a caller.
const sandboxKeyVariable = "BBCONFORM_SANDBOX_KEY_"

func (c *command) sandboxCommand() *cobra.Command {
	var (
		listen, fault, target string
		faults, reproducible  bool
	)
	cmd := &cobra.Command{
		Use:   "sandbox [BB…]",
		Short: "Serve the reference building blocks, conformant or with a fault",
		Long: `Serves conformant implementations of building blocks, in memory, until it is interrupted. Before it serves, it prints
one line a building block: name@version and URL. With --fault, one of them is broken on purpose.`,
		Example: `  bbconform sandbox --listen 127.0.0.1:8080 --write-target bbconform.yaml
  bbconform sandbox consent --fault configPolicyUpdate/update-not-applied`,
		RunE: func(cmd *cobra.Command, args []string) error {
			blocks, err := referenceBlocks(args)
			if err != nil {
				return err
			}
			if faults {
				return c.listFaults(blocks)
			}
			catalogue, err := c.catalogue()
			if err != nil {
				return err
			}
			server, err := examples.Start(listen, blocks, examples.Options{
				Fault: fault, Clock: c.env.Now, Catalogue: catalogue, Reproducible: reproducible,
			})
			if err != nil {
				return usageHint(err, `"bbconform sandbox --faults" lists the faults`)
			}
			defer server.Stop()
			if target != "" {
				text, err := sandboxTarget(catalogue, blocks, server.URL, fault, func(role string, another bool) string {
					return sandbox.RoleCredential(sandbox.DefaultCredential, role, another)
				})
				if err != nil {
					return err
				}
				if err := os.WriteFile(c.env.path(target), []byte(text), 0o600); err != nil {
					return usage(fmt.Errorf("write the target configuration: %w", err))
				}
			}
			for _, block := range blocks {
				fmt.Fprintf(c.env.Stdout, "%s %s\n", block, server.URL(block.Name))
			}
			return server.Wait(cmd.Context())
		},
	}
	cmd.Flags().StringVar(&listen, "listen", examples.DefaultListen, "`address` to serve on; port 0 picks a free one")
	cmd.Flags().StringVar(&fault, "fault", "", "serve with the fault of this `name`")
	cmd.Flags().BoolVar(&faults, "faults", false, "list the faults instead of serving")
	cmd.Flags().BoolVar(&reproducible, "reproducible", false, "let identifiers follow from the requests, so that a recorded run can be sent again")
	cmd.Flags().StringVar(&target, "write-target", "", "write a target configuration for the sandbox to this `file`")
	return cmd
}

func (c *command) listFaults(blocks []examples.Block) error {
	table := tabwriter.NewWriter(c.env.Stdout, 0, 0, 2, ' ', 0)
	for _, block := range blocks {
		fmt.Fprintf(table, "%s\t%d faults\t\n", block, len(block.Faults))
		for _, fault := range block.Faults {
			fmt.Fprintf(table, "  %s\t%s\t%s\n", fault.Name, fault.Operation, fault.About)
		}
	}
	return table.Flush()
}

// sandboxTarget is the target configuration of reference building blocks that run here. Key is what a caller of a role presents, or where
// that is found.
func sandboxTarget(catalogue *specs.Catalogue, blocks []examples.Block, url func(name string) string, fault string, key func(role string, another bool) string) (string, error) {
	var b strings.Builder
	product := "bbconform reference building blocks"
	if fault != "" {
		product += ", broken on purpose: " + fault
	}
	fmt.Fprintf(&b, "product: %q\nversion: %q\nvendor: bbconform\nbuildingBlocks:\n", product, version)
	for _, block := range blocks {
		fmt.Fprintf(&b, "  %s:\n    version: %q\n    url: %s\n", block.Name, block.Version, url(block.Name))
		specified, err := catalogue.Block(specs.Ref{Name: block.Name, Version: block.Version})
		if err != nil {
			return "", fmt.Errorf("read the roles of %s: %w", block, err)
		}
		b.WriteString("    roles:\n")
		for _, role := range specified.Roles {
			fmt.Fprintf(&b, "      %s:\n        authentication: {type: apiKey, header: Authorization, key: %s}\n", role.Name, key(role.Name, false))
			fmt.Fprintf(&b, "        another:\n          authentication: {type: apiKey, header: Authorization, key: %s}\n", key(role.Name, true))
		}
	}
	return b.String(), nil
}
