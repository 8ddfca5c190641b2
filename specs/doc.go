// Package specs answers what GovStack demands of a building block: its operations with their contracts, a valid sample
// request and answer for each, how things of each kind are made and found again, what the text demands beyond the contracts,
// and where the published specification had to be corrected. The data lies beside the code, one folder a building block and
// version; nothing is parsed before it is asked for, and nothing twice.
//
// This is the face of the house. Below it are the rooms contract (does an answer conform, what does it mean) and sample (valid
// requests and answers); what other houses mostly ask of them has its name here too (face.go), and the codes of findings are in
// contract/finding. Above it are upstream (differences from the published files) and audit (lint and validation of the library),
// which only the commands about the library need. A new building block is data and changes no Go file.
package specs
