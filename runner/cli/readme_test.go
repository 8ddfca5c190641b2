package cli

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("README.md is out of date; put there what `go run . specs list --markdown` prints, between the marks:\n%s", diff)
	}
}
