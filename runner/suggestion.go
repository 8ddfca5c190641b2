package runner

import (
	"iter"
	"maps"
	"slices"
	"strings"
)

// suggestion completes a message about an unknown word: the nearest known one when there is one near enough, or all of
// them after the words of introduction.
func suggestion(word string, known []string, introduction string) string {
	best, distance := "", 1+max(2, len(word)/3)
	if len(word) <= 3 {
		distance = 2
	}
	slices.Sort(known)
	for _, k := range known {
		if d := editDistance(strings.ToLower(word), strings.ToLower(k)); d < distance {
			best, distance = k, d
		}
	}
	switch {
	case best != "":
		return " (did you mean \"" + best + "\"?)"
	case len(known) == 0:
		return ""
	}
	return " (" + introduction + strings.Join(known, ", ") + ")"
}

// editDistance counts insertions, deletions and replacements of bytes, after Levenshtein.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			above := row[j]
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(row[j]+1, row[j-1]+1, diagonal+cost)
			diagonal = above
		}
	}
	return row[len(b)]
}

func mapsKeys[V any](m map[string]V) iter.Seq[string] { return maps.Keys(m) }
