package cli

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bbconform/bbconform/specs"
)

// requirementFilter is what the flags leave of the requirements.
type requirementFilter struct{ levels, verifications []string }

func (c *command) requirementsCommand() *cobra.Command {
	var (
		filter        requirementFilter
		asJSON, asCSV bool
	)
	cmd := &cobra.Command{
		Use:   "requirements [BB[@VERSION]]…",
		Short: "List what the text of the specifications demands, and how each demand can be verified",
		Long: `Lists the requirements of building blocks and, as "cross-functional", those that hold for all of them, with counts by
level and by verification:

  automatic   by calling the operations that it is about
  observable  by looking at what any call shows: headers, TLS, error answers
  declared    by evidence that the vendor supplies`,
		RunE: func(_ *cobra.Command, args []string) error {
			if asJSON && asCSV {
				return usage(errors.New("choose one of --json and --csv"))
			}
			if err := filter.check(); err != nil {
				return usage(err)
			}
			lists, err := c.requirements(args, filter)
			if err != nil {
				return err
			}
			switch {
			case asJSON:
				return writeRequirementsJSON(c.env.Stdout, lists)
			case asCSV:
				return writeRequirementsCSV(c.env.Stdout, lists)
			}
			return c.writeRequirements(c.env.Stdout, lists)
		},
	}
	cmd.Flags().StringSliceVar(&filter.levels, "level", nil, "only those of this `level`: REQUIRED, RECOMMENDED or OPTIONAL (may be repeated)")
	cmd.Flags().StringSliceVar(&filter.verifications, "verification", nil, "only those that are verified this `way`: automatic, observable or declared (may be repeated)")
	cmd.Flags().BoolVar(&asJSON, "json", false, "as a JSON array of objects")
	cmd.Flags().BoolVar(&asCSV, "csv", false, "as comma-separated values with a header")
	return cmd
}

// check refuses words that select nothing, and writes the others as the specification does.
func (f *requirementFilter) check() error {
	for i, word := range f.levels {
		f.levels[i] = strings.ToUpper(strings.TrimSpace(word))
		if !slices.Contains(specs.Levels(), specs.Level(f.levels[i])) {
			return fmt.Errorf("there is no level %q; the levels are REQUIRED, RECOMMENDED and OPTIONAL", word)
		}
	}
	for i, word := range f.verifications {
		f.verifications[i] = strings.ToLower(strings.TrimSpace(word))
		if !slices.Contains(specs.Verifications(), specs.Verification(f.verifications[i])) {
			return fmt.Errorf("there is no verification %q; it is automatic, observable or declared", word)
		}
	}
	return nil
}

func (f *requirementFilter) keeps(r specs.Requirement) bool {
	return (len(f.levels) == 0 || slices.Contains(f.levels, string(r.Level))) &&
		(len(f.verifications) == 0 || slices.Contains(f.verifications, string(r.Verification)))
}

// requirementList is the requirements of one specification that were selected.
type requirementList struct {
	ref          specs.Ref
	requirements []specs.Requirement
}

func (c *command) requirements(selections []string, filter requirementFilter) ([]requirementList, error) {
	catalogue, err := c.catalogue()
	if err != nil {
		return nil, err
	}
	refs, err := selected(selections, catalogue.RequirementRefs, catalogue.ResolveRequirements)
	if err != nil {
		return nil, err
	}
	all, err := catalogue.AllRequirements(refs)
	if err != nil {
		return nil, usage(err)
	}
	lists := make([]requirementList, len(refs))
	for i, ref := range refs {
		lists[i].ref = ref
		for _, r := range all[i].Requirements {
			if filter.keeps(r) {
				lists[i].requirements = append(lists[i].requirements, r)
			}
		}
	}
	return lists, nil
}

