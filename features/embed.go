// Package features holds the scenarios, in words, and retired.yaml, the ledger of identifiers that are no longer in use. There is no code
// here besides the embedding.
package features

import "embed"

// FS holds one folder a building block.
//
//go:embed *
var FS embed.FS
