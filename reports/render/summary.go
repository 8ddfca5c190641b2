package render

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/narrative"
	"github.com/bbconform/bbconform/reports/phrase"
	"github.com/bbconform/bbconform/reports/record"
)

// Most that a summary shows of something that can be many. CI systems cut summaries off, GitHub at 1 MiB.
const (
	summaryFailures = 50
	summaryDetails  = 5
	summaryUntested = 20
)

// summaryReport is Markdown as GitHub and GitLab read it.
type summaryReport struct {
	out        io.Writer
	header     reports.Results
	sections   map[reports.Verdict]*strings.Builder
	shown      map[reports.Verdict]int
	notClaimed map[string]int // scenarios by reason
}

func newSummary() *summaryReport {
	return &summaryReport{
		sections: map[reports.Verdict]*strings.Builder{reports.Failed: {}, reports.Inconclusive: {}, reports.Waived: {}},
		shown:    map[reports.Verdict]int{}, notClaimed: map[string]int{},
	}
}

// Begin takes w to write to and the document.
func (r *summaryReport) Begin(w io.Writer, f *record.File) error {
	r.out, r.header = w, f.Results()
	return nil
}

// Add takes one scenario.
func (r *summaryReport) Add(s *reports.Scenario) error {
	if s.Verdict == reports.NotApplicable {
		r.notClaimed[s.Reason]++
	}
	section := r.sections[s.Verdict]
	if section == nil {
		return nil
	}
	if r.shown[s.Verdict]++; r.shown[s.Verdict] <= summaryFailures {
		summaryScenario(section, s, &r.header)
	}
	return nil
}

// End writes the report.
func (r *summaryReport) End() error {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s %s\n\n**%s**\n\n", symbol(r.header.Verdict), r.header.Verdict.Label(), markdown(r.header.Sentence))
	for _, warning := range r.header.Warnings {
		fmt.Fprintf(&b, "> Warning: %s\n\n", markdown(warning))
	}
	b.WriteString("| | Passed | Failed | Inconclusive | Waived | Not applicable | All |\n|:--|--:|--:|--:|--:|--:|--:|\n")
	for i := range r.header.BuildingBlocks {
		block := &r.header.BuildingBlocks[i]
		b.WriteString(summaryRow("**"+markdown(block.Label())+"**", block.Counts))
		for _, a := range block.ServiceAPIs {
			if a.Counts.Total > 0 {
				b.WriteString(summaryRow(markdown(a.Title), a.Counts))
			}
		}
	}
	b.WriteString(summaryRow("**All**", r.header.Counts) + "\n")
	for _, v := range []reports.Verdict{reports.Failed, reports.Inconclusive, reports.Waived} {
		if r.shown[v] == 0 {
			continue
		}
		fmt.Fprintf(&b, "### %s (%s)\n\n%s", v.Label(), phrase.Number(r.shown[v]), r.sections[v].String())
		if more := r.shown[v] - summaryFailures; more > 0 {
			fmt.Fprintf(&b, "- and %s more, see the HTML report\n", phrase.Number(more))
		}
		b.WriteByte('\n')
	}
	summaryRest(&b, &r.header, r.notClaimed)
	_, err := io.WriteString(r.out, b.String())
	return err
}

// Close frees nothing: nothing is kept.
func (r *summaryReport) Close() error { return nil }

func summaryRow(name string, c reports.Counts) string {
	return fmt.Sprintf("| %s | %s | %s | %s | %s | %s | %s |\n", name, phrase.Number(c.Passed), phrase.Number(c.Failed), phrase.Number(c.Inconclusive),
		phrase.Number(c.Waived), phrase.Number(c.NotApplicable), phrase.Number(c.Total))
}

