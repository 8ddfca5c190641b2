package render

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/phrase"
)

// label is how a scenario can be named.
type label struct {
	id      string
	name    string
	verdict reports.Verdict
	file    string
	lines   []int // its own, and those of its sentences
}

func labelOf(s *reports.Scenario) label {
	l := label{s.ID, s.Name, s.Verdict, s.File, []int{s.Line}}
	for i := range s.Steps {
		l.lines = append(l.lines, s.Steps[i].Line)
	}
	return l
}

// isAt reports whether a line, or a line among those of its sentences, is meant by FILE:LINE, where FILE may be the end of a path.
func (l *label) isAt(selector string, sentences bool) bool {
	cut := strings.LastIndexByte(selector, ':')
	if cut < 0 {
		return false
	}
	line, err := strconv.Atoi(selector[cut+1:])
	if err != nil || len(l.lines) == 0 {
		return false
	}
	return l.isIn(selector[:cut]) && (line == l.lines[0] || sentences && slices.Contains(l.lines, line))
}

// isIn reports whether a file, or the end of its path, is that of the scenario.
func (l *label) isIn(file string) bool { return l.file == file || strings.HasSuffix(l.file, "/"+file) }

// mostListed is how many scenarios an error names, and mostNear how many that are only like what was asked for.
const (
	mostListed = 10
	mostNear   = 5
)

// choose returns the ID of the one scenario that a selector names: by its ID, its line, the end of its ID, its name, what stands above its ID
// (that of an outline), a part of its name or of its ID, the line of a sentence or the file, in this order. Where several fit and just one
// of them failed, that is the one. All is gone through once more when none fits.
func choose(all iter.Seq2[label, error], selector string) (string, error) {
	lower := strings.ToLower(selector)
	ways := []struct {
		fits func(label) bool
		fitting
	}{
		{fits: func(l label) bool { return l.id == selector }},
		{fits: func(l label) bool { return l.isAt(selector, false) }},
		{fits: func(l label) bool { return strings.HasSuffix(l.id, "/"+selector) }},
		{fits: func(l label) bool { return strings.EqualFold(l.name, selector) }},
		{fits: func(l label) bool { return strings.HasPrefix(l.id, strings.TrimRight(selector, "/")+"/") }},
		{fits: func(l label) bool { return strings.Contains(strings.ToLower(l.name), lower) }},
		{fits: func(l label) bool { return strings.Contains(strings.ToLower(l.id), lower) }},
		{fits: func(l label) bool { return l.isAt(selector, true) }},
		{fits: func(l label) bool { return l.isIn(selector) }},
	}
	for l, err := range all {
		if err != nil {
			return "", err
		}
		for i := range ways {
			if ways[i].fits(l) {
				ways[i].add(l)
			}
		}
	}
	for i := range ways {
		found := &ways[i].fitting
		switch {
		case found.count == 0:
			continue
		case found.count == 1:
			return found.first[0].id, nil
		case found.failed == 1:
			return found.lastFailed, nil
		}
		return "", fmt.Errorf("%s names %s; choose one by its identifier:%s", reports.Quoted(selector), phrase.Plural(found.count, "scenario"), listed(found.first, found.count))
	}
	nearest, err := near(all, lower)
	if err != nil {
		return "", err
	}
	return "", fmt.Errorf("there is no scenario %s; near ones are:%s", reports.Quoted(selector), listed(nearest, len(nearest)))
}

// fitting is what is known of the scenarios that a selector names in one way.
type fitting struct {
	count      int
	first      []label
	failed     int
	lastFailed string
}

func (f *fitting) add(l label) {
	if f.count++; f.count <= mostListed {
		f.first = append(f.first, l)
	}
	if l.verdict == reports.Failed {
		f.failed++
		f.lastFailed = l.id
	}
}

// listed writes the first labels of so many, one a line.
func listed(labels []label, count int) string {
	var b strings.Builder
	for _, l := range labels {
		fmt.Fprintf(&b, "\n  %s  %s (%s)", reports.Visible(l.id), reports.Visible(l.name), l.verdict)
	}
	if more := count - len(labels); more > 0 {
		fmt.Fprintf(&b, "\n  and %s more", phrase.Number(more))
	}
	if count == 0 {
		b.WriteString(" none, the results hold no scenario")
	}
	return b.String()
}

// near returns the labels most like a selector: those that share most pairs of letters with it.
func near(all iter.Seq2[label, error], selector string) ([]label, error) {
	type scored struct {
		label
		score float64
	}
	wanted := pairs(selector)
	var nearest []scored
	for l, err := range all {
		if err != nil {
			return nil, err
		}
		score := max(likeness(wanted, pairs(strings.ToLower(l.name))), likeness(wanted, pairs(strings.ToLower(l.id))))
		nearest = append(nearest, scored{l, score})
		slices.SortStableFunc(nearest, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
		nearest = nearest[:min(mostNear, len(nearest))]
	}
	labels := make([]label, len(nearest))
	for i := range nearest {
		labels[i] = nearest[i].label
	}
	return labels, nil
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
