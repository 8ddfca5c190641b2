package page

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/reports"
	"github.com/bbconform/bbconform/reports/phrase"
)

// page is everything that the templates need. Foreign strings in Results are made visible by the templates' function.
type page struct {
	*reports.Results
	Title        string
	Guide        []term
	Bar          []segment
	Blocks       []blockView
	Failures     []group // by operation at fault
	Proven       []proof // operations at fault although no scenario failed by them
	Inconclusive []group // by reason
	NotClaimed   []group // by reason
	Waived       []card
	Passed       []group // by feature
	NotTested    []reports.NotTested
	Errata       []erratumView
	Config       []setting
	Shortened    bool
	OpenEvidence bool // few failures: their evidence is open at once
}

type group struct {
	Anchor  string
	Title   string
	About   string
	Cards   []card
	Names   []card          // of scenarios that never began: there is nothing to show of them
	Alike   []card          // that are like those shown
	Passes  []template.HTML // in place of cards
	Verdict reports.Verdict
}

// Count is how many scenarios the group has.
func (g group) Count() int { return len(g.Cards) + len(g.Names) + len(g.Alike) + len(g.Passes) }

type segment struct {
	Verdict reports.Verdict
	Count   int
	X       int // in thousandths of the width
	Width   int
}

type blockView struct {
	reports.BuildingBlock
	Links []contractLink
}

type contractLink struct{ Title, URL, File string }

type erratumView struct {
	Block string
	reports.Erratum
}

type setting struct{ Name, Value string }

// fewInconclusive is the number up to which a group of inconclusive scenarios is open at once.
const fewInconclusive = 20

// Open reports whether the group is shown without a click.
func (g group) Open() bool { return g.Count() <= fewInconclusive }

// fewFailures is the number up to which the evidence of failures is shown without a click.
const fewFailures = 12

// pageBuilder takes as much evidence as its budget allows.
type pageBuilder struct {
	page   *page
	cards  *cards
	passes *passWriter
	proofs proofs

	failures, inconclusive, notClaimed groups
	passed                             []*group
	byFeature                          map[string]*group
}

func newPageBuilder(r *reports.Results, b budget) *pageBuilder {
	return &pageBuilder{
		page:   &page{Results: r, Guide: Glossary, Bar: bar(r.Counts), Shortened: b != budgets[0]},
		cards:  &cards{budget: b, header: r, anchors: map[string]bool{}},
		passes: newPassWriter(b, r),
		proofs: proofs{}, byFeature: map[string]*group{},
	}
}

func (b *pageBuilder) add(s *reports.Scenario) {
	if s.Verdict == reports.Passed {
		key := s.BuildingBlock + "\x00" + s.File + "\x00" + s.Feature
		g := b.byFeature[key]
		if g == nil {
			g = &group{Title: reports.Visible(s.Feature), About: reports.Visible(s.BuildingBlock), Verdict: reports.Passed}
			b.byFeature[key] = g
			b.passed = append(b.passed, g)
		}
		g.Passes = append(g.Passes, b.passes.entry(s))
		b.proofs.add(s, "", cmp.Or(reports.Visible(s.Name), reports.Visible(s.ID)))
		return
	}
	v := b.cards.card(s)
	if s.Verdict == reports.Failed && len(v.Faults) > 0 {
		v.Reason = "" // the details say it, and where
	}
	if s.Verdict != reports.Failed {
		b.proofs.add(s, v.Anchor, v.Name)
	}
	switch s.Verdict {
	case reports.Failed:
		b.failures.add(v.Block+" "+v.atFault, v)
	case reports.Waived:
		b.page.Waived = append(b.page.Waived, v)
	case reports.NotApplicable:
		b.notClaimed.add(v.Reason, v)
	default:
		b.inconclusive.add(v.Reason, v)
	}
}

// done is the page when all scenarios are in it.
func (b *pageBuilder) done() *page {
	p, r := b.page, b.page.Results
	p.Title = fmt.Sprintf("%s: %s, conformance report", r.Verdict.Label(), reports.Visible(r.Target.Name()))
	p.OpenEvidence = r.Counts.Failed <= fewFailures
	p.Failures = p.byOperation(b.failures)
	p.Proven = b.proofs.of(r, p.Failures)
	p.Inconclusive = byReason(b.inconclusive, reports.Inconclusive, b.cards.budget.alike)
	p.NotClaimed = byReason(b.notClaimed, reports.NotApplicable, 0)
	labels := map[string]string{}
	for _, block := range r.BuildingBlocks {
		labels[reports.Visible(block.Ref())] = reports.Visible(block.Label())
	}
	for i, g := range b.passed {
		g.Anchor, g.About = fmt.Sprintf("passed-%d", i+1), cmp.Or(labels[g.About], g.About)
		p.Passed = append(p.Passed, *g)
	}
	p.describeBlocks()
	p.Config = settings(r.Configuration)
	return p
}

// groups collects cards under keys, in the order in which the keys first come.
type groups struct {
	list  []*group
	byKey map[string]*group
}

