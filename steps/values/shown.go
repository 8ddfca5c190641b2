package values

import (
	"fmt"
	"strconv"

	"github.com/tidwall/gjson"
)

// Plural writes a number with the word that fits it.
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// Times writes how often something was found.
func Times(n int) string {
	switch n {
	case 0:
		return "not at all"
	case 1:
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// Shown writes a value of an answer for a person.
func Shown(v gjson.Result) string {
	switch {
	case !v.Exists():
		return "nothing"
	case v.IsArray():
		return fmt.Sprintf("a list of %d: %s", len(v.Array()), Short(v.Raw))
	}
	return Short(v.Raw)
}

// Quoted writes a text in quotes, for a person.
func Quoted(text string) string { return strconv.Quote(text) }

// Short cuts a text that is shown to a person to 80 characters.
func Short(text string) string {
	runes := []rune(text)
	if len(runes) <= 80 {
		return text
	}
	return string(runes[:79]) + "…"
}
