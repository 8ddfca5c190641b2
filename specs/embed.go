package specs

import (
	"embed"
	"io/fs"
)

//go:embed *
var embedded embed.FS

// Embedded returns the building blocks that bbconform carries: one folder a building block, below it one a version.
func Embedded() fs.FS { return embedded }
