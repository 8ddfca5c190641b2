package page

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/bbconform/bbconform/reports"
)

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
