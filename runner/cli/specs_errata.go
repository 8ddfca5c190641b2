package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bbconform/bbconform/specs"
)

func (c *command) specsErrataCommand() *cobra.Command {
	var markdown, asJSON bool
	cmd := &cobra.Command{
		Use:   "errata [BB[@VERSION]]…",
		Short: "Print the corrections of the published specifications",
		Long: `Prints what is wrong in the published specifications, where, how bbconform reads it, and what would put it right. As
Markdown it is fit to be filed with those who publish them.`,
		RunE: func(_ *cobra.Command, args []string) error {
			if markdown && asJSON {
				return usage(errors.New("choose one of --markdown and --json"))
			}
			blocks, err := c.blocks(args)
			if err != nil {
				return err
			}
			switch {
			case asJSON:
				return writeErrataJSON(c.env.Stdout, blocks)
			case markdown:
				writeErrataMarkdown(c.env.Stdout, blocks)
			default:
				c.writeErrata(c.env.Stdout, blocks)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&markdown, "markdown", false, "as Markdown")
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	return cmd
}

func (c *command) writeErrata(w io.Writer, blocks []*specs.Block) {
	p := c.env.palette(w)
	total := 0
	for _, block := range blocks {
		if len(block.Errata) == 0 {
			continue
		}
		total += len(block.Errata)
		fmt.Fprintf(w, "%s  %s\n", p.bold(block.Title+" "+block.Version), countedKinds(block.Errata))
		for _, e := range block.Errata {
			writeErratum(w, p, e)
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintln(w, counted(total, "erratum", "errata"))
}

func writeErratum(w io.Writer, p palette, e specs.Erratum) {
	fmt.Fprintf(w, "  %s (%s) %s\n    wrong:   %s\n    we:      %s\n", p.bold(e.ID), e.Kind, oneLine(e.Where), oneLine(e.Wrong), oneLine(e.Reading))
	if e.Suggestion != "" {
		fmt.Fprintf(w, "    suggest: %s\n", oneLine(e.Suggestion))
	}
}

// countedKinds says how many errata there are of each kind: "27 errata (3 invalid, 10 contradiction, 14 weak)".
func countedKinds(errata []specs.Erratum) string {
	counts := specs.CountErrata(errata)
	var words []string
	for _, kind := range specs.ErratumKinds() {
		if n := counts[kind]; n > 0 {
			words = append(words, fmt.Sprintf("%d %s", n, kind))
		}
	}
	return fmt.Sprintf("%s (%s)", counted(len(errata), "erratum", "errata"), strings.Join(words, ", "))
}

// erratumJSON is an erratum with what it corrects.
type erratumJSON struct {
	ID         string   `json:"id"`
	BB         string   `json:"bb"`
	Version    string   `json:"version"`
	Repository string   `json:"repository"`
	Commit     string   `json:"commit"`
	Kind       string   `json:"kind"`
	Place      string   `json:"place"`
	Wrong      string   `json:"wrong"`
	Reading    string   `json:"reading"`
	Suggestion string   `json:"suggestion"`
	Explains   []string `json:"explains"`
}

func writeErrataJSON(w io.Writer, blocks []*specs.Block) error {
	list := []erratumJSON{}
	for _, block := range blocks {
		for _, e := range block.Errata {
			list = append(list, erratumJSON{
				e.ID, block.Name, block.Version, block.Upstream.Repository, block.Upstream.Commit, e.Kind,
				oneLine(e.Where), oneLine(e.Wrong), oneLine(e.Reading), oneLine(e.Suggestion), orNoStrings(e.Explains),
			})
		}
	}
	return writeJSON(w, list)
}

// writeErrataMarkdown writes one section a building block and one below it an erratum, so that each can be filed by itself.
func writeErrataMarkdown(w io.Writer, blocks []*specs.Block) {
	first := true
	for _, block := range blocks {
		if len(block.Errata) == 0 {
			continue
		}
		if !first {
			fmt.Fprintln(w)
		}
		first = false
		fmt.Fprintf(w, "# %s %s: errata of the published specification\n\n", markdownText(block.Title), markdownText(block.Version))
		fmt.Fprintf(w, "Found in [%s](%s/tree/%s) at commit `%s`: %s.\n", markdownText(strings.TrimPrefix(block.Upstream.Repository, "https://github.com/")),
			block.Upstream.Repository, block.Upstream.Commit, block.Upstream.Commit, countedKinds(block.Errata))
		for _, e := range block.Errata {
			fmt.Fprintf(w, "\n## %s: %s\n\n", markdownText(e.ID), markdownText(oneLine(e.Where)))
			fmt.Fprintf(w, "- **Kind:** %s\n- **What is wrong:** %s\n- **How bbconform reads it:** %s\n",
				markdownText(e.Kind), markdownText(oneLine(e.Wrong)), markdownText(oneLine(e.Reading)))
			if e.Suggestion != "" {
				fmt.Fprintf(w, "- **Suggestion:** %s\n", markdownText(oneLine(e.Suggestion)))
			}
		}
	}
}
