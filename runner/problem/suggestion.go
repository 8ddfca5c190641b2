package problem

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Nearest is the known word that is most like another, of those that are near enough to have been meant; empty: there is none.
func Nearest(word string, known []string) string {
	best, distance := "", 1+max(2, len(word)/3)
	if len(word) <= 3 {
		distance = 2
	}
	for _, k := range known {
		if d := levenshtein.ComputeDistance(strings.ToLower(word), strings.ToLower(k)); d < distance {
			best, distance = k, d
		}
	}
	return best
}

// Suggestion completes a message about an unknown word: the nearest known one when there is one near enough, or all of
// them after the words of introduction.
func Suggestion(word string, known []string, introduction string) string {
	slices.Sort(known)
	best := Nearest(word, known)
	switch {
	case best != "":
		return " (did you mean \"" + best + "\"?)"
	case len(known) == 0:
		return ""
	}
	return " (" + introduction + strings.Join(known, ", ") + ")"
}
