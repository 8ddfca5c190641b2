package specs

import (
	"embed"
	"io/fs"
)

// Only data is embedded: it lies two folders deep, one a building block and below it one a version. Versions begin with a
// digit, and the data of tests does not.
//
//go:embed */[0-9]*
var embedded embed.FS

// Embedded returns the building blocks that bbconform carries: one folder a building block, below it one a version.
func Embedded() fs.FS { return embedded }
