package plan

import (
	"regexp"
	"strings"

	"github.com/agnivade/levenshtein"
	messages "github.com/cucumber/messages/go/v34"
)

// featureNodes are the parts of a feature that a plan needs, whether they stand in a rule or not.
type featureNodes struct {
	scenarios []*messages.Scenario // in the order of the file
	ends      map[string]int       // last line of a scenario
	outlines  map[string]*outline
	described []described
}

// outline is what the rows of a scenario with examples have in common.
type outline struct {
	id      string   // its identifier
	columns []string // of all its tables
	lines   []int    // of all its rows
}

// described is something that can have a description: free text between its keyword and what follows.
type described struct {
	line int64
	text string
}

func nodesOf(f *messages.Feature) *featureNodes {
	n := &featureNodes{ends: map[string]int{}, outlines: map[string]*outline{}}
	n.described = append(n.described, described{f.Location.Line, f.Description})
	for _, c := range f.Children {
		n.add(c.Background, c.Scenario)
		if c.Rule != nil {
			n.described = append(n.described, described{c.Rule.Location.Line, c.Rule.Description})
			for _, rc := range c.Rule.Children {
				n.add(rc.Background, rc.Scenario)
			}
		}
	}
	return n
}

func (n *featureNodes) add(b *messages.Background, s *messages.Scenario) {
	if b != nil {
		n.described = append(n.described, described{b.Location.Line, b.Description})
	}
	if s != nil {
		n.described = append(n.described, described{s.Location.Line, s.Description})
		n.scenarios = append(n.scenarios, s)
		for _, e := range s.Examples {
			n.described = append(n.described, described{e.Location.Line, e.Description})
		}
		if len(s.Examples) > 0 {
			n.outlines[s.Id] = outlineOf(s)
		}
	}
}

func outlineOf(s *messages.Scenario) *outline {
	o := &outline{}
	for _, e := range s.Examples {
		if e.TableHeader == nil {
			continue
		}
		for _, c := range e.TableHeader.Cells {
			o.columns = append(o.columns, c.Value)
		}
		for _, r := range e.TableBody {
			o.lines = append(o.lines, int(r.Location.Line))
		}
	}
	return o
}

func (n *featureNodes) checkScenario(s *messages.Scenario, fail func(line int64, format string, args ...any)) {
	if len(s.Steps) == 0 {
		fail(s.Location.Line, "the scenario %q has no steps", s.Name)
	}
	rows := 0
	for _, e := range s.Examples {
		if len(e.TableBody) == 0 {
			fail(e.Location.Line, "the examples of %q have no rows", s.Name)
		}
		rows += len(e.TableBody)
	}
	outline := strings.Contains(s.Keyword, "Outline") || strings.Contains(s.Keyword, "Template")
	if outline && len(s.Examples) == 0 {
		fail(s.Location.Line, "the outline %q has no examples", s.Name)
	}
}

// keyword is a line that a keyword could begin.
var keyword = regexp.MustCompile(`^\s*([A-Z][a-z]+(?: [A-Z][a-z]+)?)\s*:`)

// checkDescriptions finds keywords that are spelt so that Gherkin takes them, and all that follows, for a description:
// the scenario would be there for a reader and not for a run.
func (n *featureNodes) checkDescriptions(lines []string, fail func(line int64, format string, args ...any)) {
	known := []string{"Feature", "Background", "Scenario", "Scenario Outline", "Scenario Template", "Example", "Examples", "Scenarios", "Rule"}
	for _, d := range n.described {
		if d.text == "" {
			continue
		}
		first, _, _ := strings.Cut(strings.TrimLeft(d.text, "\n"), "\n")
		at := d.line
		for at < int64(len(lines)) && !strings.Contains(lines[at], strings.TrimSpace(first)) {
			at++
		}
		for i, line := range strings.Split(d.text, "\n") {
			m := keyword.FindStringSubmatch(line)
			if m == nil {
				continue
			}
			for _, k := range known {
				if distance := levenshtein.ComputeDistance(m[1], k); distance > 0 && distance <= 2 {
					fail(at+1+int64(i), "%q is no keyword, so what follows is taken for a description (did you mean %q?)", m[1]+":", k+":")
					break
				}
			}
		}
	}
}
