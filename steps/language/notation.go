package language

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/bbconform/bbconform/specs"
	"github.com/bbconform/bbconform/steps/request"
)

// The notation of sentences: <name> stands for a value, […] for a part that may be left out.
//
// resourceName is lazy, so that what follows it in a sentence is never taken for a part of the name, and it cannot go on
// with the word "no", so that "the list of policies no longer contains" is not about "policies no longer".
const (
	resourceName = `[a-z][a-z0-9-]*(?: ` + notNo + `){0,4}?`
	notNo        = `(?:[a-mo-z][a-z0-9-]*|n[a-np-z0-9-][a-z0-9-]*|no[a-z0-9-]+)`
)

// pattern gives the expression of a <name>. What is not known here stands in quotes.
func pattern(name string) string {
	switch name {
	case "resource", "resources", "person", "need", "role":
		return resourceName
	case "which":
		return `the|another`
	case "part":
		return `body field|query parameter|header|path parameter`
	case "fault":
		return strings.Join(request.FaultNames(), "|")
	case "media":
		return strings.Join(request.BodyMedia(), "|")
	case "status":
		return `[1-5][0-9][0-9]`
	case "n":
		return `[0-9]{1,5}`
	case "seconds":
		return `[0-9]{1,4}(?:\.[0-9]{1,3})?`
	case "number":
		return `-?[0-9]+(?:\.[0-9]+)?`
	case "value":
		return `[^"]*`
	}
	return `[^"]+`
}

// its is the subject of most checks. It may always be said as "the answer", which leaves the group empty.
const its = `its "<location>"`

// expression turns the notation into an anchored expression. Groups are named after the values, those of optional parts
// after their first word.
func expression(sentence string) *regexp.Regexp {
	var out strings.Builder
	out.WriteString("^")
	for rest := sentence; rest != ""; {
		switch {
		case strings.HasPrefix(rest, its):
			out.WriteString(`(?:its "(?P<location>[^"]+)"|the answer)`)
			rest = rest[len(its):]
		case strings.HasPrefix(rest, "entries"):
			out.WriteString("entr(?:y|ies)")
			rest = rest[len("entries"):]
		case rest[0] == '[':
			out.WriteString("(?P<" + firstWord(rest) + ">")
			rest = rest[1:]
		case rest[0] == ']':
			out.WriteString(")?")
			rest = rest[1:]
		case rest[0] == '<':
			name, after, _ := strings.Cut(rest[1:], ">")
			value := pattern(name)
			out.WriteString("(?P<" + name + ">" + value + ")")
			rest = after
		default:
			out.WriteString(regexp.QuoteMeta(rest[:1]))
			rest = rest[1:]
		}
	}
	out.WriteString("$")
	return regexp.MustCompile(out.String())
}

// literals are what a text must have to be a sentence in this notation: how it begins, and the longest part of what it contains that is
// neither a value nor a part that may be left out. Most definitions are ruled out by them, without their expressions.
func literals(sentence string) (start, within string) {
	rest, first := sentence, true
	for rest != "" {
		end := len(rest)
		for _, special := range []string{its, "entries", "[", "<"} {
			if at := strings.Index(rest, special); at >= 0 {
				end = min(end, at)
			}
		}
		if literal := rest[:end]; len(literal) > len(within) {
			within = literal
		}
		if first {
			start, first = rest[:end], false
		}
		rest = behind(rest[end:])
	}
	return start, within
}

// behind is what follows something special of the notation that stands at the beginning.
func behind(text string) string {
	switch {
	case strings.HasPrefix(text, its):
		return text[len(its):]
	case strings.HasPrefix(text, "entries"):
		return text[len("entries"):]
	case strings.HasPrefix(text, "<"):
		_, after, _ := strings.Cut(text, ">")
		return after
	}
	depth := 0
	for i := range len(text) { // parts that may be left out have others in them
		switch text[i] {
		case '[':
			depth++
		case ']':
			depth--
			if depth == 0 {
				return text[i+1:]
			}
		}
	}
	return ""
}

// firstWord returns the first run of letters.
func firstWord(text string) string {
	letter := func(r rune) bool { return r >= 'a' && r <= 'z' }
	start := strings.IndexFunc(text, letter)
	end := strings.IndexFunc(text[start:], func(r rune) bool { return !letter(r) })
	return text[start : start+end]
}

// Args are the values of a sentence by name, as the features have them: placeholders are not expanded.
type Args struct {
	names  []string
	values []string
	table  [][]string
}

// Get returns the value called name, empty when the sentence was said without it.
func (a Args) Get(name string) string {
	for i, n := range a.names {
		if n == name {
			return a.values[i]
		}
	}
	return ""
}

// Has reports whether the optional part that begins with word was said.
func (a Args) Has(word string) bool { return a.Get(word) != "" }

// Table returns the rows of the table below the sentence.
func (a Args) Table() [][]string { return a.table }

// Count returns the number that a sentence speaks of as <n>, and 0 where it speaks of none.
func (a Args) Count() int {
	n, _ := strconv.Atoi(a.Get("n")) // the expression lets only digits through
	return n
}

// IsAnother reports whether a sentence speaks of another caller of a role.
func (a Args) IsAnother() bool { return a.Get("which") == "another" }

// Changes returns the rows of the table below the sentence that change a request, a name and a value each: all but a first one that only
// names the columns.
func (a Args) Changes() [][]string {
	table := a.table
	if len(table) > 0 && len(table[0]) == 2 && table[0][1] == "value" && slices.Contains([]string{"name", "field", "part"}, table[0][0]) {
		table = table[1:]
	}
	return table
}

// Fields returns the fields that a sentence lists in one value: "a, b.c".
func (a Args) Fields(name string) []string {
	var fields []string
	for field := range strings.SplitSeq(a.Get(name), ",") {
		if field = strings.TrimSpace(field); field != "" {
			fields = append(fields, field)
		}
	}
	return fields
}

// In returns where the field is that a sentence names with its part: as in specs.Field.
func (a Args) In() string {
	switch a.Get("part") {
	case "body field":
		return specs.InBody
	case "query parameter":
		return specs.InQuery
	case "header":
		return specs.InHeader
	case "path parameter":
		return specs.InPath
	}
	return ""
}

// BodyMedia returns how a sentence says that a body is written, for request.WrittenAs.
func (a Args) BodyMedia() string {
	if media := a.Get("media"); media != "" {
		return media
	}
	return a.Get("type")
}
