package cli

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/bbconform/bbconform/specs"
)

func (c *command) specsListCommand() *cobra.Command {
	var markdown bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the building blocks, their versions and how many operations they have",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if markdown {
				catalogue, err := c.catalogue()
				if err != nil {
					return err
				}
				table, err := libraryTable(catalogue)
				if err != nil {
					return usage(err)
				}
				_, err = io.WriteString(c.env.Stdout, table)
				return err
			}
			blocks, err := c.blocks(nil)
			if err != nil {
				return err
			}
			table := tabwriter.NewWriter(c.env.Stdout, 0, 0, 2, ' ', 0)
			fmt.Fprintln(table, "BUILDING BLOCK\tVERSION\tTITLE\tCONTRACTS\tOPERATIONS\tERRATA\tPUBLISHED AT")
			for _, block := range blocks {
				fmt.Fprintf(table, "%s\t%s\t%s\t%d\t%d\t%d\t%s@%s\n", block.Name, block.Version, block.Title, len(block.Contracts),
					len(block.OperationIDs()), len(block.Errata), block.Upstream.Repository, block.Upstream.Commit)
			}
			return table.Flush()
		},
	}
	cmd.Flags().BoolVar(&markdown, "markdown", false, "as a Markdown table, with weak answers, errata by kind and requirements by level and verification")
	return cmd
}

// libraryRow is one line of the table of all specifications.
type libraryRow struct {
	name, version string
	operations    int
	successes     int // answers that the contracts declare as a success
	weak          int // of these, how many say nothing
	errata        map[string]int
	requirements  []specs.Requirement
}

// libraryTable is the table of the README: every building block with its errata and requirements, what holds for all of them,
// and the sum.
func libraryTable(catalogue *specs.Catalogue) (string, error) {
	rows, err := libraryRows(catalogue)
	if err != nil {
		return "", err
	}
	total := libraryRow{name: "**together**", errata: map[string]int{}}
	header := []string{"building block", "version", "operations", "success answers", "weak answers", "errata"}
	header = append(header, specs.ErratumKinds()...)
	header = append(header, "requirements")
	for _, level := range specs.Levels() {
		header = append(header, string(level))
	}
	for _, verification := range specs.Verifications() {
		header = append(header, string(verification))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "| %s |\n|---|---|%s\n", strings.Join(header, " | "), strings.Repeat("---:|", len(header)-2))
	for _, row := range rows {
		row.write(&b)
		total.operations += row.operations
		total.successes += row.successes
		total.weak += row.weak
		for kind, n := range row.errata {
			total.errata[kind] += n
		}
		total.requirements = append(total.requirements, row.requirements...)
	}
	total.write(&b)
	return b.String(), nil
}

func libraryRows(catalogue *specs.Catalogue) ([]libraryRow, error) {
	refs, err := catalogue.Refs()
	if err != nil {
		return nil, err
	}
	blocks, err := catalogue.Blocks(refs)
	if err != nil {
		return nil, err
	}
	all, err := catalogue.RequirementRefs()
	if err != nil {
		return nil, err
	}
	if _, err := catalogue.AllRequirements(all); err != nil { // side by side; below they are only looked up
		return nil, err
	}
	var rows []libraryRow
	known := map[specs.Ref]bool{}
	for _, block := range blocks {
		requirements, err := block.Requirements()
		if err != nil {
			return nil, err
		}
		known[block.Ref()] = true
		row := libraryRow{
			name: block.Name, version: block.Version, operations: len(block.OperationIDs()),
			errata: specs.CountErrata(block.Errata), requirements: requirements,
		}
		operations, err := block.Operations()
		if err != nil {
			return nil, err
		}
		for _, operation := range operations {
			row.successes += len(operation.SuccessStatuses())
			row.weak += len(operation.WeakStatuses())
		}
		rows = append(rows, row)
	}
	for _, ref := range all { // what is no building block comes last
		if known[ref] {
			continue
		}
		list, err := catalogue.Requirements(ref)
		if err != nil {
			return nil, err
		}
		rows = append(rows, libraryRow{name: ref.Name, version: ref.Version, requirements: list.Requirements})
	}
	return rows, nil
}

func (r libraryRow) write(w io.Writer) {
	errata := 0
	var kinds []int
	for _, kind := range specs.ErratumKinds() {
		errata += r.errata[kind]
		kinds = append(kinds, r.errata[kind])
	}
	cells := append([]int{r.operations, r.successes, r.weak, errata}, kinds...)
	cells = append(cells, len(r.requirements))
	for _, level := range specs.Levels() {
		cells = append(cells, specs.CountRequirements(r.requirements, func(q specs.Requirement) bool { return q.Level == level }))
	}
	for _, verification := range specs.Verifications() {
		cells = append(cells, specs.CountRequirements(r.requirements, func(q specs.Requirement) bool { return q.Verification == verification }))
	}
	fmt.Fprintf(w, "| %s | %s |", r.name, r.version)
	for _, n := range cells {
		fmt.Fprintf(w, " %s |", strconv.Itoa(n))
	}
	fmt.Fprintln(w)
}
