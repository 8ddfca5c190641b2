package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bbconform/bbconform/features"
	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/record"
	"github.com/bbconform/bbconform/reports/render"
	"github.com/bbconform/bbconform/runner"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/runner/problem"
	"github.com/bbconform/bbconform/runner/target"
	"github.com/bbconform/bbconform/specs/audit"
)

// defaultTarget is the configuration that is read when none is named, and defaultReport the folder that is written.
const (
	defaultTarget = "bbconform.yaml"
	defaultReport = "bbconform-report"
)

func embeddedFeatures() fs.FS { return features.FS }

// runFlags are the flags that run and demo share.
type runFlags struct {
	out         string
	concurrency int
	seed        int64
	tags        string
	names       []string
	failFast    bool
	dryRun      bool
	quiet       bool
	formats     []string
}

func (f *runFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.out, "out", defaultReport, "`folder` that the reports are written to")
	flags.Var((*count)(&f.concurrency), "concurrency", "how many scenarios run at a time (default: as many as the product bears, up to limits.concurrency)")
	flags.Int64Var(&f.seed, "seed", 0, "start the scenarios in an order made from this `number` (0: in the order of the features)")
	flags.StringVar(&f.tags, "tags", "", "only scenarios whose tags match this `expression`, for example \"@smoke and not @alone\"")
	flags.StringArrayVar(&f.names, "name", nil, "only scenarios whose name contains this `text` (may be repeated)")
	flags.BoolVar(&f.failFast, "fail-fast", false, "start no further scenario after the first that failed")
	flags.BoolVar(&f.dryRun, "dry-run", false, "show what would run, and send nothing")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "no progress, only the conclusion")
	flags.StringSliceVar(&f.formats, "format", nil, "reports to write beside results.json: "+rendererNames()+" (default: all)")
}

// count is the value of a flag: a number above nothing, when it is given at all.
type count int

func (n *count) String() string { return "" } // without it there is no default to show

func (n *count) Type() string { return "number" }

func (n *count) Set(text string) error {
	value, err := strconv.Atoi(text)
	if err != nil || value < 1 {
		return errors.New("expected a whole number above nothing")
	}
	*n = count(value)
	return nil
}

func (c *command) runCommand() *cobra.Command {
	var (
		flags  runFlags
		target string
		urls   []string
	)
	cmd := &cobra.Command{
		Use:   "run [BB[@VERSION] | SCENARIO | FILE.feature[:LINE]]…",
		Short: "Test a product against the specifications of its building blocks",
		Long: `Tests a product against the specifications of its building blocks and writes the reports.

Which product, is said by a target configuration (see "bbconform init") or, to begin with, by --url alone. Without a
building block, all that the target names are tested. SCENARIO is an identifier as "bbconform list" shows it, or a part
of just one that has a slash, such as /no-two-policies.

Exit codes: 0 conformant, 1 not conformant, 2 usage or configuration, 3 inconclusive, 4 fault of bbconform.`,
		Example: `  bbconform run --url consent=http://localhost:8080
  bbconform run consent --target bbconform.yaml --tags @smoke
  bbconform run consent/policies/a-new-policy-is-stored-as-it-was-sent
  bbconform run features/consent/policies.feature:40`,
		RunE: func(cmd *cobra.Command, args []string) error {
			configuration, err := c.target(target, cmd.Flags().Changed("target"), urls)
			if err != nil {
				return err
			}
			selection := plan.Selection{Tags: flags.tags, Names: flags.names}
			addArguments(&selection, args)
			if !cmd.Flags().Changed("target") && len(args) == 0 && !flags.quiet {
				c.sayWhatElse(configuration, urls)
			}
			rerun := "bbconform run"
			if configuration.File != "" && target != defaultTarget {
				rerun += " --target " + reports.ShellQuote(target)
			}
			for _, url := range urls {
				rerun += " --url " + reports.ShellQuote(url)
			}
			return c.test(cmd.Context(), configuration, selection, flags, rerun)
		},
	}
	flags.add(cmd)
	cmd.Flags().StringVarP(&target, "target", "t", defaultTarget, "target configuration `file`")
	cmd.Flags().StringArrayVarP(&urls, "url", "u", nil, "base URL of a building block, `BB=URL` or BB.CONTRACT=URL (may be repeated)")
	return cmd
}

// sayWhatElse tells whoever gave a URL on the command line that a configuration which happens to be here names more.
func (c *command) sayWhatElse(configuration *target.Target, urls []string) {
	var given []string
	for _, url := range urls {
		name, _, _ := strings.Cut(url, "=")
		given = append(given, strings.FieldsFunc(name, func(r rune) bool { return r == '.' || r == '@' })[0])
	}
	others := slices.DeleteFunc(slices.Sorted(maps.Keys(configuration.BuildingBlocks)), func(name string) bool { return slices.Contains(given, name) })
	if len(given) == 0 || len(others) == 0 {
		return
	}
	fmt.Fprintf(c.env.Stderr, "%s is here, and names %s: tested as well. Without: bbconform run %s --url …\n",
		defaultTarget, strings.Join(others, ", "), strings.Join(slices.Compact(given), " "))
}

// addArguments tells addresses of scenarios from building blocks, whose names have no slash.
func addArguments(selection *plan.Selection, args []string) {
	for _, arg := range args {
		if strings.Contains(arg, ".feature") || strings.Contains(arg, "/") {
			selection.Addresses = append(selection.Addresses, arg)
		} else {
			selection.Blocks = append(selection.Blocks, arg)
		}
	}
}

