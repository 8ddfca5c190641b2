// Package features holds the scenarios, in words. There is no code here besides the embedding.
package features

import "embed"

// FS holds one folder a building block.
//
//go:embed *
var FS embed.FS
