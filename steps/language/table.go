package language

import (
	"fmt"
	"strings"

	"github.com/bbconform/bbconform/steps/request"
)

// howToRead explains how the table is to be read.
const howToRead = "A `<value>` stands for what the feature says in its place, and a part in `[brackets]` may be left out. `its \"<location>\"` is a value of the " +
	"last answer, its names divided by dots (`policy.name`, `results.0.id`); `the answer` may be said instead for the whole of it. In quoted values and in " +
	"tables, `${…}` is replaced: `${unique}`, `${uuid}` and `${number}` (new in each request), `${scenario}` (one for the scenario), `${today}`, `${now}`, " +
	"`${data.NAME}` (of the target's configuration), `${policy}` (an identifier), `${policy:version}` (a value of the thing; `${policy:/revision.id}`, one of the whole answer that gave it), `${other policy}`, " +
	"`${remembered.NAME}`.\n\n"

// Table returns the vocabulary as Markdown: a table for each group, and one for the faults.
func (v *Vocabulary) Table() string {
	var out strings.Builder
	out.WriteString(howToRead)
	group := ""
	for _, d := range v.definitions {
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
	for _, f := range request.Faults() {
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
