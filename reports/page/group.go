package page

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"slices"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/internal/spool"
)

// group is a number of scenarios that are shown together. Of these, it knows only where in the spool they are.
type group struct {
	Anchor  string
	Title   string
	Heading spool.Pieces // in place of a title, where there may be as many as scenarios
	About   string
	Cards   spool.Pieces
	Names   spool.Pieces // of scenarios that never began: there is nothing to show of them
	Alike   spool.Pieces // that are like those shown
	Verdict reports.Verdict

	block, atFault string // of failures
}

// fewInconclusive is the number up to which a group of inconclusive scenarios is open at once.
const fewInconclusive = 20

// Count is how many scenarios the group has.
func (g *group) Count() int { return g.Cards.Count + g.Names.Count + g.Alike.Count }

// Open reports whether the group is shown without a click.
func (g *group) Open() bool { return g.Count() <= fewInconclusive }

// groups collects scenarios under keys, in the order in which the keys first come.
type groups struct {
	list  []*group
	seed  maphash.Seed
	byKey map[uint64]*group // by a digest: of many, it takes less room than the key
}

// of returns the group of a key, which may be a new one.
func (g *groups) of(key ...string) *group {
	if g.byKey == nil {
		g.byKey, g.seed = map[uint64]*group{}, maphash.MakeSeed()
	}
	sum := digest(g.seed, key...)
	found := g.byKey[sum]
	if found == nil {
		found = &group{}
		g.byKey[sum] = found
		g.list = append(g.list, found)
	}
	return found
}

// digest is that of texts, within this page.
func digest(seed maphash.Seed, texts ...string) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	for _, text := range texts {
		_, _ = h.WriteString(text)
		_ = h.WriteByte(0)
	}
	return h.Sum64()
}

// byOperation orders failures as the specification orders its operations.
func byOperation(failures groups, r *reports.Results) []*group {
	place := map[string]int{}
	about := map[string]string{}
	n := 0
	for _, b := range r.BuildingBlocks {
		for _, o := range b.Operations {
			n++
			key := reports.Visible(b.Ref()) + " " + reports.Visible(o.ID)
			place[key] = n
			about[key] = reports.Visible(o.Method) + " " + reports.Visible(o.Path)
		}
	}
	at := func(g *group) int {
		if found := place[g.block+" "+g.atFault]; found > 0 {
			return found
		}
		return n + 1
	}
	all := slices.Clone(failures.list)
	slices.SortStableFunc(all, func(a, b *group) int { return cmp.Compare(at(a), at(b)) })
	for i, g := range all {
		g.Anchor, g.Title, g.About = fmt.Sprintf("failed-%d", i+1), cmp.Or(g.atFault, "No single operation"), g.block
		if a := about[g.block+" "+g.atFault]; a != "" {
			g.About = a + ", " + g.block
		}
	}
	return all
}

// bySize puts the reason that concerns most scenarios first.
func bySize(reasons groups) []*group {
	all := slices.Clone(reasons.list)
	slices.SortStableFunc(all, func(a, b *group) int { return cmp.Compare(b.Count(), a.Count()) })
	return all
}

// byFeature names the building block of each feature as people do.
func byFeature(features groups, r *reports.Results) []*group {
	labels := map[string]string{}
	for _, block := range r.BuildingBlocks {
		labels[reports.Visible(block.Ref())] = reports.Visible(block.Label())
	}
	for i, g := range features.list {
		g.Anchor, g.About = fmt.Sprintf("passed-%d", i+1), cmp.Or(labels[g.About], g.About)
	}
	return features.list
}
