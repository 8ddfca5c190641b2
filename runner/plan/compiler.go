package plan

import (
	"slices"
	"strings"

	messages "github.com/cucumber/messages/go/v34"

	"github.com/bbconform/bbconform/runner/identifier"
)

// compiler makes scenarios of what was parsed, as Gherkin says how (its "pickles"): backgrounds come first, tags are handed down, each row
// of an outline is a scenario.
type compiler struct {
	*source

	feature *feature
	place   string   // of its identifiers
	lines   []string // of the text
	starts  []int32  // where they begin in it
	nodes   *featureNodes
}

func newCompiler(f *feature, place string, lines []string, nodes *featureNodes, name string) *compiler {
	c := &compiler{source: &source{File: f.file, text: f.text}, feature: f, place: place, lines: lines, starts: make([]int32, len(lines)), nodes: nodes}
	at := 0
	for i, line := range lines {
		c.starts[i] = int32(at)
		at += len(line) + 1
	}
	c.Feature = name
	return c
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
		from.background = slices.Concat(from.background, c.sentences(from.background, b.Steps))
	}
	if s == nil {
		return
	}
	shared := Origin{
		source: c.source, Tags: c.tags(from.tags, s.Tags),
		background: from.background, sentences: c.sentences(from.background, s.Steps),
	}
	where := extent{from: firstLine(s), to: c.nodes.ends[s.Id]}
	name := c.part(s.Name, s.Location.Line)
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
		origin.Tags, origin.columns = c.tags(shared.Tags, examples.Tags), c.cells(examples.TableHeader)
		rows := make([]Scenario, len(examples.TableBody))
		for i, row := range examples.TableBody {
			rows[i] = Scenario{Origin: &origin, Line: int(row.Location.Line), cells: c.cells(row)}
			rows[i].Name = rows[i].filled(name)
			rows[i].identifyRow(name)
			where.row = rows[i].Line
			c.feature.add(&rows[i], where)
		}
	}
}

// find finds a text in the line that it stands in.
func (c *compiler) find(text string, line int64) (span, bool) {
	if line < 1 || int(line) > len(c.lines) {
		return span{}, false
	}
	i := strings.Index(c.lines[line-1], text)
	return span{c.starts[line-1] + int32(i), int32(len(text))}, i >= 0
}

// part is a text as a part of the file's, so that it takes no memory of its own.
func (c *compiler) part(text string, line int64) string {
	if found, ok := c.find(text, line); ok {
		return c.words(found)
	}
	return text // something is escaped in it
}

// span is where a text stands.
func (c *compiler) span(text string, line int64) span {
	if found, ok := c.find(text, line); ok {
		return found
	}
	c.more = append(c.more, text)
	return span{int32(len(c.more) - 1), -1}
}

// sentences carries steps over that follow others.
func (c *compiler) sentences(before []sentence, written []*messages.Step) []sentence {
	var now phase
	if len(before) > 0 {
		now = before[len(before)-1].phase
	}
	out := make([]sentence, len(written))
	for i, step := range written {
		now = now.after(step.KeywordType)
		at := step.Location.Line
		out[i] = sentence{
			keyword: c.span(strings.TrimSpace(step.Keyword), at), text: c.span(step.Text, at), line: int32(at), phase: now, docString: step.DocString != nil,
		}
		if step.DataTable == nil {
			continue
		}
		table := make([][]string, len(step.DataTable.Rows))
		for j, row := range step.DataTable.Rows {
			table[j] = c.cells(row)
		}
		c.tables = append(c.tables, table)
		out[i].table = int32(len(c.tables))
	}
	return out
}

func (c *compiler) cells(row *messages.TableRow) []string {
	cells := make([]string, len(row.Cells))
	for i, cell := range row.Cells {
		cells[i] = c.part(cell.Value, row.Location.Line)
	}
	return cells
}

// tags are those of something, after those of what stands around it.
func (c *compiler) tags(around []string, own []*messages.Tag) []string {
	if len(own) == 0 {
		return around
	}
	all := slices.Clone(around)
	for _, t := range own {
		all = append(all, c.part(t.Name, t.Location.Line))
	}
	return all
}

func (f *feature) add(s *Scenario, where extent) {
	f.scenarios, f.extents = append(f.scenarios, s), append(f.extents, where)
}
