package specs

import (
	"slices"
	"strings"
)

// compareVersions orders versions as people expect: 1.9 before 1.10, and 3.0.0-alpha before 3.0.0.
func compareVersions(a, b string) int {
	coreA, preA, _ := strings.Cut(a, "-")
	coreB, preB, _ := strings.Cut(b, "-")
	if n := comparePoints(coreA, coreB); n != 0 {
		return n
	}
	switch {
	case preA == preB:
		return 0
	case preA == "":
		return 1
	case preB == "":
		return -1
	}
	return comparePoints(preA, preB)
}

func comparePoints(a, b string) int {
	return slices.CompareFunc(strings.Split(a, "."), strings.Split(b, "."), func(x, y string) int {
		x, y = strings.TrimLeft(x, "0"), strings.TrimLeft(y, "0")
		if isNumber(x) && isNumber(y) && len(x) != len(y) {
			return len(x) - len(y)
		}
		return strings.Compare(x, y)
	})
}

func isNumber(s string) bool { return strings.Trim(s, "0123456789") == "" }

// Ref names a building block in one version.
type Ref struct{ Name, Version string }

// String returns the form that Resolve reads, for example "consent@1.1.0".
func (r Ref) String() string { return r.Name + "@" + r.Version }
