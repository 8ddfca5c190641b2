package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/steps"
)

func (c *command) listCommand() *cobra.Command {
	var (
		tags  string
		names []string
	)
	cmd := &cobra.Command{
		Use:   "list [BB[@VERSION] | SCENARIO | FILE.feature[:LINE]]…",
		Short: "List the scenarios with their identifiers",
		RunE: func(_ *cobra.Command, args []string) error {
			plan, err := c.plan(args, tags, names, true)
			if err != nil {
				return err
			}
			return plan.Write(c.env.Stdout)
		},
	}
	cmd.Flags().StringVar(&tags, "tags", "", "only scenarios whose tags match this `expression`")
	cmd.Flags().StringArrayVar(&names, "name", nil, "only scenarios whose name contains this `text` (may be repeated)")
	return cmd
}

// plan selects scenarios without a target.
func (c *command) plan(args []string, tags string, names []string, listOnly bool) (*plan.Plan, error) {
	catalogue, err := c.catalogue()
	if err != nil {
		return nil, err
	}
	features, err := c.features()
	if err != nil {
		return nil, err
	}
	selection := plan.Selection{Tags: tags, Names: names}
	addArguments(&selection, args)
	planned, err := plan.New(plan.Options{
		Catalogue: catalogue, Features: features, FeaturesName: c.featuresDir, Selection: selection, ListOnly: listOnly,
	})
	return planned, usage(err)
}

func (c *command) stepsCommand() *cobra.Command {
	var markdown bool
	cmd := &cobra.Command{
		Use:   "steps",
		Short: "List the sentences that features may use, and what each does",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if markdown {
				_, err := fmt.Fprint(c.env.Stdout, steps.Table())
				return err
			}
			p := c.env.palette(c.env.Stdout)
			group := ""
			for _, definition := range steps.Vocabulary() {
				if definition.Group != group {
					group = definition.Group
					fmt.Fprintf(c.env.Stdout, "\n%s\n", p.bold(strings.ToUpper(group)))
				}
				fmt.Fprintf(c.env.Stdout, "\n  %s\n    %s\n    %s\n", p.bold(definition.Sentence), definition.About, p.faint("e.g. "+definition.Example))
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&markdown, "markdown", false, "as a Markdown table")
	return cmd
}
