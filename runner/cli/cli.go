// Package cli is the bbconform command: one file a subcommand, and what they share. What is decided about a target is decided in other
// rooms; here arguments are read, and what came out is printed. Everything of the process around it is in an Environment, so that
// the whole command runs inside a test.
package cli

import (
	"context"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"github.com/bbconform/bbconform/specs"
)

// command is one invocation: what every subcommand shares.
type command struct {
	env         Environment
	specsDir    string // --specs
	featuresDir string // --features

	started    bool             // the command line was understood
	catalogued *specs.Catalogue // set once it was opened, so that nothing is parsed twice
}

// Run carries out one invocation and returns the exit code. The context ends it early: what is known by then is reported.
func Run(ctx context.Context, env Environment) int {
	stdout := &output{to: env.Stdout}
	env.Stdout = stdout
	c := &command{env: env}
	root := &cobra.Command{
		Use:   "bbconform",
		Short: "Find out whether software conforms to the GovStack specifications",
		Long: `bbconform tests implementations of GovStack building blocks over HTTP against the published specifications, and
writes a verdict in words, the evidence for it, and reports for people and for machines.

Start with "bbconform demo", which tests the embedded reference building blocks.`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.PersistentPreRun = func(*cobra.Command, []string) { c.started = true }
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetArgs(env.Args)
	root.SetOut(env.Stdout)
	root.SetErr(env.Stderr)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return usageHint(err, "see "+cmd.CommandPath()+" --help") })
	root.PersistentFlags().StringVar(&c.specsDir, "specs", "", "folder with `DIR`/BB/VERSION/… that takes the place of the embedded specifications")
	root.PersistentFlags().StringVar(&c.featuresDir, "features", "", "folder with `DIR`/BB/*.feature that takes the place of the embedded features")
	root.AddCommand(
		c.demoCommand(), c.runCommand(), c.initCommand(), c.sandboxCommand(),
		c.explainCommand(), c.reportCommand(),
		c.listCommand(), c.coverageCommand(), c.stepsCommand(), c.specsCommand(), c.requirementsCommand(), c.schemaCommand(), c.versionCommand(),
	)
	return c.finish(stdout.judge(root.ExecuteContext(ctx)))
}

// catalogue returns the specifications to work with.
func (c *command) catalogue() (*specs.Catalogue, error) {
	if c.catalogued != nil {
		return c.catalogued, nil
	}
	folders := specs.Embedded()
	if c.specsDir != "" {
		own, err := specs.OwnFolder(c.env.path(c.specsDir))
		if err != nil {
			return nil, usage(err)
		}
		folders = specs.Overlay(own, folders)
	}
	c.catalogued = specs.NewCatalogue(folders)
	return c.catalogued, nil
}

// features returns the scenarios to work with.
func (c *command) features() (fs.FS, error) {
	if c.featuresDir == "" {
		return embeddedFeatures(), nil
	}
	own, err := specs.OwnFolder(c.env.path(c.featuresDir))
	if err != nil {
		return nil, usage(err)
	}
	return own, nil
}

func (c *command) block(selection string) (*specs.Block, error) {
	catalogue, err := c.catalogue()
	if err != nil {
		return nil, err
	}
	ref, err := catalogue.Resolve(selection)
	if err != nil {
		if other, e := catalogue.ResolveRequirements(selection); e == nil {
			return nil, usageHint(fmt.Errorf("%s has requirements and no operations: it is no building block", other.Name), "see bbconform requirements "+other.Name)
		}
		return nil, usage(err)
	}
	block, err := catalogue.Block(ref)
	if err != nil {
		return nil, usage(err)
	}
	return block, nil
}
