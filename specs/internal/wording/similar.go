package wording

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// DidYouMean names the known words that are nearest to word, or all of them where they are few.
func DidYouMean(word string, known []string) string {
	if len(known) == 0 {
		return "there are none"
	}
	slices.Sort(known)
	if len(known) <= 8 {
		return "there are: " + strings.Join(known, ", ")
	}
	word = strings.ToLower(word)
	distance := func(other string) int { return levenshtein.ComputeDistance(word, strings.ToLower(other)) }
	slices.SortStableFunc(known, func(a, b string) int { return distance(a) - distance(b) })
	return "did you mean " + strings.Join(known[:3], ", ") + "?"
}