// requirementJSON is one requirement as other programs read it.
type requirementJSON struct {
	ID            string   `json:"id"`
	BB            string   `json:"bb"`
	Version       string   `json:"version"`
	Clause        string   `json:"clause"`
	Level         string   `json:"level"`
	Observability string   `json:"observability"` // empty where GovStack does not say it
	Mutability    string   `json:"mutability"`    // likewise
	Verification  string   `json:"verification"`
	Summary       string   `json:"summary"`
	Operations    []string `json:"operations"`
	ServiceAPIs   []string `json:"serviceAPIs"`
	Check         string   `json:"check"`
	Evidence      string   `json:"evidence"`
	Source        string   `json:"source"` // FILE:LINE in the upstream repository
}

func flattened(lists []requirementList) []requirementJSON {
	flat := []requirementJSON{}
	for _, list := range lists {
		for _, r := range list.requirements {
			flat = append(flat, requirementJSON{
				r.ID, list.ref.Name, list.ref.Version, string(r.Clause), string(r.Level), r.Observability, r.Mutability, string(r.Verification),
				oneLine(r.Summary), orNoStrings(r.Operations), orNoStrings(r.ServiceAPIs), oneLine(r.Check), oneLine(r.Evidence),
				r.Source.File + ":" + strconv.Itoa(r.Source.Line),
			})
		}
	}
	return flat
}

func writeRequirementsJSON(w io.Writer, lists []requirementList) error {
	return writeJSON(w, flattened(lists))
}

func writeRequirementsCSV(w io.Writer, lists []requirementList) error {
	rows := [][]string{{
		"id", "bb", "version", "clause", "level", "observability", "mutability", "verification", "summary", "operations", "serviceAPIs",
		"check", "evidence", "source",
	}}
	for _, r := range flattened(lists) {
		rows = append(rows, []string{
			r.ID, r.BB, r.Version, r.Clause, r.Level, r.Observability, r.Mutability, r.Verification, r.Summary,
			strings.Join(r.Operations, " "), strings.Join(r.ServiceAPIs, " "), r.Check, r.Evidence, r.Source,
		})
	}
	return csv.NewWriter(w).WriteAll(rows)
}

func (c *command) writeRequirements(w io.Writer, lists []requirementList) error {
	p := c.env.palette(w)
	var all []specs.Requirement
	for _, list := range lists {
		if len(list.requirements) == 0 {
			continue
		}
		all = append(all, list.requirements...)
		fmt.Fprintf(w, "%s\n", p.bold(list.ref.String()))
		for _, r := range list.requirements {
			writeRequirement(w, p, r)
		}
		fmt.Fprintf(w, "  %s\n\n", countedRequirements(list.requirements))
	}
	if len(lists) != 1 || len(all) == 0 {
		fmt.Fprintf(w, "together: %s\n", countedRequirements(all))
	}
	return nil
}

func writeRequirement(w io.Writer, p palette, r specs.Requirement) {
	fmt.Fprintf(w, "  %s  %s  %s, %s\n    %s\n", p.bold(r.ID), r.Clause, r.Level, r.Verification, oneLine(r.Summary))
	for _, line := range []struct{ what, text string }{
		{"operations", strings.Join(r.Operations, ", ")}, {"check", oneLine(r.Check)}, {"evidence", oneLine(r.Evidence)},
	} {
		if line.text != "" {
			fmt.Fprintf(w, "    %s\n", p.faint(line.what+": "+line.text))
		}
	}
}

// countedRequirements says how many requirements there are, by level and by verification.
func countedRequirements(list []specs.Requirement) string {
	var levels, ways []string
	for _, level := range specs.Levels() {
		n := specs.CountRequirements(list, func(r specs.Requirement) bool { return r.Level == level })
		levels = append(levels, fmt.Sprintf("%d %s", n, level))
	}
	for _, way := range specs.Verifications() {
		n := specs.CountRequirements(list, func(r specs.Requirement) bool { return r.Verification == way })
		ways = append(ways, fmt.Sprintf("%d %s", n, way))
	}
	return fmt.Sprintf("%s: %s; %s", counted(len(list), "requirement", "requirements"), strings.Join(levels, ", "), strings.Join(ways, ", "))
}
