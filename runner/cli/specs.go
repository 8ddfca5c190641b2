package cli

import (
	"github.com/spf13/cobra"

	"github.com/bbconform/bbconform/specs"
)

func (c *command) specsCommand() *cobra.Command {
	parent := &cobra.Command{
		Use:   "specs",
		Short: "Look into the specifications: list, show, errata, lint, diff",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	parent.AddCommand(c.specsListCommand(), c.specsShowCommand(), c.specsErrataCommand(), c.specsLintCommand(), c.specsDiffCommand())
	return parent
}

// blocks returns the building blocks that a command line selects, each once, and all of them where it selects none.
func (c *command) blocks(selections []string) ([]*specs.Block, error) {
	catalogue, err := c.catalogue()
	if err != nil {
		return nil, err
	}
	refs, err := selected(selections, catalogue.Refs, catalogue.Resolve)
	if err != nil {
		return nil, err
	}
	blocks, err := catalogue.Blocks(refs)
	return blocks, usage(err)
}

// selected resolves selections, and returns everything where there are none.
func selected(selections []string, all func() ([]specs.Ref, error), resolve func(string) (specs.Ref, error)) ([]specs.Ref, error) {
	if len(selections) == 0 {
		refs, err := all()
		return refs, usage(err)
	}
	var refs []specs.Ref
	seen := map[specs.Ref]bool{}
	for _, selection := range selections {
		ref, err := resolve(selection)
		if err != nil {
			return nil, usage(err)
		}
		if !seen[ref] {
			seen[ref], refs = true, append(refs, ref)
		}
	}
	return refs, nil
}
