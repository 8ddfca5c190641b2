package contract

import (
	"bytes"
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
	if !mayHaveExact(text) || !exactInBlock.Match(text) && !exactInFlow.Match(text) {
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

// mayHaveExact reports whether one of the keywords stands before a value that the expressions look for. They read slowly, and most
// contracts have none.
func mayHaveExact(text []byte) bool {
	for _, end := range []string{"imum", "const"} { // of schema.ExactKeywords
		for rest := text; ; {
			at := bytes.Index(rest, []byte(end))
			if at < 0 {
				break
			}
			rest = rest[at+len(end):]
			value := bytes.TrimLeft(rest, "\"' :\t\r\n\f")
			digits := bytes.TrimPrefix(value, []byte("-"))
			if bytes.HasPrefix(value, []byte("null")) || bytes.HasPrefix(value, []byte("~")) || len(digits) >= 16 && len(bytes.TrimLeft(digits[:16], "0123456789")) == 0 {
				return true
			}
		}
	}
	return false
}
