package steps

import (
	"fmt"
	"strings"
)

// Table returns the vocabulary as Markdown: a table for each group, and one for the faults.
func Table() string {
	var out strings.Builder
	group := ""
	for _, d := range Vocabulary() {
		if d.Group != group {
			if group != "" {
				out.WriteString("\n")
			}
			group = d.Group
			fmt.Fprintf(&out, "### %s\n\n| Sentence | What it does | For example |\n|---|---|---|\n", group)
		}
		sentence := d.Sentence
		if d.Table {
			sentence += " *(table)*"
		}
		fmt.Fprintf(&out, "| %s | %s | %s |\n", code(sentence), cell(d.About), "`"+cell(d.Example)+"`")
	}
	out.WriteString("\n### Faults\n\n| Fault | What is sent |\n|---|---|\n")
	for _, f := range Faults() {
		fmt.Fprintf(&out, "| `%s` | %s |\n", f.Name, cell(f.About))
	}
	return out.String()
}

// code writes a sentence as code, and what stands behind it as it is.
func code(sentence string) string {
	text, note, _ := strings.Cut(sentence, " *(")
	if note != "" {
		note = " *(" + note
	}
	return "`" + cell(text) + "`" + note
}

// cell escapes what would end a cell of a table.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }
