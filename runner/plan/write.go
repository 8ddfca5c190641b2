package plan

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/bbconform/bbconform/reports"
)

// Write prints the plan: every scenario with its identifier, its line, and the tags that say what it is about.
func (p *Plan) Write(w io.Writer) error {
	out := bufio.NewWriter(w)
	write := func(format string, args ...any) { _, _ = fmt.Fprintf(out, format, args...) } // Flush tells of errors
	for _, b := range p.Blocks {
		write("%s: %s", b.Ref, counted(len(b.Scenarios)))
		if b.Excluded > 0 {
			write(" (%d more are not selected)", b.Excluded)
		}
		write("\n")
		feature := ""
		for _, s := range b.Scenarios {
			if s.File != feature {
				feature = s.File
				write("\n  %s (%s)\n", s.Feature, s.File)
			}
			write("    %s  %s (line %d)\n", s.ID, s.Name, s.Line)
			if tags := strings.Join(s.Tags, " "); tags != "" {
				write("      %s\n", tags)
			}
			if s.NotClaimed != "" {
				write("      %s\n", reports.VisibleBlock(s.NotClaimed))
			}
		}
		write("\n")
	}
	write("%s in all", counted(len(p.Scenarios)))
	if len(p.Selection) > 0 {
		write(", selected by %s", strings.Join(p.Selection, " and "))
	}
	write(".\n")
	for _, warning := range p.Warnings {
		write("warning: %s\n", reports.Visible(warning))
	}
	return out.Flush()
}

// counted is a number of scenarios in words.
func counted(n int) string {
	if n == 1 {
		return "1 scenario"
	}
	return fmt.Sprintf("%d scenarios", n)
}
