package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/bbconform/bbconform/specs"
)

func (c *command) specsCommand() *cobra.Command {
	parent := &cobra.Command{
		Use:   "specs",
		Short: "Look into the specifications: list, show, lint, diff",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	parent.AddCommand(c.specsListCommand(), c.specsShowCommand(), c.specsLintCommand(), c.specsDiffCommand())
	return parent
}

func (c *command) specsListCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the building blocks, their versions and how many operations they have",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			catalogue, err := c.catalogue()
			if err != nil {
				return err
			}
			refs, err := catalogue.Refs()
			if err != nil {
				return usage(err)
			}
			table := tabwriter.NewWriter(c.env.Stdout, 0, 0, 2, ' ', 0)
			fmt.Fprintln(table, "BUILDING BLOCK\tVERSION\tTITLE\tCONTRACTS\tOPERATIONS\tERRATA\tPUBLISHED AT")
			for _, ref := range refs {
				block, err := catalogue.Block(ref)
				if err != nil {
					return usage(err)
				}
				fmt.Fprintf(table, "%s\t%s\t%s\t%d\t%d\t%d\t%s@%s\n", block.Name, block.Version, block.Title, len(block.Contracts),
					len(block.OperationIDs()), len(block.Errata), block.Upstream.Repository, block.Upstream.Commit)
			}
			return table.Flush()
		},
	}
}

func (c *command) specsShowCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "show BB[@VERSION]",
		Short: "Show one building block: service APIs, operations, what they require, corrections of the published files",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			block, err := c.block(args[0])
			if err != nil {
				return err
			}
			return c.showBlock(c.env.Stdout, block)
		},
	}
}

func (c *command) showBlock(w io.Writer, block *specs.Block) error {
	p := c.env.palette(w)
	fmt.Fprintf(w, "%s %s (%s)\n%s\n\n", p.bold(block.Title), block.Version, block.Ref(), oneLine(block.Summary))
	fmt.Fprintf(w, "Specification  %s at %s, %s\n", block.Upstream.Repository, block.Upstream.Commit, block.Upstream.Licence)
	for _, contract := range block.Contracts {
		fmt.Fprintf(w, "Contract       %s: %s %s (upstream %s)\n", contract.Name, contract.Title, contract.Version, strings.Join(contract.Upstream, ", "))
	}
	if block.Authentication.Header != "" {
		fmt.Fprintf(w, "Credentials    in %s, asked for by the %s. %s\n", block.Authentication.Header, block.Authentication.Source,
			oneLine(block.Authentication.Note))
	}
	for _, api := range block.ServiceAPIs {
		fmt.Fprintf(w, "\n%s  @service-api:%s\n", p.bold(api.Title), api.Name)
		for _, id := range api.Operations {
			operation, err := block.Operation(id)
			if err != nil {
				return usage(err)
			}
			fmt.Fprintf(w, "  %s\n    %s %s  %s\n", p.bold(id), operation.Method, operation.Path, p.faint("answers "+strings.Join(operation.Statuses(), ", ")))
			if operation.Summary != "" {
				fmt.Fprintf(w, "    %s\n", operation.Summary)
			}
			var required []string
			for _, field := range operation.Fields() {
				if field.Required {
					required = append(required, field.In+" "+field.Name)
				}
			}
			if len(required) > 0 {
				fmt.Fprintf(w, "    requires %s\n", strings.Join(required, ", "))
			}
		}
	}
	if len(block.Data) > 0 {
		fmt.Fprintf(w, "\n%s\n", p.bold("Test data that a target may choose"))
		for _, datum := range block.Data {
			fmt.Fprintf(w, "  %s = %v\n    %s\n", datum.Name, datum.Value, oneLine(datum.About))
		}
	}
	if len(block.Errata) > 0 {
		fmt.Fprintf(w, "\n%s\n", p.bold("Corrections of the published specification"))
		for _, erratum := range block.Errata {
			fmt.Fprintf(w, "  %s (%s) %s\n    wrong: %s\n    we:    %s\n", p.bold(erratum.ID), erratum.Kind, oneLine(erratum.Place),
				oneLine(erratum.Wrong), oneLine(erratum.Reading))
		}
	}
	return nil
}

func (c *command) specsLintCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "lint FILE…",
		Short: "Find what is wrong in OpenAPI files, with file and line",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			found := 0
			for _, file := range args {
				problems, err := specs.Lint(c.env.path(file))
				if err != nil {
					return usage(err)
				}
				for _, problem := range problems {
					fmt.Fprintln(c.env.Stdout, problem)
				}
				found += len(problems)
			}
			if found > 0 {
				return notConformant(fmt.Sprintf("%d problems", found))
			}
			fmt.Fprintln(c.env.Stdout, "no problems")
			return nil
		},
	}
}

func (c *command) specsDiffCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "diff BB[@VERSION] FILE",
		Short: "Hold our contract of a building block against another OpenAPI file",
		Long: `Holds our contract of a building block against another OpenAPI file: the published one, a newer one, or the one
that a product serves. Structure is compared, not text: each operation, parameter, field, type, enumeration and status
that differs is printed, with the erratum that explains it where there is one. The exit code is 1 when a difference is
left unexplained.`,
		Args: cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			block, err := c.block(args[0])
			if err != nil {
				return err
			}
			theirs, err := specs.LoadDocument(c.env.path(args[1]))
			if err != nil {
				return usage(err)
			}
			ours, err := block.Documents()
			if err != nil {
				return usage(err)
			}
			explanation := specs.Explain(block, specs.Diff(closest(ours, theirs), theirs))
			show := func(d specs.Difference) {
				fmt.Fprintf(c.env.Stdout, "%s\n  ours:   %s\n  theirs: %s\n", d.Key(), d.Ours, d.Theirs)
			}
			for _, explained := range explanation.Explained {
				show(explained.Difference)
				fmt.Fprintf(c.env.Stdout, "  explained by %s\n", strings.Join(explained.Errata, ", "))
			}
			for _, unexplained := range explanation.Unexplained {
				show(unexplained)
			}
			known, unknown := len(explanation.Explained), len(explanation.Unexplained)
			fmt.Fprintf(c.env.Stdout, "%d differences, %d of them explained by errata\n", known+unknown, known)
			if unknown > 0 {
				return notConformant(fmt.Sprintf("%d differences are not explained", unknown))
			}
			return nil
		},
	}
}

// closest picks, of several contracts of ours, the one that has the fewest differences from theirs, so that a file that
// corresponds to one of them is not held against all.
func closest(ours []*specs.Document, theirs *specs.Document) []*specs.Document {
	if len(ours) < 2 {
		return ours
	}
	best := slices.MinFunc(ours, func(a, b *specs.Document) int {
		return len(specs.Diff([]*specs.Document{a}, theirs)) - len(specs.Diff([]*specs.Document{b}, theirs))
	})
	return []*specs.Document{best}
}

// oneLine folds the line breaks of a YAML text.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
