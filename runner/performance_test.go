package runner

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/runner/internal/toys"
	"github.com/bbconform/bbconform/runner/plan"
)

func TestGherkinText(t *testing.T) {
	t.Parallel()
	written := []plan.Step{
		{Text: `"toyCreate" has been called with`, Table: [][]string{{"a|b", `c\d`, ""}, {"e\nf", "<x>", "g"}}},
		{Text: "it is sent"},
	}
	p, err := plan.New(plan.Options{Catalogue: toys.Catalogue(), Features: toys.Folder(map[string]string{"x.feature": string(gherkinText(written))}), ListOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	got := p.Scenarios[0].Steps()
	if len(got) != 2 || got[0].Text != written[0].Text || got[1].Text != written[1].Text {
		t.Errorf("got %+v", got)
	}
	if diff := cmp.Diff(written[0].Table, got[0].Table); diff != "" {
		t.Error(diff)
	}
}
