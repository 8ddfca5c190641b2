package runner

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Write prints the plan: every scenario with its place, and the tags that say what it is about.
func (p *Plan) Write(w io.Writer) error {
	out := bufio.NewWriter(w)
	for _, b := range p.Blocks {
		fmt.Fprintf(out, "%s: %s", b.Ref, scenarios(len(b.Scenarios), "", ""))
		if b.Excluded > 0 {
			fmt.Fprintf(out, " (%d more are not selected)", b.Excluded)
		}
		fmt.Fprintln(out)
		feature := ""
		for _, s := range b.Scenarios {
			if s.File != feature {
				feature = s.File
				fmt.Fprintf(out, "\n  %s (%s)\n", s.Feature, s.File)
			}
			fmt.Fprintf(out, "    %s  %s\n", s.ID, s.Name)
			if tags := strings.Join(s.Tags, " "); tags != "" {
				fmt.Fprintf(out, "      %s\n", tags)
			}
			if s.NotClaimed != "" {
				fmt.Fprintf(out, "      %s\n", visible(s.NotClaimed))
			}
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintf(out, "%s in all", scenarios(len(p.Scenarios), "", ""))
	if len(p.Selection) > 0 {
		fmt.Fprintf(out, ", selected by %s", strings.Join(p.Selection, " and "))
	}
	fmt.Fprintln(out, ".")
	return out.Flush()
}
