package steps

import (
	"regexp"
	"strconv"
	"strings"

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

// valuePatterns gives the expression of a <name> that is not in quotes.
var valuePatterns = map[string]string{
	"resource":  resourceName,
	"resources": resourceName,
	"person":    resourceName,
	"need":      resourceName,
	"part":      `body field|query parameter|header|path parameter`,
	"fault":     strings.Join(request.FaultNames(), "|"),
	"media":     strings.Join(request.BodyMedia(), "|"),
	"status":    `[1-5][0-9][0-9]`,
	"n":         `[0-9]{1,5}`,
	"seconds":   `[0-9]{1,4}(?:\.[0-9]{1,3})?`,
	"number":    `-?[0-9]+(?:\.[0-9]+)?`,
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
			value, ok := valuePatterns[name]
			if !ok { // in quotes
				value = `[^"]+`
				if name == "value" {
					value = `[^"]*`
				}
			}
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

// count returns the number that a sentence speaks of.
func (a Args) count() int {
	n, _ := strconv.Atoi(a.Get("n")) // the expression lets only digits through
	return n
}
