package contract

import (
	"regexp"

	"github.com/bbconform/bbconform/specs/contract/schema"
)

// What kin-openapi forgets when it reads a file: bounds that a float64 cannot hold, and that a value has to be null. It keeps extensions,
// so both are written beside themselves as one before it reads.
var (
	// keyword: value, on a line of its own
	exactInBlock = regexp.MustCompile(`(?m)^( *)((?:- +)*)["']?(` + schema.ExactKeywords + `)["']? *: +(-?[0-9]{16,}|null|~)[ \t]*(#.*)?\r?$`)
	// keyword: value, within braces
	exactInFlow = regexp.MustCompile(`(["']?)(` + schema.ExactKeywords + `)["']?\s*:\s*(-?[0-9]{16,}|null)(\s*[,}])`)
)

// withExact returns the text of a contract with what kin-openapi would forget written as extensions too. What is no keyword, but looks like
// one, gets company that nobody asks for.
func withExact(text []byte) []byte {
	if !exactInBlock.Match(text) && !exactInFlow.Match(text) {
		return text
	}
	text = exactInFlow.ReplaceAll(text, []byte(`$1$2$1: $3, ${1}`+schema.ExactPrefix+`$2${1}: "$3"$4`))
	return exactInBlock.ReplaceAllFunc(text, func(line []byte) []byte {
		parts := exactInBlock.FindSubmatch(line)
		indent := string(parts[1])
		for range parts[2] {
			indent += " "
		}
		return []byte(string(line) + "\n" + indent + schema.ExactPrefix + string(parts[3]) + `: "` + string(parts[4]) + `"`)
	})
}
