package cli

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// counted is a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// oneLine folds the line breaks of a YAML text.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// oneOf writes a choice: "a, b or c".
func oneOf(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// withArticle puts the right article before a noun.
func withArticle(noun string) string {
	// "An update", but "a user": a u that is spoken as "you" is followed by one consonant and a vowel.
	if startsWithVowel().MatchString(noun) {
		return "an " + noun
	}
	return "a " + noun
}

var startsWithVowel = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)^([aeio]|u[^aeiou][^aeiou])`) })

// indented puts an indent before every line that is not empty.
func indented(text, indent string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			out.WriteString(indent)
		}
		out.WriteString(line)
	}
	return out.String()
}

// shortened cuts text to so many characters, with an ellipsis where something is left out.
func shortened(text string, room int) string {
	runes := []rune(text)
	if len(runes) <= room {
		return text
	}
	return string(runes[:room-1]) + "…"
}

// markdownText keeps Markdown from taking a text for its own signs: paths hold underscores, and templates angle brackets.
func markdownText(text string) string {
	return strings.NewReplacer(`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `<`, `\<`, `>`, `\>`, `|`, `\|`, `#`, `\#`, `~`, `\~`, `&`, `\&`).Replace(text)
}
