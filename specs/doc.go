// Package specs answers what GovStack demands of a building block: its operations with their contracts, a valid sample
// request and answer for each, how things of each kind are made and found again, what the text demands beyond the contracts,
// and where the published specification had to be corrected. The data lies beside the code, one folder a building block and
// version; nothing is parsed before it is asked for, and nothing twice.
package specs
