package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/bbconform/bbconform/runner/plan"
)

func (c *command) coverageCommand() *cobra.Command {
	var fields bool
	cmd := &cobra.Command{
		Use:   "coverage [BB[@VERSION]]…",
		Short: "Show what the scenarios cover: operations, declared statuses, media types, request fields",
		Long: `Shows, for every operation, how many scenarios are about it, how many expect it to be accepted and to be refused, which
of the declared statuses, of the media types of a body and of the request's fields they exercise, each out of how many.`,
		RunE: func(_ *cobra.Command, args []string) error {
			planned, err := c.plan(args, "", nil, false)
			if err != nil {
				return err
			}
			all, err := plan.CoverageOf(planned)
			if err != nil {
				return usage(err)
			}
			return writeCoverage(c.env.Stdout, planned, all, fields)
		},
	}
	cmd.Flags().BoolVar(&fields, "fields", false, "name the statuses and fields that are not covered")
	return cmd
}

func writeCoverage(w io.Writer, planned *plan.Plan, all []plan.Coverage, missing bool) error {
	rest := all
	for _, block := range planned.Blocks {
		own := rest[:len(block.Block.OperationIDs())]
		rest = rest[len(own):]
		fmt.Fprintf(w, "%s\n", block.Ref)
		table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		fmt.Fprintln(table, "  OPERATION\tSCENARIOS\tACCEPTED\tREFUSED\tSTATUSES\tMEDIA TYPES\tFIELDS SENT\tFIELDS BROKEN\t")
		for _, coverage := range own {
			fmt.Fprintf(table, "  %s\t%d\t%d\t%d\t%d/%d\t%d/%d\t%d/%d\t%d/%d\t\n", coverage.Operation.ID, coverage.Scenarios, coverage.Accepted, coverage.Refused,
				len(coverage.Exercised), len(coverage.Statuses), len(coverage.SentAs), len(coverage.Bodies), len(coverage.Sent), len(coverage.Fields), len(coverage.Broken), len(coverage.Fields))
		}
		if err := table.Flush(); err != nil {
			return err
		}
		if missing {
			writeMissing(w, own)
		}
		writeTotal(w, plan.TotalOf(own))
	}
	if len(planned.Blocks) > 1 {
		fmt.Fprintln(w, "together")
		writeTotal(w, plan.TotalOf(all))
	}
	return nil
}

// writeMissing names what no scenario exercises.
func writeMissing(w io.Writer, all []plan.Coverage) {
	for _, coverage := range all {
		line := func(what string, declared, seen []string) {
			var left []string
			for _, name := range declared {
				if !slices.Contains(seen, name) {
					left = append(left, name)
				}
			}
			if len(left) > 0 {
				fmt.Fprintf(w, "  %s, %s: %s\n", coverage.Operation.ID, what, strings.Join(left, ", "))
			}
		}
		line("statuses not expected", coverage.Statuses, coverage.Exercised)
		line("media types not sent", coverage.Bodies, coverage.SentAs)
		line("fields not sent", coverage.Fields, coverage.Sent)
		line("fields not broken", coverage.Fields, coverage.Broken)
	}
}

func writeTotal(w io.Writer, t plan.Total) {
	fmt.Fprintf(w, "  %d scenarios; operations covered both ways (accepted and refused): %d of %d; declared statuses: %d of %d; media types of bodies: %d of %d; request fields sent: %d of %d, broken: %d of %d\n\n",
		t.Scenarios, t.Covered, t.Operations, t.Exercised, t.Statuses, t.SentAs, t.Bodies, t.Sent, t.Fields, t.Broken, t.Fields)
}
