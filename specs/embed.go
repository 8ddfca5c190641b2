package specs

import (
	"embed"
	"io/fs"
)

// Only data is embedded: this folder holds Go files too.
//
//go:embed */*/block.yaml */*/contracts */*/requests
var embedded embed.FS

// Embedded returns the building blocks that bbconform carries: one folder a building block, below it one a version.
func Embedded() fs.FS { return embedded }
