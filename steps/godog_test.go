package steps

import (
	"context"
	"io"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/cucumber/godog"

	"github.com/bbconform/bbconform/steps/internal/blocks"
	"github.com/bbconform/bbconform/steps/request"
)

// godog calls the sentences with their values and tables, under every keyword.
func TestGodogSaysTheSentences(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(blocks.NewLibrary(t, ""))
	defer server.Close()
	feature := `
Feature: Books
  Background:
    Given the "library" building block
  Scenario: A book is changed
    Given an existing book
    When "bookUpdate" is called with
      | book.pages | 99 |
    Then the answer is 200 and conforms to the contract
    And its "book.pages" is 99
    But the book reads as sent
  Scenario Outline: A book is checked
    Given a valid "bookCreate" request
    But its body field "<field>" <fault>
    When it is sent
    Then it is refused
    Examples:
      | field      | fault       |
      | book.title | is missing  |
      | book.pages | is null     |
  Scenario: What is wrong fails
    When "bookCreate" is called
    Then its "book.pages" is 1
`
	var verdicts []string
	suite := godog.TestSuite{
		ScenarioInitializer: func(sc *godog.ScenarioContext) {
			s := NewScenario(Environment{Catalogue: blocks.Catalogue(), Ref: blocks.Library, Client: &blocks.Wire{Base: server.URL}, Run: "run"})
			Register(sc, s)
			sc.After(func(ctx context.Context, _ *godog.Scenario, err error) (context.Context, error) {
				verdict := "passed"
				if err != nil {
					verdict = err.Error()
				}
				verdicts = append(verdicts, verdict)
				return ctx, nil
			})
		},
		Options: &godog.Options{
			Format: "progress", Output: io.Discard, Strict: true, NoColors: true,
			FeatureContents: []godog.Feature{{Name: "books.feature", Contents: []byte(feature)}},
		},
	}
	if suite.Run() != 1 {
		t.Error("the last scenario should fail")
	}
	if len(verdicts) != 4 || strings.Join(verdicts[:3], " ") != "passed passed passed" || !strings.Contains(verdicts[3], "expected the number 1, got 312") {
		t.Errorf("%q", verdicts)
	}
}

func TestATableIsWanted(t *testing.T) {
	t.Parallel()
	for _, d := range Vocabulary() {
		if handler := d.Bind(NewScenario(Environment{})); handler == nil {
			t.Errorf("%s is bound to nothing", d.Sentence)
		}
		if d.Table != strings.HasSuffix(d.Sentence, " with") {
			t.Errorf("%s: whether a table follows does not show", d.Sentence)
		}
		if d.About == "" || d.Group == "" || d.does == nil {
			t.Errorf("%s is not documented, or does nothing", d.Sentence)
		}
	}
}

func TestTheTableListsEverySentence(t *testing.T) {
	t.Parallel()
	table := Table()
	for _, d := range Vocabulary() {
		if !strings.Contains(table, "| `"+d.Sentence+"`") {
			t.Errorf("the table lacks %s", d.Sentence)
		}
	}
	for _, f := range request.Faults() {
		if !strings.Contains(table, "| `"+f.Name+"` |") {
			t.Errorf("the table lacks %s", f.Name)
		}
	}
	for line := range strings.Lines(table) {
		if columns := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|"); columns != 0 && columns != 3 && columns != 4 {
			t.Errorf("%d bars in %s", columns, line)
		}
	}
}
