package identifier

import (
	"strings"
	"unicode"
)

// wordsOf writes a name as words with hyphens between them, in small letters. Letters of all scripts stay.
func wordsOf(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		switch {
		case isWord(r):
			b.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’' || unicode.Is(unicode.Cf, r): // joiners and other characters that do not show
		case (r == '.' || r == '_') && i > 0 && i+1 < len(runes) && isWord(runes[i-1]) && isWord(runes[i+1]):
			b.WriteRune(r) // policy.name, 3.0
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimRight(b.String(), "-")
}

// spelt writes a text, such as a cell of a table, with capitals as they are and hyphens in place of spaces. It reports whether all is
// said by that.
func spelt(text string) (string, bool) {
	var b strings.Builder
	same := true
	before := ' '
	for _, r := range text {
		switch {
		case isWord(r) || r == '.' || r == '_' || r == '-':
			b.WriteRune(r)
		case r == ' ' && before != ' ':
			b.WriteByte('-')
		default:
			same = false
			if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
				b.WriteByte('-')
			}
		}
		before = r
	}
	if before == ' ' { // it begins or ends with a space, or is empty
		same = false
	}
	words := b.String()
	if !same {
		words = strings.Trim(words, "-")
	}
	if words == "" {
		return "empty", false
	}
	return words, same
}

// isWord reports whether a character is part of a word: a letter, a mark on one, or a digit.
func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) }
