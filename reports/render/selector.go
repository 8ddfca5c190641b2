package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/phrase"
)

// label is how a scenario can be named.
type label struct {
	id      string
	name    string
	verdict reports.Verdict
}

// choose returns the ID of the one scenario that a selector names: by its ID, the end of its ID, its name or a part of
// its name, in this order. Where several fit and just one of them failed, that is the one.
func choose(all []label, selector string) (string, error) {
	lower := strings.ToLower(selector)
	ways := []func(label) bool{
		func(l label) bool { return l.id == selector },
		func(l label) bool { return strings.HasSuffix(l.id, "/"+selector) },
		func(l label) bool { return strings.EqualFold(l.name, selector) },
		func(l label) bool { return strings.Contains(strings.ToLower(l.name), lower) },
	}
	for _, fits := range ways {
		var found []label
		for _, l := range all {
			if fits(l) {
				found = append(found, l)
			}
		}
		if len(found) == 0 {
			continue
		}
		if len(found) > 1 {
			if failed := only(found, reports.Failed); len(failed) == 1 {
				found = failed
			}
		}
		if len(found) == 1 {
			return found[0].id, nil
		}
		return "", fmt.Errorf("%s names %s; choose one by its file and line:%s", reports.Quoted(selector), phrase.Plural(len(found), "scenario"), listed(found))
	}
	return "", fmt.Errorf("there is no scenario %s; near ones are:%s", reports.Quoted(selector), listed(near(all, lower)))
}

func only(labels []label, v reports.Verdict) []label {
	return slices.DeleteFunc(slices.Clone(labels), func(l label) bool { return l.verdict != v })
}

// listed writes labels one a line, the first few of them.
func listed(labels []label) string {
	const most = 10
	var b strings.Builder
	for i, l := range labels {
		if i == most {
			fmt.Fprintf(&b, "\n  and %s more", phrase.Number(len(labels)-most))
			break
		}
		fmt.Fprintf(&b, "\n  %s  %s (%s)", reports.Visible(l.id), reports.Visible(l.name), l.verdict)
	}
	if len(labels) == 0 {
		b.WriteString(" none, the results hold no scenario")
	}
	return b.String()
}

// near returns the labels most like a selector: those that share most pairs of letters with it.
func near(all []label, selector string) []label {
	type scored struct {
		label
		score float64
	}
	wanted := pairs(selector)
	ranked := make([]scored, 0, len(all))
	for _, l := range all {
		score := max(likeness(wanted, pairs(strings.ToLower(l.name))), likeness(wanted, pairs(strings.ToLower(l.id))))
		ranked = append(ranked, scored{l, score})
	}
	slices.SortStableFunc(ranked, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	var nearest []label
	for _, r := range ranked[:min(5, len(ranked))] {
		nearest = append(nearest, r.label)
	}
	return nearest
}

func pairs(s string) map[string]int {
	set := map[string]int{}
	runes := []rune(s)
	for i := 0; i+1 < len(runes); i++ {
		set[string(runes[i:i+2])]++
	}
	return set
}

// likeness is the Dice coefficient of two bags of letter pairs, from 0 to 1.
func likeness(a, b map[string]int) float64 {
	common, total := 0, 0
	for p, n := range a {
		common += min(n, b[p])
		total += n
	}
	for _, n := range b {
		total += n
	}
	if total == 0 {
		return 0
	}
	return 2 * float64(common) / float64(total)
}