func summaryScenario(b *strings.Builder, s *reports.Scenario, r *reports.Results) {
	d := narrative.Diagnose(s)
	fmt.Fprintf(b, "- **%s**", markdown(s.Title()))
	if operation := d.AtFault(s); operation != "" {
		fmt.Fprintf(b, ", %s", code(operation))
	}
	fmt.Fprintf(b, "  \n  %s: %s\n", code(s.Place(d.Step)), markdown(d.Message(s)))
	if s.Verdict == reports.Waived {
		fmt.Fprintf(b, "  - known deviation%s\n", markdown(narrative.KnownDeviation(s, r)))
		return
	}
	shown := 0
	for i := range d.Faults {
		f := &d.Faults[i]
		if i > 0 || f.Code == "" {
			fmt.Fprintf(b, "  - %s\n", markdown(f.Headline()))
		}
		for _, x := range f.Differences {
			if !x.Says() {
				continue
			}
			if shown++; shown > summaryDetails {
				continue
			}
			place := ""
			if x.Place != "" {
				place = code(reports.FirstLine(x.Place, 200)) + ": "
			}
			fmt.Fprintf(b, "  - %sexpected %s, actual %s\n", place, code(reports.FirstLine(x.Expected, 200)), code(reports.FirstLine(x.Actual, 200)))
		}
	}
	if more := shown - summaryDetails; more > 0 {
		fmt.Fprintf(b, "  - and %s\n", phrase.Plural(more, "more finding"))
	}
	if s.Verdict == reports.Failed {
		fmt.Fprintf(b, "  - run it again: %s\n", code(r.Run.RerunCommand(s.ID)))
	}
}

// summaryRest says what was not tested, and by what the run can be recognised.
func summaryRest(b *strings.Builder, r *reports.Results, notClaimed map[string]int) {
	var rest strings.Builder
	untested := 0
	for _, block := range r.BuildingBlocks {
		for _, n := range block.Untested() {
			if untested++; untested <= summaryUntested {
				fmt.Fprintf(&rest, "- %s: %s\n", markdown(n.What), markdown(n.Reason))
			}
		}
	}
	if more := untested - summaryUntested; more > 0 {
		fmt.Fprintf(&rest, "- and %s more, see the HTML report\n", phrase.Number(more))
	}
	for _, s := range r.Run.Selection {
		fmt.Fprintf(&rest, "- selected: %s\n", markdown(s))
	}
	for _, reason := range slices.Sorted(maps.Keys(notClaimed)) {
		fmt.Fprintf(&rest, "- %s not applicable: %s\n", phrase.Plural(notClaimed[reason], "scenario"), markdown(reports.FirstLine(reason, 400)))
	}
	if rest.Len() > 0 {
		b.WriteString("### Not tested\n\n" + rest.String() + "\n")
	}
	fmt.Fprintf(b, "%s %s, %s", markdown(toolName(r)), code(r.Tool.Version), markdown(phrase.Moment(r.Run.Started)))
	if cost := narrative.Cost(r); cost != "" {
		b.WriteString("; " + cost)
	}
	for _, block := range r.BuildingBlocks {
		fmt.Fprintf(b, "; specification %s at %s", markdown(block.Label()), code(shortCommit(block.Commit)))
	}
	b.WriteString("\n")
}

func toolName(r *reports.Results) string {
	if r.Tool.Name == "" {
		return "bbconform"
	}
	return r.Tool.Name
}

// shortCommit is the part of a commit's name that people compare.
func shortCommit(commit string) string {
	if len(commit) > 12 {
		return commit[:12]
	}
	return commit
}

// symbol says a verdict with a sign that Markdown shows everywhere; the word always stands beside it.
func symbol(v reports.Verdict) string {
	return map[reports.Verdict]string{reports.Passed: "✅", reports.Failed: "❌", reports.Inconclusive: "❔", reports.Waived: "☑️", reports.NotApplicable: "➖"}[v]
}

// markdownSpecial are characters that mean something to Markdown, to HTML in it, or to the references to people and
// issues that GitHub and GitLab make of plain text.
const markdownSpecial = "\\`*_{}[]<>#|~$@&\"'"

// markdown makes foreign text safe inside a paragraph, a list or a table cell.
func markdown(s string) string {
	var b strings.Builder
	for _, r := range reports.Visible(s) {
		if strings.ContainsRune(markdownSpecial, r) {
			fmt.Fprintf(&b, "&#%d;", r)
			continue
		}
		b.WriteRune(r)
	}
	return strings.ReplaceAll(b.String(), "://", "&#58;//") // no links that nobody wrote
}

// code shows foreign text in the typeface of programs.
func code(s string) string {
	if s == "" {
		return "(nothing)"
	}
	return "<code>" + markdown(s) + "</code>"
}
