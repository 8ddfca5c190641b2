package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bbconform/bbconform/reports/render"
)

func rendererNames() string {
	var names []string
	for _, renderer := range render.Formats() {
		names = append(names, renderer.Name)
	}
	return strings.Join(names, ", ")
}

// renderersNamed finds renderers by name; no names mean all of them.
func renderersNamed(names []string) ([]render.Format, error) {
	if len(names) == 0 {
		return render.Formats(), nil
	}
	var chosen []render.Format
	for _, name := range names {
		renderer, err := render.FindFormat(name)
		if err != nil {
			return nil, usage(err)
		}
		chosen = append(chosen, renderer)
	}
	return chosen, nil
}

func (c *command) reportCommand() *cobra.Command {
	var (
		formats []string
		out     string
	)
	cmd := &cobra.Command{
		Use:   "report [RESULTS]",
		Short: "Make the reports of a run again from its results.json",
		Long: `Makes the reports of a run again from its results.json, or from the folder that holds it (default ` + defaultReport + `).
When a run died before it could write its results, they are first recovered from its journal and marked incomplete.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			chosen, err := renderersNamed(formats)
			if err != nil {
				return err
			}
			file, folder, err := c.results(args)
			if err != nil {
				return err
			}
			defer file.Close()
			if out != "" {
				folder = c.env.path(out)
				if err := os.MkdirAll(folder, 0o700); err != nil {
					return usage(fmt.Errorf("write the reports: %w", err))
				}
			}
			written, err := render.Write(file, folder, chosen...)
			for _, path := range written {
				fmt.Fprintln(c.env.Stdout, path)
			}
			return err
		},
	}
	cmd.Flags().StringSliceVar(&formats, "format", nil, "which reports: "+rendererNames()+" (default: all)")
	cmd.Flags().StringVar(&out, "out", "", "`folder` to write to (default: beside the results)")
	return cmd
}

func (c *command) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [RESULTS] [SCENARIO]",
		Short: "Say why a scenario failed: sentence, request, answer, and what the contract asks for",
		Long: `Says why a scenario ended as it did. RESULTS is a results.json or the folder that holds one (default ` + defaultReport + `);
SCENARIO is an identifier, a name, a part of one of these, or FILE:LINE. Without it, every scenario that failed or was inconclusive is explained
in short.`,
		Example: `  bbconform explain
  bbconform explain bbconform-report consent/policies/a-new-policy-is-stored-as-it-was-sent`,
		Args: cobra.MaximumNArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			selector := ""
			switch {
			case len(args) == 2:
				args, selector = args[:1], args[1]
			case len(args) == 1 && !isResults(c.env.path(args[0])):
				args, selector = nil, args[0]
			}
			file, _, err := c.results(args)
			if err != nil {
				return err
			}
			defer file.Close()
			return usage(render.Explain(c.env.Stdout, file, selector, render.ExplainOptions{Colour: c.env.palette(c.env.Stdout).on}))
		},
	}
}
