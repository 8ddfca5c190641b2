package reports

// The files in the output folder of a run.
const (
	ResultsName  = "results.json"    // the result document; everything else is made from it
	JournalName  = "journal.ndjson"  // what a run writes while it goes on; it is there only until the document is
	PageName     = "index.html"      // for people
	JUnitName    = "junit.xml"       // for CI systems
	MessagesName = "messages.ndjson" // for Cucumber's tools
	SummaryName  = "summary.md"      // for the summary of a CI job
)

// ReportFiles lists the files that hold or show the outcome of a run.
func ReportFiles() []string {
	return []string{ResultsName, PageName, JUnitName, MessagesName, SummaryName}
}
