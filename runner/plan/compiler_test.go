package plan

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"strconv"
	"testing"

	gherkin "github.com/cucumber/gherkin/go/v42"
	messages "github.com/cucumber/messages/go/v34"
	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/runner/identifier"
)

// intricate has what Gherkin allows and the features of this project do not need.
const intricate = `@feature @shared
Feature: Intricate

  Background:
    Given one
      | a <b> | c \| d |
    And two <b>

  @tagged
  Scenario: <b> is no column here
    * three
    When four <b>
    But five

  @outline
  Scenario Outline: <a> is <b>, <a>
    Given <a>
      | <b> | e\nf <a> |
      | \\ | |
    Then <b> and <c>
    And what is left
      """<a>
      <b>
      """

    @first
    Examples: with tags
      | a   | b   |
      | <b> | <a> |
      | 1   |     |

    Examples: with other columns
      | b    | c \| d |
      | <c>  | x      |
      | \\ \| | y      |

  Rule: They have their own

    Background:
      When six

    Example: Within
      And seven
      Then eight

    Scenario Template: Nothing <x>
      Then <x>

      Scenarios:
        | x |
        | 1 |
`

// TestScenariosAreWhatGherkinMakesOfThem holds scenarios against the pickles of the Gherkin library.
func TestScenariosAreWhatGherkinMakesOfThem(t *testing.T) {
	t.Parallel()
	texts := map[string]string{"toys/intricate.feature": intricate}
	err := fs.WalkDir(os.DirFS("../../features"), ".", func(file string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(file) != ".feature" {
			return err
		}
		text, err := os.ReadFile(path.Join("../../features", file))
		texts[file] = string(text)
		return err
	})
	if err != nil || len(texts) < 10 {
		t.Fatalf("%d features, %v", len(texts), err)
	}
	for file, text := range texts {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			parsed, mistakes := parseFeature(file, identifier.Place(file), []byte(text))
			if len(mistakes) > 0 {
				t.Fatal(mistakes)
			}
			if diff := cmp.Diff(pickled(t, text), writtenOut(parsed)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// said is a scenario as both have it.
type said struct {
	Name  string
	Line  int
	Tags  []string
	Steps []saidStep
}

type saidStep struct {
	Keyword, Text, Phase string
	Line                 int
	Table                [][]string
	DocString            bool
}

func writtenOut(f *feature) []said {
	var all []said
	for _, s := range f.scenarios {
		one := said{Name: s.Name, Line: s.Line, Tags: s.Tags}
		for _, step := range s.Steps() {
			one.Steps = append(one.Steps, saidStep{step.Keyword, step.Text, string(step.Phase), step.Line, step.Table, step.docString})
		}
		all = append(all, one)
	}
	return all
}

// pickled reads a feature with the Gherkin library alone. The phases are those of its types of steps; where it knows none, before the
// first keyword that says one, a step prepares.
func pickled(t *testing.T, text string) []said {
	t.Helper()
	number := 0
	newID := func() string { number++; return strconv.Itoa(number) }
	doc, err := gherkin.ParseGherkinDocument(bytes.NewReader([]byte(text)), newID)
	if err != nil {
		t.Fatal(err)
	}
	steps := map[string]*messages.Step{}
	var visit func(b *messages.Background, s *messages.Scenario)
	visit = func(b *messages.Background, s *messages.Scenario) {
		if b != nil {
			visit(nil, &messages.Scenario{Steps: b.Steps})
		}
		if s != nil {
			for _, step := range s.Steps {
				steps[step.Id] = step
			}
		}
	}
	for _, c := range doc.Feature.Children {
		visit(c.Background, c.Scenario)
		if c.Rule != nil {
			for _, within := range c.Rule.Children {
				visit(within.Background, within.Scenario)
			}
		}
	}
	var all []said
	for _, p := range gherkin.Pickles(*doc, "", newID) {
		one := said{Name: p.Name, Line: int(p.Location.Line)}
		for _, tag := range p.Tags {
			one.Tags = append(one.Tags, tag.Name)
		}
		phase := "preparation"
		for _, step := range p.Steps {
			node := steps[step.AstNodeIds[0]]
			phase = map[messages.StepKeywordType]string{
				messages.StepKeywordType_CONTEXT: "preparation", messages.StepKeywordType_ACTION: "action", messages.StepKeywordType_OUTCOME: "outcome",
				messages.StepKeywordType_CONJUNCTION: phase, messages.StepKeywordType_UNKNOWN: phase,
			}[node.KeywordType]
			said := saidStep{Keyword: string(bytes.TrimSpace([]byte(node.Keyword))), Text: step.Text, Phase: phase, Line: int(node.Location.Line)}
			if step.Argument != nil && step.Argument.DataTable != nil {
				for _, row := range step.Argument.DataTable.Rows {
					cells := []string{}
					for _, cell := range row.Cells {
						cells = append(cells, cell.Value)
					}
					said.Table = append(said.Table, cells)
				}
			}
			said.DocString = step.Argument != nil && step.Argument.DocString != nil
			one.Steps = append(one.Steps, said)
		}
		all = append(all, one)
	}
	return all
}
