package upstream

import (
	"slices"
	"strings"

	"github.com/bbconform/bbconform/specs"
)

// Explanation says which differences from the published files the errata of a building block account for.
type Explanation struct {
	Explained   []ExplainedDifference
	Unexplained []Difference
	Stale       []StalePattern // meaningful only when the differences of all contracts were given
}

// ExplainedDifference is a difference with the errata that account for it.
type ExplainedDifference struct {
	Difference
	Errata []string // ids
}

// StalePattern is a pattern of an erratum that matches no difference any more: the published file or our contract changed.
type StalePattern struct {
	Erratum string // id
	Pattern string
}

// Explain holds differences against the errata of the building block.
func Explain(b *specs.Block, differences []Difference) Explanation {
	var result Explanation
	used := map[StalePattern]bool{}
	for _, d := range differences {
		var ids []string
		for _, erratum := range b.Errata {
			for _, pattern := range erratum.Explains {
				if matchesPattern(pattern, d.Key()) {
					used[StalePattern{erratum.ID, pattern}] = true
					if !slices.Contains(ids, erratum.ID) {
						ids = append(ids, erratum.ID)
					}
				}
			}
		}
		if len(ids) == 0 {
			result.Unexplained = append(result.Unexplained, d)
		} else {
			result.Explained = append(result.Explained, ExplainedDifference{d, ids})
		}
	}
	for _, erratum := range b.Errata {
		for _, pattern := range erratum.Explains {
			if stale := (StalePattern{erratum.ID, pattern}); !used[stale] {
				result.Stale = append(result.Stale, stale)
			}
		}
	}
	return result
}

// matchesPattern reports whether pattern, in which * stands for any run of characters, matches the whole text.
func matchesPattern(pattern, text string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return pattern == text
	}
	first, last := parts[0], parts[len(parts)-1]
	if !strings.HasPrefix(text, first) || len(text) < len(first)+len(last) || !strings.HasSuffix(text, last) {
		return false
	}
	text = text[len(first) : len(text)-len(last)]
	for _, part := range parts[1 : len(parts)-1] {
		_, after, ok := strings.Cut(text, part)
		if !ok {
			return false
		}
		text = after
	}
	return true
}
