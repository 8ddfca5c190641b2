// Package identifier says what a scenario is called, for as long as it is there: by its building block, its feature file and its name.
// Making an identifier, and the ledger of those that were retired, belong here.
//
// An identifier is written into waivers, baselines and links. A change of the rules in here changes identifiers that are in use: it
// goes with an entry in the ledger for each. Nothing in here knows what Gherkin, a plan or a run is.
package identifier
