package cli

import (
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bbconform/bbconform/features"
	"github.com/bbconform/bbconform/runner/plan"
	"github.com/bbconform/bbconform/specs"
)

// TestTableOfTheLibrary keeps the table of the README true.
func TestTableOfTheLibrary(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(readme), "<!-- library -->\n")
	got, _, closed := strings.Cut(rest, "<!-- /library -->")
	if !ok || !closed {
		t.Fatal("README.md has lost the marks around the table of the specification library")
	}
	want, err := libraryTable(specs.NewCatalogue(specs.Embedded()))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("README.md is out of date; put there what `go run . specs list --markdown` prints, between the marks:\n%s", diff)
	}
}

// TestExamplesOfTheLibrary holds that the entries which the README explains are those of the library.
func TestExamplesOfTheLibrary(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	comment := regexp.MustCompile(`(?m) +# .*$`)
	spaces := regexp.MustCompile(`\s+`)
	plain := func(text []byte) string {
		return spaces.ReplaceAllString(comment.ReplaceAllString(string(text), ""), " ")
	}
	for entry, file := range map[string]string{
		"- id: PAY-ERR-04": "payments/3.0/block.yaml", "- id: govstack-bb-scheduler-fr-6.1-2": "scheduler/1.1/requirements.yaml",
	} {
		_, rest, ok := strings.Cut(string(readme), entry)
		example, _, closed := strings.Cut(rest, "```")
		if !ok || !closed {
			t.Errorf("README.md does not show %q any more", entry)
			continue
		}
		data, err := fs.ReadFile(specs.Embedded(), file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(plain(data), strings.TrimSpace(plain([]byte(entry+example)))) {
			t.Errorf("README.md shows %q otherwise than specs/%s has it", entry, file)
		}
	}
}

// TestNumbersOfTheREADME keeps true what the README says is tested.
func TestNumbersOfTheREADME(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(readme)), " ")
	planned, err := plan.New(plan.Options{
		Catalogue: specs.NewCatalogue(specs.Embedded()), Features: features.FS, FeaturesName: "features", ListOnly: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range planned.Blocks {
		operations := len(block.Block.OperationIDs())
		if want := fmt.Sprintf("**%s** (%d operations, %d scenarios)", strings.ToLower(block.Block.Title), operations, len(block.Scenarios)); !strings.Contains(text, want) {
			t.Errorf("README.md is out of date; it should say %q", want)
		}
	}
}
