package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/specs/contract"
	"github.com/bbconform/bbconform/specs/upstream"
)

func (c *command) specsDiffCommand() *cobra.Command {
	var published string
	cmd := &cobra.Command{
		Use:   "diff BB[@VERSION] FILE… | diff --published DIR [BB[@VERSION]]…",
		Short: "Hold our contracts against other OpenAPI files",
		Long: `Holds our contracts of a building block against other OpenAPI files: the published ones, newer ones, or those that a
product serves. Structure is compared, not text: each operation, callback, credential, parameter and the way it is written,
field, type, bound, enumeration, header and status that differs is printed, with the erratum that explains it where there
is one. The exit code is 1 when a difference is left unexplained.

With --published, every contract is held against the published files that it was written from, and a table is printed.
DIR/bb-BB/PATH.json is a copy of PATH in the repository of the building block that can be loaded. An erratum that
explains a difference which is no longer there is a fault then too.`,
		Args: func(_ *cobra.Command, args []string) error {
			if published == "" && len(args) < 2 {
				return errors.New("say which building block, and the files to hold it against")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if published != "" {
				return c.diffPublished(c.env.path(published), args)
			}
			return c.diffFiles(args[0], args[1:])
		},
	}
	cmd.Flags().StringVar(&published, "published", "", "hold all contracts against the published files in `DIR`")
	return cmd
}

func (c *command) diffFiles(selection string, files []string) error {
	block, err := c.block(selection)
	if err != nil {
		return err
	}
	theirs := make([]*specs.Document, len(files))
	for i, file := range files {
		if theirs[i], err = contract.LoadDocument(c.env.path(file)); err != nil {
			return usage(err)
		}
	}
	differences, err := upstream.DiffWith(block, theirs...)
	if err != nil {
		return usage(err)
	}
	explanation := upstream.Explain(block, differences)
	for _, explained := range explanation.Explained {
		writeDifference(c.env.Stdout, explained.Difference)
		fmt.Fprintf(c.env.Stdout, "  explained by %s\n", strings.Join(explained.Errata, ", "))
	}
	for _, unexplained := range explanation.Unexplained {
		writeDifference(c.env.Stdout, unexplained)
	}
	known, unknown := len(explanation.Explained), len(explanation.Unexplained)
	fmt.Fprintf(c.env.Stdout, "%s, %d of them explained by errata\n", counted(known+unknown, "difference", "differences"), known)
	if unknown > 0 {
		return notConformant(counted(unknown, "difference is", "differences are") + " not explained")
	}
	return nil
}

func writeDifference(w io.Writer, d upstream.Difference) {
	fmt.Fprintf(w, "%s\n  ours:   %s\n  theirs: %s\n", d.Key(), d.Ours, d.Theirs)
}

// diffPublished prints first what is wrong, then the table.
func (c *command) diffPublished(dir string, selections []string) error {
	blocks, err := c.blocks(selections)
	if err != nil {
		return err
	}
	var table strings.Builder
	rows := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	fmt.Fprintln(rows, "BUILDING BLOCK\tOPERATIONS UPSTREAM\tOURS\tDIFFERENCES\tEXPLAINED BY ERRATA\tSTALE")
	wrong := 0
	for _, block := range blocks {
		agreement, err := upstream.Agree(block, upstream.Published(dir, block.Ref()))
		if err != nil {
			return usage(err)
		}
		for _, d := range agreement.Unexplained {
			fmt.Fprintf(c.env.Stdout, "%s, no erratum explains: ", block.Ref())
			writeDifference(c.env.Stdout, d)
		}
		for _, stale := range agreement.Stale {
			fmt.Fprintf(c.env.Stdout, "%s, %s is stale: %q matches no difference\n", block.Ref(), stale.Erratum, stale.Pattern)
		}
		wrong += len(agreement.Unexplained) + len(agreement.Stale)
		fmt.Fprintf(rows, "%s\t%d\t%d\t%d\t%d\t%d\n", block.Ref(), agreement.Upstream, agreement.Ours,
			agreement.Differences(), len(agreement.Explained), len(agreement.Stale))
	}
	if err := rows.Flush(); err != nil {
		return err
	}
	fmt.Fprint(c.env.Stdout, table.String())
	if wrong > 0 {
		return notConformant(counted(wrong, "difference is not explained, or explanation stale", "differences are not explained, or explanations stale"))
	}
	return nil
}