func (g *groups) add(key string, c card) {
	if g.byKey == nil {
		g.byKey = map[string]*group{}
	}
	found := g.byKey[key]
	if found == nil {
		found = &group{}
		g.byKey[key] = found
		g.list = append(g.list, found)
	}
	found.Cards = append(found.Cards, c)
}

// byOperation orders failures as the specification orders its operations.
func (p *page) byOperation(failures groups) []group {
	place := map[string]int{}
	about := map[string]string{}
	n := 0
	for _, b := range p.BuildingBlocks {
		for _, o := range b.Operations {
			n++
			key := reports.Visible(b.Ref()) + " " + reports.Visible(o.ID)
			place[key] = n
			about[key] = reports.Visible(o.Method) + " " + reports.Visible(o.Path)
		}
	}
	var all []group
	for _, g := range failures.list {
		first := g.Cards[0]
		key := first.Block + " " + first.atFault
		g.Title, g.About, g.Verdict = first.atFault, first.Block, reports.Failed
		if g.Title == "" {
			g.Title = "No single operation"
		}
		if a := about[key]; a != "" {
			g.About = a + ", " + first.Block
		} else {
			place[key] = n + 1
		}
		all = append(all, *g)
	}
	slices.SortStableFunc(all, func(a, b group) int {
		return cmp.Compare(place[a.Cards[0].Block+" "+a.Cards[0].atFault], place[b.Cards[0].Block+" "+b.Cards[0].atFault])
	})
	for i := range all {
		all[i].Anchor = fmt.Sprintf("failed-%d", i+1)
	}
	return all
}

// byReason orders groups by size: the reason that concerns most scenarios first.
func byReason(reasons groups, v reports.Verdict, alike int) []group {
	var all []group
	for _, g := range reasons.list {
		g.Title, g.Verdict = cmp.Or(phrase.Capital(g.Cards[0].Reason), "No reason was given"), v
		var began []card
		for _, c := range g.Cards {
			c.Reason = "" // the title says it
			switch {
			case v == reports.Inconclusive && !c.began:
				g.Names = append(g.Names, c)
			case v == reports.Inconclusive && alike > 0 && len(began) >= alike:
				g.Alike = append(g.Alike, c)
			default:
				began = append(began, c)
			}
		}
		g.Cards = began
		all = append(all, *g)
	}
	slices.SortStableFunc(all, func(a, b group) int { return cmp.Compare(b.Count(), a.Count()) })
	return all
}

// bar is the share of each verdict as a strip.
func bar(c reports.Counts) []segment {
	var all []segment
	x := 0
	for _, v := range []reports.Verdict{reports.Passed, reports.Waived, reports.Inconclusive, reports.Failed, reports.NotApplicable} {
		n := c.Of(v)
		if n == 0 || c.Total == 0 {
			continue
		}
		width := max(4, 1000*n/c.Total) // the smallest share is still seen
		all = append(all, segment{v, n, x, width})
		x += width
	}
	if len(all) > 0 { // rounding falls to the widest
		widest := 0
		for i := range all {
			if all[i].Width > all[widest].Width {
				widest = i
			}
		}
		all[widest].Width += 1000 - x
		for i := range all[widest+1:] {
			all[widest+1+i].X += 1000 - x
		}
	}
	return all
}

// describeBlocks gathers what the page says of the building blocks beside their tables.
func (p *page) describeBlocks() {
	for _, b := range p.BuildingBlocks {
		v := blockView{BuildingBlock: b}
		titles := map[string]reports.Contract{}
		for _, c := range b.Contracts {
			titles[c.Name] = c
		}
		for _, name := range slices.Sorted(maps.Keys(b.URLs)) {
			link := contractLink{Title: reports.Visible(name), URL: reports.Visible(b.URLs[name])}
			if c, ok := titles[name]; ok {
				link.Title = reports.Visible(strings.TrimSpace(c.Title + " " + c.Version))
				link.File = reports.Visible(c.File)
			}
			v.Links = append(v.Links, link)
		}
		p.Blocks = append(p.Blocks, v)
		p.NotTested = append(p.NotTested, b.Untested()...)
		for _, e := range b.Errata {
			p.Errata = append(p.Errata, erratumView{reports.Visible(b.Label()), e})
		}
	}
}

// settings lists a configuration flat, one value a line, in the order of the names.
func settings(m map[string]any) []setting {
	var all []setting
	var walk func(prefix string, v any)
	walk = func(prefix string, v any) {
		if m, ok := v.(map[string]any); ok && len(m) > 0 {
			for _, k := range slices.Sorted(maps.Keys(m)) {
				walk(strings.TrimPrefix(prefix+" / "+reports.Visible(k), " / "), m[k])
			}
			return
		}
		text, ok := v.(string)
		if !ok {
			b, err := json.Marshal(v)
			if err != nil {
				b = []byte(fmt.Sprint(v))
			}
			text = string(b)
		}
		all = append(all, setting{prefix, reports.Visible(text)})
	}
	if len(m) > 0 {
		walk("", m)
	}
	return all
}
