package page

import "github.com/bbconform/bbconform/reports"

// term is a word of the report and what it means, for readers who do not program.
type term struct {
	Verdict reports.Verdict // where the word is one
	Word    string
	Meaning string
}

// glossary explains the verdicts first, then the other words.
var glossary = []term{
	{reports.Passed, "Passed", "The product did what the specification asks for. What was asked and what came back is kept as evidence."},
	{reports.Failed, "Failed", "The product did something else. The report shows what was expected, what came instead, and how to see it again."},
	{reports.Inconclusive, "Inconclusive", "The test could not decide: the product could not be reached, test data was missing, or a step before the one in question went wrong. It counts neither for nor against the product, and has to be cleared up before anything is claimed."},
	{reports.Waived, "Waived", "The product failed here, and its vendor has recorded that as a known deviation, with a reason, an owner and a date of expiry. It is not a pass."},
	{reports.NotApplicable, "Not applicable", "It does not concern this product, for example because the vendor does not claim the capability, so it was not tested. The reason is given each time."},
	{"", "Building block", "A part of a government's digital services that GovStack specifies, such as consent or digital registries."},
	{"", "Service API", "A group of operations of a building block that belong together."},
	{"", "Operation", "One thing that a product can be asked to do over the network, such as creating a record."},
	{"", "Scenario", "One test, written in plain sentences. It stands in a feature file, at the line that is given."},
	{"", "Exchange", "One request that was sent to the product, and its answer."},
	{"", "Sent by", "Tests that ask for a refusal, and begin alike, share what they begin with, and the same request without its fault, which must be accepted before and after them. Such a step names the scenario in which that was sent."},
	{"", "Contract", "The machine-readable part of the specification. Every answer is held against it, in every scenario."},
	{"", "Erratum", "A mistake in the published specification. It is corrected for the test and never held against the product."},
}
