package plan

import (
	"slices"

	messages "github.com/cucumber/messages/go/v34"

	"github.com/bbconform/bbconform/runner/identifier"
)

// compiler makes scenarios of what was parsed, as Gherkin says how (its "pickles"): backgrounds come first, tags are handed down, each row
// of an outline is a scenario.
type compiler struct {
	feature *feature
	place   string // of its identifiers
	name    string // of the feature
	lines   lines
	nodes   *featureNodes
}

// inherited is what scenarios have of what stands around them.
type inherited struct {
	tags       []string
	background []sentence
}

func (c *compiler) compile(f *messages.Feature) {
	from := inherited{tags: c.tags(nil, f.Tags)}
	for _, child := range f.Children {
		c.add(&from, child.Background, child.Scenario)
		if child.Rule == nil {
			continue
		}
		rule := inherited{tags: c.tags(from.tags, child.Rule.Tags), background: from.background}
		for _, within := range child.Rule.Children {
			c.add(&rule, within.Background, within.Scenario)
		}
	}
}

// add takes over a background, for those that follow, or a scenario. Either may be nil.
func (c *compiler) add(from *inherited, b *messages.Background, s *messages.Scenario) {
	if b != nil {
		from.background = slices.Concat(from.background, c.lines.sentences(from.background, b.Steps))
	}
	if s == nil {
		return
	}
	shared := Origin{
		Feature: c.name, File: c.feature.file, Tags: c.tags(from.tags, s.Tags),
		background: from.background, sentences: c.lines.sentences(from.background, s.Steps),
	}
	where := extent{from: firstLine(s), to: c.nodes.ends[s.Id]}
	name := c.lines.part(s.Name, s.Location.Line)
	of := c.nodes.outlines[s.Id]
	if of == nil {
		c.feature.add(&Scenario{Origin: &shared, ID: identifier.Of(c.place, s.Name), Name: name, Line: int(s.Location.Line)}, where)
		return
	}
	shared.Outline = of.id
	where.rows = of.lines
	for _, examples := range s.Examples {
		if examples.TableHeader == nil {
			continue
		}
		origin := shared
		origin.Tags, origin.columns = c.tags(shared.Tags, examples.Tags), c.lines.cells(examples.TableHeader)
		rows := make([]Scenario, len(examples.TableBody))
		for i, row := range examples.TableBody {
			rows[i] = Scenario{Origin: &origin, Line: int(row.Location.Line), cells: c.lines.cells(row)}
			rows[i].Name = rows[i].filled(name)
			rows[i].identifyRow(name)
			where.row = rows[i].Line
			c.feature.add(&rows[i], where)
		}
	}
}

// tags are those of something, after those of what stands around it.
func (c *compiler) tags(around []string, own []*messages.Tag) []string {
	if len(own) == 0 {
		return around
	}
	all := slices.Clone(around)
	for _, t := range own {
		all = append(all, c.lines.part(t.Name, t.Location.Line))
	}
	return all
}

func (f *feature) add(s *Scenario, where extent) {
	f.scenarios, f.extents = append(f.scenarios, s), append(f.extents, where)
}