// target reads the configuration. Without one, --url must say where the product is.
func (c *command) target(file string, named bool, urls []string) (*target.Target, error) {
	var configuration *target.Target
	if !named && !exists(c.env.path(file)) {
		if len(urls) == 0 {
			return nil, usageHint(errors.New("no target: there is no bbconform.yaml here, and no --url"),
				`say where the product is, for example --url consent=http://localhost:8080, or write a configuration with "bbconform init"`)
		}
		configuration = &target.Target{}
	} else {
		var err error
		if configuration, err = target.Load(c.env.runner(), file); err != nil {
			return nil, usage(err)
		}
	}
	if err := configuration.SetURL(urls...); err != nil {
		return nil, usage(err)
	}
	return configuration, nil
}

// test runs the scenarios of a selection against a target, writes the reports and prints the conclusion.
func (c *command) test(ctx context.Context, configuration *target.Target, selection plan.Selection, flags runFlags, rerun string) error {
	formats, err := renderersNamed(flags.formats)
	if err != nil {
		return err
	}
	catalogue, err := c.catalogue()
	if err != nil {
		return err
	}
	scenarios, err := c.features()
	if err != nil {
		return err
	}
	if c.specsDir != "" {
		selection.Replacements = append(selection.Replacements, "specifications from "+c.specsDir+" (--specs)")
	}
	if c.featuresDir != "" {
		selection.Replacements = append(selection.Replacements, "features from "+c.featuresDir+" (--features)")
	}
	planned, err := plan.New(plan.Options{
		Catalogue: catalogue, Features: scenarios, FeaturesName: c.featuresDir, Target: configuration, Selection: selection,
	})
	if err != nil {
		return usage(err)
	}
	if c.specsDir != "" {
		if err := validate(planned); err != nil {
			return err
		}
	}
	if flags.dryRun {
		return planned.Write(c.env.Stdout)
	}

	rerun += c.rerunArguments(selection) + " {scenario}"
	folder := c.env.path(flags.out)
	progress := c.progress(flags.quiet, rerun)
	outcome, runErr := runner.Run(ctx, runner.Options{
		Plan:        planned,
		Target:      configuration,
		Catalogue:   catalogue,
		Environment: c.env.runner(),
		Tool:        tool(),
		Arguments:   c.env.Args,
		Rerun:       rerun,
		Concurrency: flags.concurrency,
		Seed:        flags.seed,
		FailFast:    flags.failFast,
		Record:      func(header reports.Results) (runner.Recorder, error) { return record.Create(folder, header) },
		Progress:    progress,
	})
	if outcome == nil {
		return runErr
	}
	if err := c.render(folder, formats); err != nil {
		return errors.Join(runErr, err)
	}
	c.conclude(outcome.Results, flags.out)
	if runErr != nil {
		return runErr
	}
	if outcome.Exit != problem.ExitConformant {
		return ended{outcome.Exit}
	}
	return nil
}

// rerunArguments are what a command needs to find a scenario of this run again: the folders that take the place of the embedded ones, and
// the versions that were asked for.
func (c *command) rerunArguments(selection plan.Selection) string {
	arguments := ""
	if c.specsDir != "" {
		arguments += " --specs " + reports.ShellQuote(c.specsDir)
	}
	if c.featuresDir != "" {
		arguments += " --features " + reports.ShellQuote(c.featuresDir)
	}
	for _, block := range selection.Blocks {
		if strings.Contains(block, "@") {
			arguments += " " + reports.ShellQuote(block)
		}
	}
	return arguments
}

// validate refuses specifications of the user's own that could not decide anything.
func validate(planned *plan.Plan) error {
	var problems []error
	for _, block := range planned.Blocks {
		for _, problem := range audit.Validate(block.Block) {
			problems = append(problems, errors.New(problem.String()))
		}
	}
	return usageHint(errors.Join(problems...), "correct the specifications in the folder of --specs")
}

// render makes the reports of the results in folder.
func (c *command) render(folder string, formats []render.Format) error {
	file, err := record.Open(folder)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = render.Write(file, folder, formats...)
	return err
}

// conclude prints the verdict in words and where to read more.
func (c *command) conclude(results reports.Results, folder string) {
	p := c.env.palette(c.env.Stdout)
	fmt.Fprintf(c.env.Stdout, "\n%s\n", results.Sentence)
	for _, block := range results.BuildingBlocks {
		n := block.Counts
		fmt.Fprintf(c.env.Stdout, "  %s %s: %s\n    %d of %d scenarios passed, %d failed, %d inconclusive, %d not applicable, %d waived\n",
			block.Title, block.Version, p.verdict(block.Verdict), n.Passed, n.Total, n.Failed, n.Inconclusive, n.NotApplicable, n.Waived)
	}
	if p := results.Run.Pace; p != nil && len(p.Falls) > 0 {
		fmt.Fprintf(c.env.Stdout, "  %s\n", results.Run.AtATime())
	}
	for _, warning := range results.Warnings {
		fmt.Fprintf(c.env.Stdout, "  warning: %s\n", warning)
	}
	fmt.Fprintf(c.env.Stdout, "\nReport: %s\n", filepath.Join(folder, "index.html"))
	if results.Verdict != reports.Passed {
		hint := "bbconform explain"
		if folder != defaultReport {
			hint += " " + reports.ShellQuote(folder)
		}
		fmt.Fprintf(c.env.Stdout, "Why:    %s\n", hint)
	}
}
