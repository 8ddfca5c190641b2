package render

import (
	"fmt"
	"strings"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/page"
)

// Format makes one kind of report.
type Format struct {
	Name  string // as in --format: junit, html, messages, summary
	File  string // name of the file that it writes
	About string // one line for the command's help

	make func(scratch string) rendering // scratch is a folder for what does not fit into memory; empty: that of the system
}

// Formats lists every format, in the order in which they are offered.
func Formats() []Format {
	return []Format{
		{Name: "html", File: reports.PageName, About: "one page for people: verdict, evidence and how to read it", make: func(scratch string) rendering { return page.New(scratch) }},
		{Name: "junit", File: reports.JUnitName, About: "for CI systems such as Jenkins and GitLab", make: func(scratch string) rendering { return newJUnit(scratch) }},
		{Name: "messages", File: reports.MessagesName, About: "Cucumber messages, for GovStack's testing platform and Cucumber's tools", make: func(string) rendering { return newMessages() }},
		{Name: "summary", File: reports.SummaryName, About: "Markdown for the summary of a CI job", make: func(string) rendering { return newSummary() }},
	}
}

// FindFormat returns the format of a name.
func FindFormat(name string) (Format, error) {
	var names []string
	for _, r := range Formats() {
		if r.Name == name {
			return r, nil
		}
		names = append(names, r.Name)
	}
	return Format{}, fmt.Errorf("there is no report format %s: choose of %s", reports.Quoted(name), strings.Join(names, ", "))
}
